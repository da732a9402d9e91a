/** Tokens in a form that a person can look at. */
import type { TextTokenizer } from '../types.js';
import type { EncodedText } from './encode.js';

export interface TokenPiece {
  text: string;
  trained: boolean;
  special: boolean;
}

/** One entry per token: its text, or its bytes (`<0xE0><0xA4>`) when it holds only a part of a character. */
export function describeTokens(encoded: Pick<EncodedText, 'ids' | 'trained'>, tokenizer: TextTokenizer): TokenPiece[] {
  return Array.from(encoded.ids, (id, index) => ({
    text: tokenText(tokenizer, id),
    trained: encoded.trained[index] === 1,
    special: tokenizer.isSpecial(id),
  }));
}

function tokenText(tokenizer: TextTokenizer, id: number): string {
  const text = tokenizer.decode([id]);
  if (!text.includes('\uFFFD')) return text;
  const token = tokenizer.tokenOf(id) ?? '';
  return Array.from(token, (character) => hexOf(character)).join('');
}

/** Byte-level vocabularies write bytes 0-32, 127-160 and 173 as U+0100 and up, in this order, and all others as themselves. */
const MOVED_BYTES = [...range(0, 32), ...range(127, 160), 173];

function hexOf(character: string): string {
  const code = character.charCodeAt(0);
  const byte = code < 256 ? code : (MOVED_BYTES[code - 256] ?? code);
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
