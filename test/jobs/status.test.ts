import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../src/jobs/events.js';
import { foldEvents, jobProgress, jobStatus } from '../../src/jobs/status.js';

const queued: JobEvent = { type: 'queued', at: 0 };
const started = (at: number, from: number | null = null): JobEvent => ({
  type: 'started',
  at,
  pid: 1,
  resumedFromStep: from,
});
const training = (at: number): JobEvent => ({ type: 'stage', at, stage: 'train' });
const plan = (at: number): JobEvent => ({
  type: 'plan',
  at,
  steps: 100,
  stepsPerEpoch: 50,
  trainableParameters: 1,
  totalParameters: 2,
  epochTokens: 10,
  epochSupervisedTokens: 5,
});
const step = (n: number, at: number, loss = 1 / n): JobEvent => ({
  type: 'step',
  at,
  step: n,
  epoch: n / 50,
  loss,
  learningRate: 0.1,
  gradNorm: 1,
  tokens: 100,
  supervised: 50,
  seconds: 0.5,
  rssBytes: 1e9,
});
const BEGIN = [queued, started(1000), training(1000), plan(1000)];

describe('status', () => {
  const end: [JobEvent, string][] = [
    [{ type: 'succeeded', at: 9 }, 'succeeded'],
    [{ type: 'failed', at: 9, error: { code: 'x', message: 'm', where: null, next: 'n' } }, 'failed'],
    [{ type: 'cancelled', at: 9, step: 1 }, 'cancelled'],
    [{ type: 'paused', at: 9, step: 1 }, 'paused'],
  ];
  it.each(end)('is what the last word says, whether or not the runner lives: %o', (event, status) => {
    const state = foldEvents([...BEGIN, event]);
    expect([true, false].map((alive) => jobStatus(state, alive))).toEqual([status, status]);
  });

  it('is interrupted when the runner is gone without a last word, also while it waited', () => {
    expect(jobStatus(foldEvents(BEGIN), true)).toBe('running');
    expect(jobStatus(foldEvents(BEGIN), false)).toBe('interrupted');
    expect(jobStatus(foldEvents([queued]), true)).toBe('queued');
    expect(jobStatus(foldEvents([queued]), false)).toBe('interrupted');
  });

  it('of a failed job that runs again is running, and its error is gone', () => {
    const failed: JobEvent = { type: 'failed', at: 9, error: { code: 'x', message: 'm', where: null, next: 'n' } };
    expect(jobProgress('a', foldEvents([...BEGIN, failed]), false).error?.code).toBe('x');
    expect(jobProgress('a', foldEvents([...BEGIN, failed, started(10)]), true)).toMatchObject({
      status: 'running',
      error: null,
    });
  });
});

describe('progress', () => {
  it('tells speed and the remaining time from the steps of the last while', () => {
    const events = [...BEGIN, ...Array.from({ length: 40 }, (_, i) => step(i + 1, 2000 + i * 600))];
    const progress = jobProgress('a', foldEvents(events), true);
    expect(progress).toMatchObject({ step: 40, steps: 100, tokensPerSecond: 200, loss: 1 / 40, status: 'running' });
    // 60 steps at 0.6 s by the clock, which counts what happens between steps.
    expect(progress.etaSeconds).toBeCloseTo(36, 6);
    expect(progress.elapsedSeconds).toBeCloseTo(1 + (39 * 600) / 1000, 6);
  });

  it('forgets what was done after the checkpoint that a new runner resumes from', () => {
    const validation = (n: number): JobEvent => ({ type: 'validation', at: 1, step: n, loss: n, best: true });
    const events = [
      ...BEGIN,
      step(1, 1),
      step(2, 2),
      validation(2),
      step(3, 3),
      validation(3),
      started(9000, 2),
      step(3, 9001, 7),
    ];
    const progress = jobProgress('a', foldEvents(events), true);
    expect(progress.trainLosses).toEqual([
      { step: 1, value: 1 },
      { step: 2, value: 0.5 },
      { step: 3, value: 7 },
    ]);
    expect(progress.validationLosses).toEqual([{ step: 2, value: 2 }]);
  });

  it('counts only the time in which a runner worked', () => {
    const events = [...BEGIN, step(1, 5000), started(100_000, 1), step(2, 101_000)];
    expect(jobProgress('a', foldEvents(events), true).elapsedSeconds).toBe(5);
  });

  it('shows no remaining time when it is not training', () => {
    const evaluating: JobEvent = { type: 'stage', at: 9, stage: 'evaluate-base', done: 3, total: 30 };
    const progress = jobProgress('a', foldEvents([...BEGIN, step(1, 1), evaluating]), true);
    expect(progress).toMatchObject({ etaSeconds: null, stage: 'evaluate-base', stageDone: 3, stageTotal: 30 });
    expect(jobProgress('a', foldEvents([...BEGIN, step(1, 1)]), false).etaSeconds).toBeNull();
  });

  it('is the same whether folded at once or piece by piece, and leaves the piece before as it was', () => {
    const events = [...BEGIN, step(1, 1), step(2, 2), step(3, 3)];
    const half = foldEvents(events.slice(0, 5));
    const before = structuredClone(half);
    expect(foldEvents(events.slice(5), half)).toEqual(foldEvents(events));
    expect(half).toEqual(before);
  });
});
