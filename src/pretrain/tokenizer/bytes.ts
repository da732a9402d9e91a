/** Bytes as printable characters, as GPT-2's vocabulary writes them: every token can then stand in a JSON file as text. Pure. */

/** Bytes that stand for themselves; the others, 68 of them, get the characters from 256 on, in order. */
function standsForItself(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

/** The character of every byte, by the byte's value. [256] */
export const BYTE_CHARACTERS: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(standsForItself(byte) ? byte : next++));
})();

/**
 * The order in which the 256 byte tokens stand in a vocabulary: first those that stand for themselves, then the others. It is the
 * order of the characters, and that of every byte-level vocabulary.
 */
export const BYTES_IN_ORDER: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).sort(
  (a, b) => codeOf(a) - codeOf(b),
);

function codeOf(byte: number): number {
  return BYTE_CHARACTERS[byte]?.codePointAt(0) ?? 0;
}
