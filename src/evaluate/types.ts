import type { Localized } from '../base/localized.js';

/** A measured value with its 95% bootstrap interval. */
export interface Score {
  value: number;
  low: number;
  high: number;
}

/** Always loss and perplexity; the rest by task (CONTRACT). */
export interface Metrics {
  loss: Score;
  perplexity: Score;
  accuracy?: Score;
  precision?: Score;
  recall?: Score;
  f1?: Score;
  confusion?: { labels: string[]; counts: number[][] };
  exactMatch?: Score;
  tokenF1?: Score;
  chrF?: Score;
  parses?: Score;
}

/** What one model did with one held-out row. */
export interface RowResult {
  line: number;
  prompt: string;
  expected: string;
  /** The label of highest likelihood, or the greedy answer. */
  answer: string;
  lossSum: number;
  supervised: number;
}

export interface Sample {
  row: number;
  prompt: string;
  expected: string;
  base: string;
  tuned: string;
}

export type VerdictWord = 'ship' | 'do-not-ship' | 'not-enough-evidence';

export interface Evaluation {
  base: Metrics;
  tuned: Metrics;
  retention: { baseLoss: number; tunedLoss: number };
  verdict: VerdictWord;
  reason: Localized;
  samples: Sample[];
  /** Rows whose loss or answer got worse, worst first. */
  worse: { row: number; baseLoss: number; tunedLoss: number }[];
  /** Mean loss per row, base and tuned, with the line of the user's file. */
  rows: { row: number; baseLoss: number; tunedLoss: number }[];
}
