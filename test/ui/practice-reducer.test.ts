/** The practice task without a screen: where it is looked at, what is being checked, what is asked. */
import { describe, expect, it } from 'vitest';
import { PRACTICE_PARTS } from '../../src/learn/progress/summary.js';
import { type PracticeAction, reducePractice } from '../../src/ui/screens/practice/reducer.js';
import { type PracticeState, partAt, practiceStart } from '../../src/ui/screens/practice/state.js';
import type { ProblemView } from '../../src/workflow/types.js';
import { failing, fakePracticePorts, passing } from './fake-practice-ports.js';

const run = (state: PracticeState, ...actions: PracticeAction[]): PracticeState =>
  actions.reduce(reducePractice, state);
const start = practiceStart('/work/of/test/vishesh-practice');
const PROBLEM: ProblemView = {
  code: 'internal',
  message: { en: 'no', hi: 'nahi' },
  where: null,
  next: { en: '', hi: '' },
};

/** A task with these parts passed. */
async function task(...passed: (typeof PRACTICE_PARTS)[number][]) {
  const ports = fakePracticePorts(true);
  for (const part of passed) ports.found[part] = passing(part);
  const before = await ports.open();
  for (const part of passed) await ports.check(before!.practice, part);
  return (await ports.open())!;
}

describe('a task that is found', () => {
  it('is looked at where it goes on, and from its folder where nothing was done', async () => {
    const at = async (...passed: Parameters<typeof task>): Promise<number> =>
      run(start, { type: 'found', opened: await task(...passed), anew: false }).at;
    expect(await at()).toBe(0);
    expect(await at('prepare')).toBe(2);
    expect(await at(...PRACTICE_PARTS)).toBe(0);
    const opened = await task('prepare');
    expect(run(start, { type: 'found', opened, anew: true }).at).toBe(0);
  });

  it('forgets what was known of another', async () => {
    const opened = await task();
    const before = run(start, { type: 'checked', result: failing('prepare') }, { type: 'ask', what: 'reset' });
    expect(run(before, { type: 'found', opened, anew: true })).toMatchObject({
      results: {},
      asked: null,
      report: null,
    });
  });
});

describe('checks', () => {
  it('are known while they go on, once each, and leave their result', () => {
    const asked = run(start, { type: 'check', parts: ['prepare', 'choose'] }, { type: 'check', parts: ['choose'] });
    expect(asked.checking).toEqual(['prepare', 'choose']);
    const after = run(asked, { type: 'checked', result: failing('choose') });
    expect(after.checking).toEqual(['prepare']);
    expect(after.results.choose?.score).toBe(50);
    const broken = run(after, { type: 'unchecked', part: 'prepare', problem: PROBLEM });
    expect(broken).toMatchObject({ checking: [], problem: PROBLEM });
  });

  it('make a report that was written before no longer the news', () => {
    const report = { certificate: false, score: 0, results: [failing('choose')], markdown: '', files: ['/a.md'] };
    const reported = run(start, { type: 'reported', report });
    expect(reported.results.choose?.score).toBe(50);
    expect(run(reported, { type: 'checked', result: passing('choose') }).report).toBeNull();
  });
});

it('points at the folder and the five parts, never beyond, and always from their top', () => {
  expect(partAt(start)).toBeNull();
  const down = run(start, { type: 'scroll', by: 3, last: 9 }, { type: 'move', by: 99 });
  expect(down).toMatchObject({ at: 5, top: 0 });
  expect(partAt(down)).toBe('trade-offs');
  expect(run(down, { type: 'move', by: -99 }).at).toBe(0);
});

it('asks for a name with an empty field, and a problem ends what was going on', () => {
  const named = run(start, { type: 'ask', what: 'name' });
  expect(named).toMatchObject({ asked: 'name', typed: '' });
  const failed = run(named, { type: 'busy', what: 'report' }, { type: 'failed', problem: PROBLEM });
  expect(failed).toMatchObject({ busy: null, asked: null, problem: PROBLEM });
});
