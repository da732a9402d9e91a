/** Percentile bootstrap: how far a measured value may be off because the test rows are only a sample (Efron, 1979). */
import type { Random } from '../base/random.js';
import type { Score } from './types.js';

export const RESAMPLES = 1000;
const LOWER = 0.025;
const UPPER = 0.975;

/** A statistic of some rows, given as indices into the sample (with repeats). */
export type Statistic = (rows: Int32Array) => number;

/**
 * The value on all n rows and the 2.5% and 97.5% quantiles of the statistic over resamples of n rows with replacement.
 * The random source is an argument. O(resamples * n). Resamples on which the statistic is not a number are left out.
 * Throws RangeError when n is 0. With one row the interval is the value itself: it says nothing, so look at n too.
 */
export function bootstrap(n: number, statistic: Statistic, random: Random, resamples: number = RESAMPLES): Score {
  if (n < 1) throw new RangeError('bootstrap: the sample is empty');
  const value = statistic(Int32Array.from({ length: n }, (_, i) => i));
  const rows = new Int32Array(n);
  const values: number[] = [];
  for (let round = 0; round < resamples; round++) {
    for (let i = 0; i < n; i++) rows[i] = random.below(n);
    const resampled = statistic(rows);
    if (!Number.isNaN(resampled)) values.push(resampled);
  }
  values.sort((a, b) => a - b);
  return { value, low: quantile(values, LOWER, value), high: quantile(values, UPPER, value) };
}

/**
 * The difference `b - a` of a statistic between two models on the same rows: each resample takes the same rows for both, so what makes
 * a row easy or hard cancels out, and the interval is much narrower than two separate ones.
 */
export function pairedDifference(
  n: number,
  a: Statistic,
  b: Statistic,
  random: Random,
  resamples: number = RESAMPLES,
): Score {
  return bootstrap(n, (rows) => b(rows) - a(rows), random, resamples);
}

/** Linear interpolation between order statistics (numpy's default); `values` sorted. */
export function quantile(values: readonly number[], share: number, empty: number): number {
  const position = share * (values.length - 1);
  const below = values[Math.floor(position)];
  const above = values[Math.ceil(position)];
  if (below === undefined || above === undefined) return empty;
  return below + (above - below) * (position - Math.floor(position));
}
