import { describe, expect, it } from 'vitest';
import { type ComparisonPlanInput, planComparison } from '../../../src/plan/comparison-plan.js';
import { DEFAULT_PRICES } from '../../../src/plan/prices.js';
import { METHODS } from '../../../src/plan/types.js';
import { keptChoices } from '../../../src/workflow/compare/kept-choices.js';
import { machine, rows, smolLm2 } from '../../plan/worlds.js';
import { compared, comparison } from './worlds.js';

const planned = (change: Partial<ComparisonPlanInput>, freeMemoryBytes = 20e9) =>
  planComparison({
    methods: METHODS,
    model: smolLm2,
    data: rows(240),
    hardware: machine({ freeMemoryBytes }),
    prices: DEFAULT_PRICES,
    seed: 7,
    ...change,
  }).map(({ method, hyperparameters }) => compared(method, { hyperparameters }));

describe('a kept comparison', () => {
  it.each([
    ['with defaults', {}],
    [
      'with edits',
      {
        methods: ['lora', 'partial'] as const,
        edits: { epochs: 2, weightDecay: 0.02, lora: { rank: 4 }, partial: { lastBlocks: 3 } },
        rates: { lora: 3e-4 },
      },
    ],
  ])('%s plans the same trainings again, also with other memory free', (_what, asked) => {
    const methods = planned(asked);
    const kept = keptChoices(comparison({ methods, seed: 7 }));
    expect(kept).toMatchObject({ file: '/data/tickets.csv', base: 'smollm2-135m-instruct', task: null, columns: null });
    const { hyperparameters: edits, rates, seed } = kept;
    const again = planned({ methods: kept.methods, edits, rates, seed }, 3e9);
    expect(again.map(({ hyperparameters }) => hyperparameters)).toEqual(
      methods.map(({ hyperparameters }) => hyperparameters),
    );
  });

  it('asks for the task and the columns as they were asked for', () => {
    const asked = { task: 'qa', columns: { prompt: 'q', completion: 'a' } } as const;
    expect(keptChoices(comparison({ asked }))).toMatchObject(asked);
  });
});
