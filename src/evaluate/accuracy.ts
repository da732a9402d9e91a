/** Accuracy: the share of rows whose predicted label is the expected one. */
import { requirePairs } from './sample.js';

/**
 * `correct / n`, O(n). Labels are compared exactly. Example: expected a a b, predicted a b b gives 2/3.
 * Throws RangeError when there is no row or the lists differ in length.
 */
export function accuracy(expected: readonly string[], predicted: readonly string[]): number {
  requirePairs('accuracy', expected, predicted);
  return expected.filter((label, i) => label === predicted[i]).length / expected.length;
}
