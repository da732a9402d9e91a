/** Token F1: how many words the answer and the expected answer share. */
import { answerWords } from './normalize-answer.js';
import { mean, requirePairs } from './sample.js';

/**
 * `2pr / (p + r)` over normalised words, counted as often as they occur: p = shared / answer's words, r = shared / expected words.
 * When either side has no words, 1 if both have none, else 0 (SQuAD 2.0's rule). O(words). Example: "red big car" against "big car"
 * has p = 1, r = 2/3 and F1 = 0.8.
 */
export function tokenF1Of(expected: string, answer: string): number {
  const wanted = answerWords(expected);
  const given = answerWords(answer);
  if (wanted.length === 0 || given.length === 0) return wanted.length === given.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of given) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return (2 * shared) / (wanted.length + given.length);
}

/** Mean of `tokenF1Of`. Throws RangeError on an empty or unpaired sample. */
export function tokenF1(expected: readonly string[], answers: readonly string[]): number {
  requirePairs('token F1', expected, answers);
  return mean(expected.map((text, i) => tokenF1Of(text, answers[i] ?? '')));
}
