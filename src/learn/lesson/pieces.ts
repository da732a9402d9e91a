/** Text inside a paragraph or a cell without its marks, in pieces: what is code, and what is not. Pure. */
import type { Token } from 'marked';

export interface Piece {
  text: string;
  code: boolean;
}

const plain = (text: string): Piece => ({ text, code: false });

export function piecesOf(tokens: readonly Token[]): Piece[] {
  return tokens.flatMap((token): Piece[] => {
    if (token.type === 'codespan') return [{ text: token.text, code: true }];
    if (token.type === 'br') return [plain(' ')];
    if (token.type === 'link') return [...piecesOf(token.tokens ?? []), plain(` (${token.href})`)];
    if ('tokens' in token && token.tokens) return piecesOf(token.tokens);
    return 'text' in token ? [plain(String(token.text))] : [];
  });
}

/** As one line; what was code keeps its backquotes, because there they carry meaning. */
export const inline = (tokens: readonly Token[]): string =>
  piecesOf(tokens)
    .map(({ text, code }) => (code ? `\`${text}\`` : text))
    .join('')
    .replace(/\s+/g, ' ');
