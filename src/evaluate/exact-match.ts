/** Exact match: the answer is the expected one. */
import { normalizeAnswer } from './normalize-answer.js';
import { mean, requirePairs } from './sample.js';

/** 1 when both are equal after SQuAD's normalisation, else 0. */
export function exactMatchOf(expected: string, answer: string): number {
  return normalizeAnswer(expected) === normalizeAnswer(answer) ? 1 : 0;
}

/** For code and free text, where case and punctuation matter: equal but for blanks at the ends and line endings. */
export function verbatimMatchOf(expected: string, answer: string): number {
  const plain = (text: string): string => text.replace(/\r\n?/gu, '\n').trim();
  return plain(expected) === plain(answer) ? 1 : 0;
}

/** Mean of `exactMatchOf`. Throws RangeError on an empty or unpaired sample. */
export function exactMatch(expected: readonly string[], answers: readonly string[]): number {
  requirePairs('exact match', expected, answers);
  return mean(expected.map((text, i) => exactMatchOf(text, answers[i] ?? '')));
}
