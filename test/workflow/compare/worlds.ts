/** Plain comparisons for tests: three methods that ended, and small changes to them. */
import type { Method } from '../../../src/plan/types.js';
import type { ComparedMethod, Comparison, MethodResult } from '../../../src/workflow/compare/schema.js';
import { plan } from '../worlds.js';

export const score = (value: number, half = 0.05) => ({ value, low: value - half, high: value + half });

const COST: Record<Method, Pick<MethodResult, 'seconds' | 'peakRssBytes' | 'artefactBytes' | 'trainableParameters'>> = {
  full: { seconds: 75, peakRssBytes: 4.5e9, artefactBytes: 538e6, trainableParameters: 134515008 },
  lora: { seconds: 40, peakRssBytes: 1.7e9, artefactBytes: 9.8e6, trainableParameters: 2442240 },
  partial: { seconds: 42, peakRssBytes: 1.8e9, artefactBytes: 105e6, trainableParameters: 26000000 },
};

export function result(method: Method, accuracy: number, change: Partial<MethodResult> = {}): MethodResult {
  return {
    metrics: { loss: score(1 - accuracy), perplexity: score(2), accuracy: score(accuracy) },
    retention: { before: 3.37, after: 3.38, change: 0.01 },
    verdict: 'ship',
    steps: 90,
    trainTokens: 54000,
    supervisedTokens: 8000,
    jobSeconds: COST[method].seconds + 30,
    totalParameters: 134515008,
    ...COST[method],
    ...change,
  };
}

export function compared(method: Method, change: Partial<ComparedMethod> = {}): ComparedMethod {
  return {
    method,
    status: 'succeeded',
    jobId: `20261123-0200-000${method.length}`,
    reused: false,
    hyperparameters: plan().hyperparameters,
    estimate: { seconds: 60, memoryBytes: 2e9, diskBytes: 1e8 },
    room: null,
    error: null,
    validationLosses: [
      { step: 15, value: 1.5 },
      { step: 45, value: 0.9 },
      { step: 90, value: 0.89 },
    ],
    result: result(method, 0.9),
    ...change,
  };
}

export function comparison(change: Partial<Comparison> = {}): Comparison {
  return {
    version: 1,
    comparisonId: '20261123-0200-00ff',
    createdAt: '2026-11-23T02:00:00.000Z',
    status: 'complete',
    key: 'k',
    file: '/data/tickets.csv',
    base: 'smollm2-135m-instruct',
    task: 'classification',
    metric: 'accuracy',
    higherIsBetter: true,
    data: { train: 240, validation: 30, test: 30 },
    seed: 42,
    conditions: [{ en: 'All trained on the same 240 rows.', hi: 'Sab ek hi 240 rows par train hue.' }],
    baseMetrics: { loss: score(6), perplexity: score(400), accuracy: score(0.1) },
    methods: [compared('full'), compared('lora'), compared('partial')],
    differences: [],
    advice: {
      method: 'lora',
      sentences: [{ en: 'Take LoRA: it is the cheapest.', hi: 'LoRA lo: sabse sasta hai.' }],
    },
    ...change,
  };
}
