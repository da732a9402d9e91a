import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { costs, localCost } from '../../src/plan/cost.js';
import { debrief } from '../../src/plan/debrief.js';
import { estimate } from '../../src/plan/estimate.js';
import { defaultHyperparameters } from '../../src/plan/hyperparameters.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { DEFAULT_PRICES, parsePrices } from '../../src/plan/prices.js';
import { costRecommendations } from '../../src/plan/recommendations.js';
import { sayBytes, sayCount, sayDuration } from '../../src/plan/say-numbers.js';
import { stepFlops } from '../../src/plan/speed.js';
import type { Method } from '../../src/plan/types.js';
import { machine, nano, rows, smolLm2, world } from './worlds.js';

const lora = defaultHyperparameters('lora', smolLm2, rows(240));
const facts = {
  method: 'lora',
  model: smolLm2,
  hyperparameters: lora,
  hardware: machine(),
  prices: DEFAULT_PRICES,
} as const;

describe('the estimate', () => {
  it('counts tokens, steps and parameters', () => {
    const result = estimate({ ...facts, data: rows(240) });
    expect(result).toMatchObject({
      trainTokens: 240 * 48 * 3,
      steps: 90,
      trainableParameters: 2_442_240,
      measured: false,
    });
  });

  it('takes time and memory from the warm-up when there is one', () => {
    const warmUp = { steps: 3, batchTokens: 512, secondsPerStep: 1, peakRssBytes: 2.2e9 };
    const result = estimate({ ...facts, data: rows(240, { validationExamples: 0 }), warmUp });
    expect(result.measured).toBe(true);
    expect(result.memoryBytes).toBe(2.2e9);
    // 34,560 tokens and their padding at 512 tokens (8 rows of 64) a second.
    expect(result.seconds).toBeCloseTo((240 * 48 * 3 * 1.26) / 512, 0);
    const twice = estimate({
      ...facts,
      data: rows(240, { validationExamples: 0 }),
      warmUp: { ...warmUp, secondsPerStep: 2 },
    });
    expect(twice.seconds / result.seconds).toBeCloseTo(2, 1);
  });

  it('counts the padding of the measured batch, too', () => {
    const data = rows(240, { validationExamples: 0, longestExample: 70 });
    const warmUp = { steps: 3, batchTokens: 400, secondsPerStep: 1, peakRssBytes: 2.2e9 };
    // Eight rows of 70 tokens are computed as 8 x 96, of which 400 are real.
    const expected = (240 * 48 * 3 * 1.26) / 768;
    expect(Math.abs(estimate({ ...facts, data, warmUp }).seconds / expected - 1)).toBeLessThan(0.01);
  });

  it('pays the optimizer at every step, however short the rows are', () => {
    const full = defaultHyperparameters('full', smolLm2, rows(240));
    const warmUp = { steps: 3, batchTokens: 512, secondsPerStep: 2, peakRssBytes: 5e9 };
    const short = rows(240, { epochTokens: 240, epochSupervisedTokens: 120, validationExamples: 0 });
    const result = estimate({ ...facts, method: 'full', hyperparameters: full, data: short, warmUp });
    expect(result.seconds).toBeGreaterThan(90 * 134_515_008 * 5e-9);
  });

  it('of no data is zero, not NaN', () => {
    const empty = rows(0, { epochTokens: 0, epochSupervisedTokens: 0, longestExample: 0 });
    expect(estimate({ ...facts, data: empty })).toMatchObject({
      trainTokens: 0,
      steps: 0,
      seconds: 0,
      costUsd: { local: 0 },
    });
  });

  it('counts useful work as the field does: 6PT for full, 4PT for LoRA', () => {
    const body = 106_203_456;
    const head = 28_311_552;
    const attention = 12 * 30 * 9 * 64 * 512 * 64;
    expect(stepFlops(smolLm2, 'full', lora, 512, 256, 64)).toBe(6 * body * 512 + 6 * head * 256 + attention);
    expect(stepFlops(smolLm2, 'lora', lora, 512, 256, 64)).toBe(4 * body * 512 + 4 * head * 256 + attention);
    const all = stepFlops(smolLm2, 'partial', { partial: { lastBlocks: 30 } }, 512, 256, 64);
    const some = stepFlops(smolLm2, 'partial', { partial: { lastBlocks: 8 } }, 512, 256, 64);
    expect(some).toBeLessThan(all);
  });
});

