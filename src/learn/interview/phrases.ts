/**
 * Whether a sentence says a phrase of a rubric. A phrase is words close together, each of which may have alternatives:
 * `freeze base|weight` is said by "the base is frozen" and by "weights freeze rehte hain". Pure.
 */
import { NEGATION, type Sentence, wordsOf } from './words.js';

/** For each place, the words that may stand there. */
export type Phrase = readonly (readonly string[])[];

export const phraseOf = (text: string): Phrase =>
  text.split(/\s+/).map((place) => place.split('|').flatMap((word) => wordsOf(word)));

interface Manner {
  /** Words may stand this far apart beyond the phrase's own length. */
  spread: number;
  /** In the phrase's order and in one clause. */
  ordered: boolean;
}
/** What a learner should say is looked for generously, what should not be said strictly. */
export const GENEROUS: Manner = { spread: 5, ordered: false };
export const STRICT: Manner = { spread: 3, ordered: true };

/** Words before a phrase in which a negation turns it round; after it, one (Hinglish denies at the end). */
const REACH = { before: 3, after: 1 };

export function says(sentence: Sentence, phrase: Phrase, manner: Manner): boolean {
  if (phrase.length === 0) return false;
  const denies = phrase.some((place) => place.includes(NEGATION));
  return sentence.words.some((_, start) => {
    const places = placesOf(sentence, phrase, start, manner);
    return places !== null && (denies || !isDenied(sentence, places));
  });
}

/** Where each word of the phrase stands, the first at `start`; or null. */
function placesOf({ words, clauses }: Sentence, phrase: Phrase, start: number, manner: Manner): number[] | null {
  const end = Math.min(words.length, start + phrase.length + (phrase.length === 1 ? 0 : manner.spread));
  const places: number[] = [];
  for (const wanted of phrase) {
    const from = manner.ordered ? (places.at(-1) ?? start - 1) + 1 : start;
    const place = indexBetween(words, wanted, from, end, places);
    if (place === -1 || (manner.ordered && clauses[place] !== clauses[start])) return null;
    places.push(place);
  }
  const first = manner.ordered ? places[0] : Math.min(...places);
  return first === start ? places : null;
}

function indexBetween(
  words: readonly string[],
  wanted: readonly string[],
  from: number,
  end: number,
  taken: readonly number[],
): number {
  for (let at = from; at < end; at++) if (wanted.includes(words[at] ?? '') && !taken.includes(at)) return at;
  return -1;
}

function isDenied({ words, clauses }: Sentence, places: readonly number[]): boolean {
  const [first, last] = [Math.min(...places), Math.max(...places)];
  for (let at = Math.max(0, first - REACH.before); at <= last + REACH.after; at++)
    if (words[at] === NEGATION && places.some((place) => clauses[place] === clauses[at])) return true;
  return false;
}
