import { describe, expect, it } from 'vitest';
import { type ComparisonPlanInput, planComparison } from '../../src/plan/comparison-plan.js';
import { defaultHyperparameters } from '../../src/plan/hyperparameters.js';
import { DEFAULT_PRICES } from '../../src/plan/prices.js';
import { METHODS } from '../../src/plan/types.js';
import { machine, rows, smolLm2 } from './worlds.js';

const input = (change: Partial<ComparisonPlanInput> = {}): ComparisonPlanInput => ({
  methods: METHODS,
  model: smolLm2,
  data: rows(240),
  hardware: machine({ freeMemoryBytes: 20e9 }),
  prices: DEFAULT_PRICES,
  seed: 7,
  ...change,
});

describe('the plan of a comparison', () => {
  it('gives every method the same rows, steps, tokens and seed, and no early end', () => {
    const plans = planComparison(input());
    const shared = plans.map(({ hyperparameters: h, estimate }) => [
      h.batchSize,
      h.gradientAccumulation,
      h.epochs,
      h.maxLength,
      h.seed,
      h.schedule,
      h.warmupRatio,
      h.earlyStoppingPatience,
      h.evalsPerEpoch,
      estimate.steps,
      estimate.trainTokens,
    ]);
    expect(shared[1]).toEqual(shared[0]);
    expect(shared[2]).toEqual(shared[0]);
    expect(shared[0]).toEqual([8, 1, 3, 512, 7, 'linear', 0.1, 0, 2, 90, 34560]);
  });

  it('keeps each method its own learning rate and its own trained part', () => {
    for (const { method, hyperparameters } of planComparison(input())) {
      const own = defaultHyperparameters(method, smolLm2, rows(240));
      expect(hyperparameters.learningRate).toBe(own.learningRate);
      expect(hyperparameters.weightDecay).toBe(own.weightDecay);
      expect([hyperparameters.lora, hyperparameters.partial]).toEqual([own.lora, own.partial]);
    }
    const rates = (change: Partial<ComparisonPlanInput>) =>
      planComparison(input(change)).map(({ hyperparameters: h }) => h.learningRate);
    expect(rates({ rates: { full: 4e-5 } })).toEqual([4e-5, ...rates({}).slice(1)]);
  });

  it('takes the largest default number of epochs, or the one asked for', () => {
    const epochs = (change: Partial<ComparisonPlanInput>) =>
      planComparison(input(change)).map(({ hyperparameters }) => hyperparameters.epochs);
    expect(epochs({ data: rows(60) })).toEqual([4, 4, 4]);
    expect(epochs({ data: rows(60), methods: ['full', 'partial'] })).toEqual([3, 3]);
    expect(epochs({ edits: { epochs: 1 } })).toEqual([1, 1, 1]);
  });

  it('splits the batch alike for all when the most demanding method needs it', () => {
    const long = rows(240, { longestExample: 512, epochTokens: 240 * 400, epochSupervisedTokens: 240 * 200 });
    const plans = planComparison(input({ data: long, hardware: machine({ freeMemoryBytes: 10e9 }) }));
    expect(plans.every((plan) => plan.fits)).toBe(true);
    const batches = plans.map(({ hyperparameters: h }) => `${h.batchSize}x${h.gradientAccumulation}`);
    expect(new Set(batches).size).toBe(1);
    expect(batches[0]).not.toBe('8x1');
  });

  it('says which method does not fit, and does not let it shrink the batches of the others', () => {
    const plans = planComparison(input({ hardware: machine({ freeMemoryBytes: 3e9 }) }));
    expect(plans.map(({ method, fits }) => [method, fits])).toEqual([
      ['full', false],
      ['lora', true],
      ['partial', true],
    ]);
    expect(plans.map(({ hyperparameters: h }) => h.batchSize)).toEqual([8, 8, 8]);
    expect(plans[0]?.estimate.memoryBytes).toBeGreaterThan(3e9 * 0.8);
  });

  it('refuses a setting out of range, and names the method', () => {
    expect(() => planComparison(input({ rates: { lora: 7 } }))).toThrow(/LoRA.*earning rate/);
    expect(() => planComparison(input({ edits: { partial: { lastBlocks: 31 } } }))).toThrow(/partial training.*30/);
  });
});
