/** Answers are text for people, not encoded bytes (base64, hexadecimal dumps, minified blobs). */
import { rowCheck } from './support/row-check.js';
import { counted, verb } from './support/words.js';

/** An unbroken run this long is no word in any language. */
export const MIN_ENCODED_RUN = 120;
/** Bits per character: base64 has nearly 6, hexadecimal nearly 4 with 16 symbols; "aaaa…" and long URLs' repeats have less. */
export const MIN_ENCODED_ENTROPY = 3.6;
const RUN = new RegExp(`[A-Za-z0-9+/=_-]{${MIN_ENCODED_RUN},}`);

export const readableAnswers = rowCheck({
  code: 'encoded-answer',
  severity: 'warning',
  find({ example }) {
    const run = example && RUN.exec(example.output)?.[0];
    return run && entropy(run.slice(0, 2000)) >= MIN_ENCODED_ENTROPY ? run : undefined;
  },
  message: (seen) => ({
    en: `${counted(seen.count, 'answer')} ${verb(seen.count, 'holds', 'hold')} encoded data rather than text (line ${seen.firstLine}: "${seen.example}").`,
    hi: `${counted(seen.count, 'jawab', 'jawabon')} mein text nahi, encoded data hai (line ${seen.firstLine}: "${seen.example}").`,
  }),
  remedy: {
    en: 'Remove these rows; a model cannot learn random characters, and they fill its training.',
    hi: 'Yeh rows hatao; model random characters nahi seekh sakta, aur training inhi mein kharch hoti hai.',
  },
});

/** Shannon entropy of the characters, in bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
