/** How each metric's numbers are to be read: which way is better, and where its scale ends. Every scale begins at 0. */
import type { MetricName } from './score-rows.js';

export interface MetricScale {
  higherIsBetter: boolean;
  /** The value that nothing goes beyond; null where the scale has no end of its own. */
  most: number | null;
}

const SHARE: MetricScale = { higherIsBetter: true, most: 1 };
const COST: MetricScale = { higherIsBetter: false, most: null };

export const METRIC_SCALES: Record<MetricName, MetricScale> = {
  loss: COST,
  perplexity: COST,
  accuracy: SHARE,
  precision: SHARE,
  recall: SHARE,
  f1: SHARE,
  exactMatch: SHARE,
  tokenF1: SHARE,
  // As sacreBLEU prints it.
  chrF: { higherIsBetter: true, most: 100 },
  parses: SHARE,
};