describe('money', () => {
  it('is hours times kilowatts times the rate at home', () => {
    expect(localCost(3600, { watts: 65, usdPerKwh: 0.12 })).toBeCloseTo(0.0078, 10);
    expect(localCost(0, DEFAULT_PRICES.local)).toBe(0);
  });

  it('is the list price per million tokens at a provider that offers the method', () => {
    const lora2m = costs(2e6, 0, 'lora', DEFAULT_PRICES);
    expect(lora2m['fireworks-16b']).toBeCloseTo(1, 10);
    expect(Object.keys(costs(2e6, 0, 'full', DEFAULT_PRICES))).not.toContain('fireworks-16b');
  });

  it('gives the notes’ advice above 100 dollars, and above 50 for full, not at them', () => {
    expect(costRecommendations(100, 'lora')).toEqual([]);
    expect(costRecommendations(100.01, 'lora').map((line) => line.en)).toEqual([
      'Consider using LoRA for cost efficiency',
    ]);
    expect(costRecommendations(50, 'full')).toEqual([]);
    expect(costRecommendations(50.01, 'full').map((line) => line.en)).toEqual([
      'Full fine-tuning is expensive - consider LoRA',
    ]);
    expect(costRecommendations(101, 'full')).toHaveLength(2);
  });

  it('refuses an edited table with a fault and names the field and the file', () => {
    const broken = { ...DEFAULT_PRICES, local: { watts: -1, usdPerKwh: 0.1 } };
    try {
      parsePrices(broken, '/home/me/prices.json');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).code).toBe('bad-price-table');
      expect((error as Problem).message).toContain('local.watts');
      expect((error as Problem).where).toBe('/home/me/prices.json');
    }
  });

  it('uses an edited table', () => {
    const mine = parsePrices({ updated: '2026-01-01', local: { watts: 100, usdPerKwh: 1 }, hosted: [] }, 'mine');
    expect(costs(1e6, 3600, 'lora', mine)).toEqual({ local: 0.1 });
  });
});

describe('the plan', () => {
  it('joins choice, settings and estimate, and applies edits', () => {
    const plan = makePlan({ ...world({ budget: 'low' }), edits: { epochs: 2 } });
    expect(plan.method).toBe('lora');
    expect(plan.hyperparameters.epochs).toBe(2);
    expect(plan.estimate.steps).toBe(60);
  });

  it('with settings given says the same numbers in its reasons, its alternatives and its estimate', () => {
    const edits = { epochs: 20, lora: { rank: 256 } };
    const input = { ...world({ budget: 'low', model: nano }), edits };
    const plan = makePlan(input);
    const { trainableParameters, totalParameters, memoryBytes, seconds } = plan.estimate;
    const reasons = plan.reasons.map(({ en }) => en).join(' ');
    expect(reasons).toContain(`${sayCount(trainableParameters)} of ${sayCount(totalParameters)} parameters learn`);
    expect(reasons).toContain(`needs about ${sayBytes(memoryBytes)} of`);
    expect(reasons).toContain(`about ${sayDuration(seconds)}, and`);
    for (const other of plan.alternatives) {
      expect(other.why.en).toContain(`(chosen: ${sayBytes(memoryBytes)}, ${sayDuration(seconds)},`);
      // What it would take once chosen: with as many epochs, and without the rank that it does not have.
      const { estimate: own } = makePlan({ ...input, override: other.method });
      expect([other.seconds, other.memoryBytes]).toEqual([own.seconds, own.memoryBytes]);
    }
  });

  it('is made when the method fits with the settings given, though not with its defaults', () => {
    const data = rows(240, { longestExample: 512 });
    const input = world({ budget: 'low', data, hardware: machine({ freeMemoryBytes: 1.5e9 }) });
    expect(() => makePlan(input)).toThrow('LoRA does not fit');
    expect(makePlan({ ...input, edits: { maxLength: 32 } }).hyperparameters.maxLength).toBe(32);
  });

  it('keeps its advice while settings are edited', () => {
    const advised = (edits: object): Method =>
      makePlan({ ...world({ budget: 'medium', compute: 'standard' }), edits }).method;
    expect(advised({ epochs: 100 })).toBe(advised({}));
  });

  it('carries the limits of the model', () => {
    expect(makePlan(world({ model: nano })).limits).toEqual({ maxLength: 512, 'partial.lastBlocks': 6 });
  });

  it('refuses edits out of range', () => {
    expect(() => makePlan({ ...world(), edits: { batchSize: 0 } })).toThrow(/Batch size: 0 is outside 1 to 128/);
  });

  it('refuses edits that make the run too large, with the figures', () => {
    const data = rows(240, { longestExample: 512 });
    const attempt = () => makePlan({ ...world({ budget: 'low', data }), edits: { batchSize: 64 } });
    expect(attempt).toThrow(/does not fit with a 20% margin: memory needed \/ free \d+\.\d GB \/ 12\.0 GB/);
  });
});

describe('the debrief', () => {
  it('sets estimate beside actual with their ratio', () => {
    const lines = debrief(
      { seconds: 100, memoryBytes: 2e9, steps: 90, trainTokens: 1000 },
      { seconds: 150, peakRssBytes: 1e9, steps: 90, trainTokens: 1000 },
    );
    expect(lines.map((line) => [line.what, line.ratio])).toEqual([
      ['seconds', 1.5],
      ['memory', 0.5],
      ['steps', 1],
      ['tokens', 1],
    ]);
    expect(lines[0]?.text.en).toBe('time: estimated 2 min, took 3 min (x1.50)');
  });

  it('has no ratio to nothing', () => {
    const lines = debrief(
      { seconds: 0, memoryBytes: 0, steps: 0, trainTokens: 0 },
      { seconds: 1, peakRssBytes: 1, steps: 1, trainTokens: 1 },
    );
    expect(lines.every((line) => line.ratio === null)).toBe(true);
  });
});
