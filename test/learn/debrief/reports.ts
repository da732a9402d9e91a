/** Finished jobs of several kinds, as their folders would tell them. */
import type { Evaluation, Metrics, Score } from '../../../src/evaluate/types.js';
import type { DebriefFacts } from '../../../src/learn/debrief/types.js';
import { plan } from '../../workflow/worlds.js';

export const score = (value: number, half = 0.05): Score => ({ value, low: value - half, high: value + half });

const curve = (...values: number[]) => values.map((value, i) => ({ step: 10 * (i + 1), value }));

interface Change {
  report?: Partial<DebriefFacts['report']>;
  training?: Partial<DebriefFacts['report']['training']>;
  evaluation?: Partial<Evaluation> | null;
  facts?: Partial<Omit<DebriefFacts, 'report'>>;
}

export const metrics = (loss: number, own: Partial<Metrics>): Metrics => ({
  loss: score(loss, 0.1),
  perplexity: score(Math.exp(loss), 0.1),
  ...own,
});

/** 240 rows of two labels: 30 held out, of which 18 are refunds; 3 of them were taken for billing. */
export function facts({ report = {}, training = {}, evaluation = {}, facts: rest = {} }: Change = {}): DebriefFacts {
  const whole: Evaluation = {
    base: metrics(1.6, { accuracy: score(0.4, 0.18), f1: score(0.35) }),
    tuned: metrics(0.5, {
      accuracy: score(0.8, 0.15),
      f1: score(0.79),
      confusion: {
        labels: ['billing', 'refund'],
        counts: [
          [9, 3],
          [3, 15],
        ],
      },
    }),
    retention: { baseLoss: 3, tunedLoss: 3.04 },
    verdict: 'ship',
    reason: { en: 'Better.', hi: 'Behtar.' },
    samples: [{ row: 17, prompt: 'paise wapas kab', expected: 'refund', base: 'refund', tuned: 'billing' }],
    worse: [{ row: 17, baseLoss: 0.4, tunedLoss: 1.2 }],
    rows: [],
  };
  return {
    report: {
      jobId: '20261122-1530-ab12',
      status: 'succeeded',
      base: 'nano',
      task: 'classification',
      method: 'lora',
      modelId: 'tickets',
      data: { train: 240, validation: 30, test: 30 },
      hyperparameters: { ...plan().hyperparameters, epochs: 3 },
      evaluation: evaluation === null ? null : { ...whole, ...evaluation },
      ...report,
      training: {
        steps: 90,
        epochs: 3,
        trainTokens: 54_000,
        supervisedTokens: 4_100,
        tokensPerSecond: 900,
        efficiency: null,
        firstLoss: 2.5,
        lastLoss: 0.4,
        bestValidationLoss: 0.55,
        seconds: 60,
        peakRssBytes: 3e8,
        trainableParameters: 40_000,
        totalParameters: 5_040_000,
        estimatedSeconds: 58,
        estimatedMemoryBytes: 3e8,
        ...training,
      },
    },
    train: curve(2.5, 1.9, 1.4, 1, 0.8, 0.7, 0.6, 0.5, 0.4),
    validation: [
      { step: 30, value: 1.3 },
      { step: 60, value: 0.8 },
      { step: 90, value: 0.55 },
    ],
    plannedSteps: 90,
    endedBy: 'completed',
    rows: null,
    ...rest,
  };
}

export const REPORTS: Record<string, DebriefFacts> = {
  ship: facts(),
  'not enough evidence': facts({
    evaluation: { verdict: 'not-enough-evidence', base: metrics(1.6, { accuracy: score(0.6, 0.2) }) },
  }),
  'too few held-out rows': facts({
    report: { data: { train: 80, validation: 6, test: 6 } },
    evaluation: { verdict: 'not-enough-evidence' },
  }),
  worse: facts({
    evaluation: {
      verdict: 'do-not-ship',
      tuned: metrics(2, { accuracy: score(0.2) }),
    },
  }),
  overfit: facts({
    facts: {
      validation: [
        { step: 30, value: 0.7 },
        { step: 60, value: 0.9 },
        { step: 90, value: 1.3 },
      ],
    },
  }),
  'early stopping': facts({ training: { steps: 60 }, facts: { endedBy: 'early-stopping' } }),
  qa: facts({
    report: { task: 'qa' },
    evaluation: {
      base: metrics(2.2, { exactMatch: score(0.1), tokenF1: score(0.2) }),
      tuned: metrics(1.1, { exactMatch: score(0.35), tokenF1: score(0.52) }),
    },
  }),
  chat: facts({
    report: { task: 'chat' },
    evaluation: { base: metrics(2.2, {}), tuned: metrics(1.1, {}) },
  }),
  generation: facts({
    report: { task: 'generation', method: 'full', hyperparameters: { ...plan().hyperparameters, lora: null } },
    training: { trainableParameters: 5_000_000, totalParameters: 5_000_000 },
    evaluation: {
      base: metrics(2.2, { exactMatch: score(0, 0), chrF: score(11.2, 3) }),
      tuned: metrics(1.1, { exactMatch: score(0.1), chrF: score(48.7, 4) }),
    },
  }),
  partial: facts({
    report: {
      method: 'partial',
      hyperparameters: { ...plan().hyperparameters, lora: null, partial: { lastBlocks: 2 } },
    },
  }),
  forgot: facts({ evaluation: { verdict: 'do-not-ship', retention: { baseLoss: 3, tunedLoss: 4.1 } } }),
  tiny: facts({ report: { data: { train: 12, validation: 1, test: 2 } }, training: { steps: 6 } }),
  duplicates: facts({
    report: { validation: { findings: [{ code: 'exact-duplicate', count: 90, message: { en: 'x', hi: 'x' } }] } },
  }),
  'no held-out row': facts({ report: { data: { train: 8, validation: 0, test: 0 } }, evaluation: null }),
  'not a number': facts({
    evaluation: {
      tuned: metrics(Number.NaN, { accuracy: score(Number.NaN) }),
      retention: { baseLoss: 3, tunedLoss: Number.NaN },
      verdict: 'do-not-ship',
      worse: [{ row: 3, baseLoss: 1, tunedLoss: Number.NaN }],
    },
    facts: { train: curve(2, 5, Number.NaN, Number.NaN), validation: curve(2.5, Number.NaN), endedBy: 'watchdog' },
  }),
};
