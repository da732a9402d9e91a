/** What can be told of an answer by its words alone. Pure. */

/** Words in a row that nobody says twice in one answer. */
const RUN = 3;
/** Letters of a word that seldom comes twice in one sentence. */
const LONG = 5;

/** Brackets, calls and statements: what no sentence has. */
const CODE = /[{}[\];]|=>|\w\(/;
/** "joy and joy", "mango, mango". Without a comma Hindi says words twice on purpose ("dheere dheere"). */
const TWICE = /\b([\p{L}\p{M}]{3,})(?:,| and) \1\b/iu;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

export const isCode = (text: string): boolean => CODE.test(text);

/** Whether it says three words in a row twice, or, where it is no code, names one thing twice side by side. */
export function goesRound(text: string): boolean {
  const words = wordsOf(text);
  const runs = words.slice(RUN - 1).map((_, i) => words.slice(i, i + RUN).join(' '));
  return new Set(runs).size < runs.length || (!isCode(text) && TWICE.test(text));
}

/** Whether a sentence says a long word again later on. A model at a loss does; people do so in one sentence of forty. */
export function repeatsWords(text: string): boolean {
  return text.split(/[.!?\n]/).some((sentence) => {
    const words = wordsOf(sentence);
    return words.some((word, i) => word.length >= LONG && words[i - 1] !== word && words.indexOf(word) < i);
  });
}
