/** What every metric requires of its sample. */

/** Throws RangeError for an empty sample (no metric is defined on nothing) and for lists that do not pair up. */
export function requirePairs(metric: string, expected: readonly unknown[], answers: readonly unknown[]): void {
  if (expected.length === 0) throw new RangeError(`${metric}: the sample is empty`);
  if (expected.length !== answers.length) {
    throw new RangeError(`${metric}: ${expected.length} expected values but ${answers.length} answers`);
  }
}

/** The mean of at least one number. Throws RangeError when there is none. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('mean: the sample is empty');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
