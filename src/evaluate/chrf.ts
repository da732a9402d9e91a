/** chrF: overlap of character n-grams, a fair measure for free text and code in any script (Popović, 2015). */
import { requirePairs } from './sample.js';

/** Longest n-gram, and how much more recall weighs than precision: the defaults of sacreBLEU ("chrF2"). */
const ORDER = 6;
const BETA = 2;

/** Per order 1..6: n-grams of the answer, of the expected text, and shared ones. Add them up over rows for the corpus score. */
export type ChrfCounts = readonly { answer: number; expected: number; shared: number }[];

/** Counts of one row. White space is left out; a character is a code point, so that a vowel sign counts by itself. */
export function chrfCounts(expected: string, answer: string): ChrfCounts {
  const wanted = [...expected.replace(/\s+/gu, '')];
  const given = [...answer.replace(/\s+/gu, '')];
  return Array.from({ length: ORDER }, (_, i) => countOrder(wanted, given, i + 1));
}

function countOrder(wanted: string[], given: string[], n: number): ChrfCounts[number] {
  const left = ngrams(wanted, n);
  const expected = Math.max(0, wanted.length - n + 1);
  let shared = 0;
  for (const [gram, count] of ngrams(given, n)) shared += Math.min(count, left.get(gram) ?? 0);
  // A row too short for this order must not weigh on the corpus precision of longer rows.
  const answer = expected === 0 ? 0 : Math.max(0, given.length - n + 1);
  return { answer, expected, shared };
}

function ngrams(characters: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= characters.length; i++) {
    const gram = characters.slice(i, i + n).join('');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/**
 * `100 * (1 + beta^2) P R / (beta^2 P + R)`, P and R being means over the orders that both sides have, from counts summed over the rows.
 * 0 to 100, as sacreBLEU prints it. No order in common, or nothing shared, gives 0.
 */
export function chrfOf(rows: readonly ChrfCounts[]): number {
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let i = 0; i < ORDER; i++) {
    let answer = 0;
    let expected = 0;
    let shared = 0;
    for (const row of rows) {
      answer += row[i]?.answer ?? 0;
      expected += row[i]?.expected ?? 0;
      shared += row[i]?.shared ?? 0;
    }
    if (answer === 0 || expected === 0) continue;
    precision += shared / answer;
    recall += shared / expected;
    orders += 1;
  }
  if (orders === 0 || precision + recall === 0) return 0;
  const weight = BETA * BETA;
  return (100 * ((1 + weight) * precision * recall)) / (weight * precision + recall) / orders;
}

/** Corpus chrF of pairs. Throws RangeError on an empty or unpaired sample. */
export function chrf(expected: readonly string[], answers: readonly string[]): number {
  requirePairs('chrF', expected, answers);
  return chrfOf(expected.map((text, i) => chrfCounts(text, answers[i] ?? '')));
}
