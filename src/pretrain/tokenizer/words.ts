/**
 * Text as the "words" that merging never crosses, exactly as the tokenizer cuts it later: every digit alone, then GPT-2's pattern
 * (Radford et al., 2019; its released encoder). Pure.
 */

const DIGIT_OR_REST = /\p{N}|\P{N}+/gu;
const WORD = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

export function* wordsOf(text: string): Generator<string> {
  for (const [piece] of text.matchAll(DIGIT_OR_REST)) for (const [word] of piece.matchAll(WORD)) yield word;
}

/** How often every word occurs; `add` counts one more text. */
export class WordCounts {
  readonly counts = new Map<string, number>();

  add(text: string): void {
    for (const word of wordsOf(text)) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }
}
