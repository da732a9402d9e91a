/** Confusion matrix: how often each expected label was answered with each label. */
import { requirePairs } from './sample.js';

export interface Confusion {
  labels: string[];
  /** `counts[i][j]`: rows expected to be label i that were answered with label j. */
  counts: number[][];
}

/**
 * Rows are expected, columns predicted (scikit-learn's order). `labels` fixes the order and may hold labels that never occur; labels
 * that occur but are not in it are added at the end, sorted. O(n). Throws RangeError on an empty or unpaired sample.
 */
export function confusionMatrix(
  expected: readonly string[],
  predicted: readonly string[],
  labels: readonly string[] = [],
): Confusion {
  requirePairs('confusion matrix', expected, predicted);
  const extra = [...new Set([...expected, ...predicted])].filter((label) => !labels.includes(label)).sort();
  const all = [...new Set(labels), ...extra];
  const index = new Map(all.map((label, i) => [label, i]));
  const counts = all.map(() => all.map(() => 0));
  expected.forEach((label, i) => {
    const row = counts[index.get(label) ?? -1];
    const column = index.get(predicted[i] ?? '') ?? -1;
    if (row?.[column] !== undefined) row[column] += 1;
  });
  return { labels: all, counts };
}
