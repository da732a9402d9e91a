/**
 * Text that is UTF-8 read as Windows-1252 or Latin-1, found and turned back.
 * Only sequences that are valid UTF-8 when written as those bytes count. Two-byte sequences count when they begin with Â or Ã
 * (accented Latin letters and punctuation); others, such as É», also occur in honest French. Three and four bytes never do.
 */

/** The characters that Windows-1252 has at bytes 0x80 to 0x9f, with their bytes (WHATWG Encoding Standard). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const TAIL = `[\\u0080-\\u00bf${WINDOWS_1252}]`;
const PATTERN = new RegExp(`[\\u00c2\\u00c3]${TAIL}|[\\u00e0-\\u00ef]${TAIL}{2}|[\\u00f0-\\u00f4]${TAIL}{3}`, 'g');
const HINT = new RegExp(`[\\u00c2\\u00c3\\u00e0-\\u00f4]${TAIL}`);

export function hasMojibake(text: string): boolean {
  return HINT.test(text) && fixOnce(text) !== text;
}

/** The text with each such sequence decoded; twice-broken text is turned back twice. Other characters stay. */
export function fixMojibake(text: string): string {
  let fixed = text;
  for (let round = 0; round < 3; round++) {
    const next = fixOnce(fixed);
    if (next === fixed) return fixed;
    fixed = next;
  }
  return fixed;
}

function fixOnce(text: string): string {
  return text.replace(PATTERN, (sequence) => decode(sequence) ?? sequence);
}

/** The one character that the sequence's bytes mean in UTF-8, or undefined when they are not valid (overlong, surrogate, too large). */
function decode(sequence: string): string | undefined {
  const bytes = [...sequence].map(byteOf);
  const [lead = 0, ...tail] = bytes;
  if (tail.some((byte) => byte < 0x80 || byte > 0xbf)) return undefined;
  const leadBits = tail.length === 1 ? lead & 0x1f : tail.length === 2 ? lead & 0x0f : lead & 0x07;
  const code = tail.reduce((value, byte) => (value << 6) | (byte & 0x3f), leadBits);
  const least = tail.length === 1 ? 0x80 : tail.length === 2 ? 0x800 : 0x10000;
  if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function byteOf(character: string): number {
  const at = WINDOWS_1252.indexOf(character);
  return at >= 0 ? 0x80 + at : character.charCodeAt(0);
}
