import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learningRateAt, type ScheduleSettings, warmupSteps } from '../../../src/engine/train/schedule.js';

const rates = (schedule: ScheduleSettings['schedule']): number[] =>
  Array.from({ length: 11 }, (_, step) =>
    learningRateAt(step, { schedule, learningRate: 10, warmupSteps: 2, totalSteps: 10 }),
  );

describe('learning rate', () => {
  // The lists are those of transformers' own schedule tests (num_warmup_steps 2, num_training_steps 10, lr 10).
  it('is transformers linear schedule', () => {
    const expected = [0, 5, 10, 8.75, 7.5, 6.25, 5, 3.75, 2.5, 1.25];
    expect(rates('linear').slice(0, 10)).toEqual(expected);
    expect(rates('linear')[10]).toBe(0);
  });

  it('is transformers cosine schedule', () => {
    const expected = [0, 5, 10, 9.61, 8.53, 6.91, 5, 3.08, 1.46, 0.38];
    for (const [step, rate] of expected.entries()) expect(Math.abs(rates('cosine')[step]! - rate)).toBeLessThan(0.01);
  });

  it('is transformers constant schedule with warm-up', () => {
    expect(rates('constant')).toEqual([0, 5, ...Array(9).fill(10)]);
  });

  it('never leaves [0, learningRate], whatever the settings', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('linear', 'cosine', 'constant'),
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(600),
        (schedule, totalSteps, ratio, step) => {
          const rate = learningRateAt(step, {
            schedule,
            learningRate: 1,
            warmupSteps: warmupSteps(totalSteps, ratio),
            totalSteps,
          });
          expect(rate).toBeGreaterThanOrEqual(0);
          expect(rate).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('rounds warm-up up, and always leaves one step at the full rate', () => {
    expect(warmupSteps(100, 0.031)).toBe(4);
    expect(warmupSteps(1, 0.1)).toBe(0);
    expect(warmupSteps(10, 1)).toBe(9);
    expect(learningRateAt(9, { schedule: 'linear', learningRate: 1, warmupSteps: 9, totalSteps: 10 })).toBe(1);
  });

  it('refuses a step that is no step', () => {
    const settings: ScheduleSettings = { schedule: 'linear', learningRate: 1, warmupSteps: 0, totalSteps: 1 };
    expect(() => learningRateAt(-1, settings)).toThrow('step -1');
    expect(() => learningRateAt(0.5, settings)).toThrow('step 0.5');
  });
});
