/** Answers made comparable, as the SQuAD evaluation does it, for any script. */

/** Joiners and marks without width, which change how Devanagari is drawn but not what it says. */
const ZERO_WIDTH = /[\u200B-\u200D\u2060\uFEFF]/gu;
const PUNCTUATION = /[\p{P}\p{S}]/gu;
const ARTICLES = /(?<![\p{L}\p{M}\p{N}_])(?:a|an|the)(?![\p{L}\p{M}\p{N}_])/gu;

/**
 * Lower case, no punctuation or symbols, no English articles, single spaces (Rajpurkar et al., 2016, in this order). Two differences
 * for other scripts: Unicode NFKC first, so that a composed and a decomposed Hindi letter are equal, and all Unicode punctuation goes
 * (the danda too), not ASCII's alone. Vowel signs are letters here and stay. Example: "The  Cat!" gives "cat".
 */
export function normalizeAnswer(text: string): string {
  return text
    .normalize('NFKC')
    .replace(ZERO_WIDTH, '')
    .toLowerCase()
    .replace(PUNCTUATION, '')
    .replace(ARTICLES, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .join(' ');
}

/** The words of a normalised answer; none for an empty one. */
export function answerWords(text: string): string[] {
  const normal = normalizeAnswer(text);
  return normal === '' ? [] : normal.split(' ');
}
