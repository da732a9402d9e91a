import { describe, expect, it } from 'vitest';
import { defaultHyperparameters } from '../../src/plan/hyperparameters.js';
import { makePlan } from '../../src/plan/make-plan.js';
import type { MeasuredWarmUp, Method } from '../../src/plan/types.js';
import { machine, rows, smolLm2, world } from './worlds.js';

const measured = (method: Method): MeasuredWarmUp => ({
  method,
  hyperparameters: defaultHyperparameters(method, smolLm2, rows(240), machine()),
  steps: 3,
  batchTokens: 512,
  secondsPerStep: 1.5,
  peakRssBytes: 1.8e9,
});

const lora = { budget: 'low', compute: 'limited' } as const;

describe('a measured warm-up', () => {
  it('holds for the method it measured, and moves the others’ times with it, not their memory', () => {
    const before = makePlan(world(lora));
    const after = makePlan(world({ ...lora, warmUp: measured('lora') }));
    expect(after.estimate).toMatchObject({ measured: true, memoryBytes: 1.8e9, warmUp: { method: 'lora' } });
    const memory = (plan: typeof after) => plan.alternatives.map(({ memoryBytes }) => memoryBytes);
    expect(memory(after)).toEqual(memory(before));
    // A machine that takes three times the calculated time for one method is not calculated to be quick at another.
    const pace = after.estimate.seconds / before.estimate.seconds;
    expect(pace).not.toBeCloseTo(1, 1);
    for (const [i, other] of after.alternatives.entries()) {
      expect(other.seconds / (before.alternatives[i]?.seconds ?? 0)).toBeCloseTo(pace, 6);
      expect(other.costUsd / (before.alternatives[i]?.costUsd ?? 0)).toBeCloseTo(pace, 6);
    }
    expect(new Set([1.8e9, ...after.alternatives.map((other) => other.memoryBytes)]).size).toBe(3);
  });

  it('is in the words of the chosen method, and not in those of the others', () => {
    const { reasons, alternatives } = makePlan(world({ ...lora, warmUp: measured('lora') }));
    expect(reasons.at(-1)?.en).toContain('1.8 GB');
    for (const { why } of alternatives) {
      expect(why.en).toContain('(chosen: 1.8 GB');
      expect(why.en).not.toContain('It takes 1.8 GB');
    }
  });

  it('of another method is put aside', () => {
    const plan = makePlan(world({ ...lora, override: 'full', warmUp: measured('lora') }));
    expect(plan.estimate).toMatchObject({ measured: false });
    expect(plan.estimate.warmUp).toBeUndefined();
    expect(plan.alternatives.find(({ method }) => method === 'lora')?.memoryBytes).toBe(1.8e9);
    // What is calculated instead is calculated at the measured pace.
    const measuredLora = makePlan(world({ ...lora, warmUp: measured('lora') }));
    const full = measuredLora.alternatives.find(({ method }) => method === 'full');
    expect(plan.estimate.seconds).toBeCloseTo(full?.seconds ?? 0, 6);
  });

  it('ends with an edit that changes the steps, and outlives one that changes only their number or rate', () => {
    const warmUp = measured('lora');
    const measuredWith = (edits: object): boolean =>
      makePlan({ ...world({ ...lora, warmUp }), edits }).estimate.measured;
    expect(measuredWith({ epochs: 1, learningRate: 1e-4, seed: 7 })).toBe(true);
    expect(measuredWith({ batchSize: 4 })).toBe(false);
    expect(measuredWith({ maxLength: 128 })).toBe(false);
    expect(measuredWith({ lora: { rank: 64 } })).toBe(false);
  });
});

describe('the model’s context', () => {
  it('bounds the default length, and a longer one is refused with the figure', () => {
    const model = { ...smolLm2, contextLength: 256 };
    expect(makePlan(world({ ...lora, model })).hyperparameters.maxLength).toBe(256);
    const refused = () => makePlan({ ...world({ ...lora, model }), edits: { maxLength: 300 } });
    expect(refused).toThrow('at most 256 tokens');
  });
});

it('a full disk is told as such, not as missing memory', () => {
  const full = world({ ...lora, hardware: machine({ freeDiskBytes: 1e6 }) });
  expect(() => makePlan(full)).toThrow(
    expect.objectContaining({
      code: 'does-not-fit',
      exitCode: 1,
      next: expect.objectContaining({ en: expect.stringContaining('disk') }),
    }),
  );
});
