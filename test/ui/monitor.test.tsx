/** Steps 5 and 6: what is seen of a running job. */
import { describe, expect, it } from 'vitest';
import type { JobProgress } from '../../src/jobs/status.js';
import { MONITOR_START, type MonitorAction, reduceMonitor } from '../../src/ui/screens/monitor/reducer.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { Effect } from '../../src/workflow/machine.js';
import { eventually } from '../support/eventually.js';
import { instantEffects, progress } from '../workflow/worlds.js';
import { KEY, type OpenOptions, openApp } from './open-app.js';

const answer = (tuned: string) => ({
  row: 17,
  prompt: 'paise wapas kab aayenge',
  expected: 'refund',
  base: 'billing',
  tuned,
});
const ANSWERS: JobProgress['answers'] = [
  { step: 0, seconds: 1, answers: [answer('billing')] },
  { step: 30, seconds: 1, answers: [answer('refund')] },
];

/** A job that stays as it is told. */
function watching(change: Partial<JobProgress>, options: OpenOptions = {}) {
  const seen: Effect[] = [];
  const effects: EffectHandlers = {
    ...instantEffects(seen),
    follow: async (_effect, tell) => {
      tell({ type: 'progressed', progress: progress(change) });
      return new Promise(() => {});
    },
  };
  const app = openApp({ effects, first: { name: 'tune' }, ...options });
  app.driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
  return { ...app, seen };
}

const looked = (...actions: MonitorAction[]) => actions.reduce(reduceMonitor, MONITOR_START);

describe('the way a job is looked at', () => {
  it('goes through the smoothings and back to none', () => {
    expect([1, 2, 3].map((n) => looked(...Array(n).fill({ type: 'smooth' })).smooth)).toEqual([1, 2, 0]);
  });

  it('moves the window only when zoomed, and comes back to the end when zoomed out', () => {
    const earlier: MonitorAction = { type: 'earlier', by: 1, checkpoints: 0 };
    expect(looked(earlier).back).toBe(0);
    expect(looked({ type: 'zoom', by: 1 }, earlier, earlier, earlier).back).toBe(2);
    expect(looked({ type: 'zoom', by: 1 }, earlier, { type: 'zoom', by: -1 }).back).toBe(0);
  });

  it('takes a half asked cancel back with any other action', () => {
    expect(looked({ type: 'ask-cancel' }).sure).toBe(true);
    expect(looked({ type: 'ask-cancel' }, { type: 'toggle-log' }).sure).toBe(false);
  });
});

describe('a running job on the screen', () => {
  it('shows its numbers, an honest rest and the curve', async () => {
    const { shows, frame } = watching({ answers: ANSWERS });
    await shows('Training');
    await shows(/step 30\/90/);
    expect(frame()).toMatch(/~1 min 15 s left, then the score/);
    expect(frame()).toMatch(/loss 0\.800/);
    expect(frame()).toMatch(/gradient 1\.200/);
    expect(frame()).toMatch(/tokens\/s 540/);
    expect(frame()).toMatch(/memory 2\.1 GB/);
    expect(frame()).toMatch(/[\u2801-\u28ff]/);
  });

  it('names no rest before the pace is known', async () => {
    const { shows, frame } = watching({ step: 1, trainLosses: [{ step: 1, value: 2 }], etaSeconds: 500 });
    await shows('measuring the pace');
    expect(frame()).not.toContain('left');
  });

  it('shows the held-out answers under the curve, and in full by checkpoint', async () => {
    const { shows, press, frame } = watching({ answers: ANSWERS });
    await shows(/held-out rows at step 30/);
    expect(frame()).toMatch(/paise wapas.*refund.*billing.*refund ✓/);
    await press('a');
    await shows(/step 30 {2}\(2\/2\)/);
    await press('\u001b[D');
    await shows(/step 0 {2}\(1\/2\)/);
    await shows(/now +billing/);
    await press('a');
    await shows('loss over steps');
  });

  it('says when the answers of a checkpoint were left out', async () => {
    const { shows, press } = watching({ answers: [...(ANSWERS ?? []), { step: 60, seconds: 4.2, answers: [] }] });
    await shows('newer left out');
    await press('a');
    await shows(/more than a tenth of the training/);
  });

  it('says that it learns by heart when the validation loss has risen', async () => {
    const { shows } = watching({
      validationLosses: [0.9, 0.7, 0.8].map((value, i) => ({ step: 10 * (i + 1), value })),
    });
    await shows('by heart');
  });

  it('cancels on the second press, not on the first', async () => {
    const { shows, press, seen } = watching({});
    await shows('cancel the job');
    await press('x');
    await shows('press again to cancel');
    expect(seen.filter(({ type }) => type === 'control')).toEqual([]);
    await press('l');
    await shows('cancel the job');
    await press('x', 'x');
    await eventually(() => expect(seen.find(({ type }) => type === 'control')).toMatchObject({ action: 'cancel' }));
  });

  it('shows the last lines of the log after a crash, and goes on from the checkpoint with one key', async () => {
    const { shows, press, seen, frame } = watching(
      { status: 'interrupted', etaSeconds: null },
      { ports: { jobLog: async () => ['terminate called after throwing', 'Aborted (core dumped)'] } },
    );
    await shows('Aborted (core dumped)');
    expect(frame()).toContain('gone without a last word');
    await press('r');
    await eventually(() => expect(seen.find(({ type }) => type === 'control')).toMatchObject({ action: 'resume' }));
  });

  it('pulses with the steps, and stands still when motion is reduced', async () => {
    const moving = watching({ step: 31 });
    await moving.shows('·●···');
    const { DEFAULT_SETTINGS } = await import('../../src/workflow/settings.js');
    const still = watching({ step: 31 }, { settings: { ...DEFAULT_SETTINGS, reducedMotion: true } });
    await still.shows('step 31/90');
    expect(still.frame()).not.toContain('·●···');
  });

  it('goes home and is left alone there', async () => {
    const { shows, press, seen } = watching({});
    await shows('step 30/90');
    await press(KEY.escape);
    await shows('Fine-tune on a file');
    expect(seen.filter(({ type }) => type === 'control')).toEqual([]);
  });
});
