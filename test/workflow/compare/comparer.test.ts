import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import { type CompareEffects, createComparer } from '../../../src/workflow/compare/comparer.js';
import type { Comparison } from '../../../src/workflow/compare/schema.js';
import type { CompareChoices } from '../../../src/workflow/compare/types.js';
import { eventually } from '../../support/eventually.js';
import { progress } from '../worlds.js';
import { compared, comparison } from './worlds.js';

const choices: CompareChoices = {
  file: '/data/tickets.csv',
  base: 'nano',
  methods: ['lora', 'full'],
  task: null,
  columns: null,
  hyperparameters: {},
  rates: {},
  seed: 42,
};

/** A comparison whose steps the test decides. */
function world(change: Partial<CompareEffects> = {}) {
  type Tell = Parameters<CompareEffects['run']>[1];
  const runs: { tell: Tell; signal: AbortSignal; end: (done: Comparison) => void; fail: (error: unknown) => void }[] =
    [];
  const cancelled: string[] = [];
  const comparer = createComparer({
    run: (_choices, tell, signal) =>
      new Promise((end, fail) => {
        runs.push({ tell, signal, end, fail });
      }),
    load: async () => comparison(),
    cancelJob: async (jobId) => cancelled.push(jobId),
    ...change,
  });
  return { comparer, runs, cancelled, last: () => runs.at(-1)! };
}

const running = comparison({ status: 'running', methods: [compared('lora', { status: 'running', result: null })] });

describe('a followed comparison', () => {
  it('goes from preparing over running to its end, and tells of each change', async () => {
    const { comparer, last } = world();
    const stages: string[] = [];
    comparer.subscribe(() => stages.push(comparer.view.stage));
    comparer.start(choices);
    last().tell.note('pulling');
    expect(comparer.view).toMatchObject({ stage: 'preparing', note: 'pulling' });
    last().tell.change(running, progress());
    expect(comparer.view.progress?.step).toBe(30);
    last().end(comparison());
    await eventually(() => expect(comparer.view).toMatchObject({ stage: 'ended', progress: null }));
    expect([...new Set(stages)]).toEqual(['preparing', 'running', 'ended']);
  });

  it('that fails tells the problem in both languages', async () => {
    const { comparer, last } = world();
    comparer.start(choices);
    last().fail(new Problem({ code: 'does-not-fit', message: { en: 'Too big.', hi: 'Bahut bada.' }, next: 'x' }));
    await eventually(() => expect(comparer.view.stage).toBe('ended'));
    expect(comparer.view.problem).toMatchObject({ code: 'does-not-fit', message: { hi: 'Bahut bada.' } });
  });

  it('is no longer heard when another one has begun', async () => {
    const { comparer, runs } = world();
    comparer.start(choices);
    comparer.start(choices);
    expect(runs[0]?.signal.aborted).toBe(true);
    runs[0]?.tell.change(running, null);
    runs[0]?.end(comparison());
    await new Promise((resolve) => setImmediate(resolve));
    expect(comparer.view).toMatchObject({ stage: 'preparing', comparison: null });
    comparer.reset();
    expect(runs[1]?.signal.aborted).toBe(true);
    expect(comparer.view.stage).toBe('idle');
  });

  it('cancels the job of the method under way, and nothing where none runs', () => {
    const { comparer, last, cancelled } = world();
    comparer.cancelMethod();
    comparer.start(choices);
    last().tell.change(running, null);
    comparer.cancelMethod();
    expect(cancelled).toEqual([running.methods[0]?.jobId]);
  });

  it('shows an earlier one', async () => {
    const { comparer } = world();
    comparer.show('20261123-0200-00ff');
    await eventually(() => expect(comparer.view.comparison?.comparisonId).toBe('20261123-0200-00ff'));
    expect(comparer.view.stage).toBe('ended');
  });
});
