/**
 * Invisible characters that do not belong in a text: control characters (Unicode Cc) but tab and line ends, zero-width space,
 * word joiner, byte order mark, and marks that turn the writing direction. Zero-width joiners stay: Devanagari and emoji need them.
 */
const CONTROL = '(?![\\t\\n\\r])[\\p{Cc}\\u200b\\u2060\\ufeff\\u202a-\\u202e\\u2066-\\u2069]';

export const CONTROL_CHARACTER = new RegExp(CONTROL, 'u');
const EVERY_CONTROL_CHARACTER = new RegExp(CONTROL, 'gu');

export function replaceControlCharacters(text: string, replacement: string): string {
  return text.replace(EVERY_CONTROL_CHARACTER, replacement);
}
