/** Every screen from the training on, at every size that it is made for. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { JobFacts, JobProgress } from '../../src/workflow/types.js';
import { evaluation, instantEffects, plan, progress } from '../workflow/worlds.js';
import { fakeRunPorts } from './fake-run-ports.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen, type ScreenOptions } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());
const start = (options: ScreenOptions): OpenScreen => {
  open = openScreen(options);
  return open;
};

const LONG = 'my order number 4711 has not come and nobody answers the phone, what shall I do now please tell me';
const ANSWERS: JobProgress['answers'] = [0, 30].map((step) => ({
  step,
  seconds: 1,
  answers: [1, 2, 3].map((row) => ({ row, prompt: LONG, expected: 'refund', base: LONG, tuned: 'refund' })),
}));
const LABELS = ['account', 'billing', 'delivery', 'feedback', 'refund', 'technical', 'a very long label of its own'];
const confusion = { labels: LABELS, counts: LABELS.map((_, i) => LABELS.map((__, j) => (i === j ? 9 : 1))) };
const ROWS = Array.from({ length: 40 }, (_, row) => ({
  row,
  prompt: LONG,
  expected: 'refund',
  base: 'billing',
  tuned: 'refund',
  baseLoss: 2,
  tunedLoss: 1,
}));
const job: JobFacts = {
  jobId: '20261122-1530-ab12',
  file: '/data/tickets.csv',
  base: 'nano',
  task: 'classification',
  rows: 300,
  method: 'lora',
  hyperparameters: plan().hyperparameters,
  modelId: 'tickets',
  estimatedSeconds: 120,
};

/** A job that is told to go on with `finish`. */
function effectsOf(change: Partial<JobProgress> = {}) {
  const world: { finish: () => void; effects: EffectHandlers } = { finish: () => {}, effects: instantEffects() };
  const whole = evaluation();
  world.effects = {
    ...instantEffects(),
    follow: async (_effect, tell) => {
      tell({ type: 'attached', job });
      tell({ type: 'progressed', progress: progress({ answers: ANSWERS, ...change }) });
      await new Promise<void>((resolve) => {
        world.finish = resolve;
      });
      const scored = { ...whole, tuned: { ...whole.tuned, confusion }, reason: { en: `${LONG}.`, hi: `${LONG}.` } };
      return { type: 'ended', outcome: { status: 'succeeded', training: null, evaluation: scored } };
    },
  };
  return world;
}

const SIZES = [
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

describe.each(SIZES)('at %d columns and %d rows', (columns, rows) => {
  it.each(['en', 'hi'] as const)('goes from the training to the chat in whole frames (%s)', async (lang) => {
    const world = effectsOf();
    const app = start({
      columns,
      rows,
      lang,
      effects: world.effects,
      ports: { jobRows: async () => ROWS },
      first: { name: 'tune' },
    });
    const at = async (text: RegExp): Promise<void> => {
      await app.shows(text);
      expectWholeFrame(await app.lines());
    };
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await at(/30\/90/);
    await at(/[\u2801-\u28ff]/);
    await app.press('a');
    await at(/\(2\/2\)/);
    world.finish();
    await at(/Verdict: |Faisla: /);
    await at(/├─*●─*┤/);
    await app.press(KEY.tab);
    await at(/✓9/);
    await app.press(KEY.tab);
    await at(/\(40\)/);
    await app.press('o');
    await at(/line 0 +1\/40/);
    await app.press(KEY.escape);
    await at(/\(40\)/);
    await app.press(KEY.tab);
    await at(/1\.000 \(base 2\.000\)/);
    await app.press(KEY.enter);
    await at(/127\.0\.0\.1:8787/);
    await app.press('e');
    await at(/❯ peft/);
    await app.press(KEY.escape);
    await at(/127\.0\.0\.1:8787/);
    await app.press('c');
    await at(/\(tuned\)/);
    await app.press(KEY.tab, LONG, KEY.enter);
    await at(/heard/);
  });

  it('shows a crash with its log in a whole frame', async () => {
    const log = Array.from({ length: 12 }, (_, i) => `line ${i} ${LONG}`);
    const app = start({
      columns,
      rows,
      first: { name: 'tune' },
      effects: effectsOf({ status: 'interrupted' }).effects,
      ports: { jobLog: async () => log },
    });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await app.shows('line 11');
    expectWholeFrame(await app.lines());
    await app.shows('r resume');
  });

  it('lists many jobs in a whole frame', async () => {
    const jobs = Array.from({ length: 70 }, (_, i) => ({
      jobId: `20261122-${1000 + i}-ab12`,
      status: 'succeeded' as const,
      base: 'smollm2-135m-instruct',
      method: 'lora',
      task: 'classification',
      createdAt: '',
      step: 9000,
      steps: 9000,
      modelId: 'a-model-with-a-rather-long-name',
    }));
    const ports = { jobs: { ...fakeRunPorts().jobs, list: async () => ({ jobs, corrupt: ['20261122-0000-0000'] }) } };
    const app = start({ columns, rows, first: { name: 'jobs' }, ports });
    await app.shows('❯');
    expectWholeFrame(await app.lines());
    await app.press('j'.repeat(69));
    await app.shows(/❯.*20261122-1069/);
    expectWholeFrame(await app.lines());
  });
});

describe('a copy', () => {
  it.each([
    [60, 20],
    [80, 24],
  ])('is confirmed in sight at %d columns and %d rows, however long the lines copied are', async (columns, rows) => {
    const world = effectsOf();
    const deploy: EffectHandlers['deploy'] = async (effect, tell, signal) => {
      const told = await world.effects.deploy(effect, tell, signal);
      if (told?.type !== 'deployed') return told;
      const snippet = Array.from({ length: 30 }, (_, i) => `line ${i}: ${LONG}`).join('\n');
      return { ...told, deployed: { ...told.deployed, snippet } };
    };
    const app = start({ columns, rows, effects: { ...world.effects, deploy }, first: { name: 'tune' } });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await app.shows('30/90');
    world.finish();
    await app.shows('Verdict: ');
    await app.press(KEY.enter);
    await app.shows('127.0.0.1:8787');
    await app.press('s');
    await app.shows('❯ From JavaScript');
    await app.press('y');
    await app.shows('✓ the JavaScript lines: copied');
    expectWholeFrame(await app.lines());
    await app.press('s', 'y');
    await app.shows('✓ the curl line: copied');
  });
});

describe('a terminal that knows only ASCII', () => {
  it('gets the training, the curve and the score in it', async () => {
    const world = effectsOf();
    const app = start({
      columns: 80,
      rows: 24,
      environment: { TERM: 'xterm', LANG: 'C' },
      effects: world.effects,
      first: { name: 'tune' },
    });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await app.shows('30/90');
    await app.shows('*** ');
    world.finish();
    await app.shows('Verdict');
    expect(app.output()).not.toMatch(/\P{ASCII}/u);
  });
});
