/**
 * Keeps the text of one set of documents (the sample data, the held-out texts) out of another (the corpus): a text overlaps when it
 * shares eight words in a row with the set, or holds one of the set's shorter sentences whole. Case and punctuation do not count.
 */

const RUN = 8;
/** Shorter sentences ("Thank you.") belong to nobody. */
const SHORTEST_SENTENCE = 4;

export class Overlap {
  #runs = new Set<string>();
  #sentences = new Set<string>();

  /** Remembers a text: its runs of eight words and its sentences of four to seven. */
  add(text: string): void {
    for (const run of runsOf(wordsOf(text))) this.#runs.add(run);
    for (const sentence of sentencesOf(text)) this.#sentences.add(sentence);
    const whole = wordsOf(text);
    if (whole.length >= SHORTEST_SENTENCE && whole.length < RUN) this.#sentences.add(whole.join(' '));
  }

  /** Whether the text shares a run of eight words or a whole shorter sentence with what was added. */
  has(text: string): boolean {
    for (const run of runsOf(wordsOf(text))) if (this.#runs.has(run)) return true;
    for (const sentence of sentencesOf(text)) if (this.#sentences.has(sentence)) return true;
    return false;
  }
}

/** Letters and digits in lower case; everything else parts words. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function* runsOf(words: readonly string[]): Generator<string> {
  for (let i = 0; i + RUN <= words.length; i++) yield words.slice(i, i + RUN).join(' ');
}

function* sentencesOf(text: string): Generator<string> {
  for (const sentence of text.split(/[.!?\n]+/)) {
    const words = wordsOf(sentence);
    if (words.length >= SHORTEST_SENTENCE && words.length < RUN) yield words.join(' ');
  }
}
