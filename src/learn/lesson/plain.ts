/** A lesson's Markdown as lines for a terminal or a pipe: words wrapped, tables as columns, code as it is. */

import { marked, type Token, type Tokens } from 'marked';
import { wrapWords } from '../../base/wrap-words.js';
import { inline, type Piece } from './pieces.js';
import { type TableLine, tableLines } from './table.js';

export type LineKind = 'text' | 'code' | 'heading' | `table ${TableLine['kind']}`;

export interface PlainLine {
  text: string;
  kind: LineKind;
  /** Of a table's line: the same text, with what of it is code. */
  pieces?: readonly Piece[];
}

/** Lines of at most `width` characters, but for code, which is kept whole. No blank line at either end. */
export function plainLines(markdown: string, width: number): PlainLine[] {
  const lines = marked.lexer(markdown).flatMap((token) => linesOf(token, width));
  while (lines[0]?.text === '') lines.shift();
  while (lines.at(-1)?.text === '') lines.pop();
  return lines;
}

const BLANK: PlainLine = { text: '', kind: 'text' };

function linesOf(token: Token, width: number): PlainLine[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return [{ text: inline(token.tokens ?? []), kind: 'heading' }, BLANK];
    case 'code':
      return [...codeLines(token.text), BLANK];
    case 'table':
      return [...tableLines(token as Tokens.Table, width).map(tableLine), BLANK];
    case 'list':
      return [
        ...(token as Tokens.List).items.flatMap((item, index) => itemLines(token as Tokens.List, item, index, width)),
        BLANK,
      ];
    case 'blockquote':
      return [...plainLines(token.text, width - 2).map(quoted), BLANK];
    case 'paragraph':
      return [...wrapWords(inline(token.tokens ?? []), width).map(textLine), BLANK];
    default:
      return 'raw' in token && token.raw.trim() !== ''
        ? [...wrapWords(token.raw.trim(), width).map(textLine), BLANK]
        : [];
  }
}

function itemLines(list: Tokens.List, item: Tokens.ListItem, index: number, width: number): PlainLine[] {
  const mark = list.ordered ? `${(Number(list.start) || 1) + index}. ` : '- ';
  const text = inline(item.tokens.flatMap((token) => ('tokens' in token && token.tokens ? token.tokens : [token])));
  return wrapWords(text, width - mark.length).map((line, row) =>
    textLine(`${row === 0 ? mark : ' '.repeat(mark.length)}${line}`),
  );
}

const textLine = (text: string): PlainLine => ({ text, kind: 'text' });

const codeLines = (text: string): PlainLine[] =>
  text.split('\n').map((line) => ({ text: `  ${line}`.trimEnd(), kind: 'code' }));

const tableLine = ({ kind, pieces }: TableLine): PlainLine => ({
  text: pieces.map(({ text }) => text).join(''),
  kind: `table ${kind}`,
  pieces,
});

const quoted = ({ text, kind, pieces }: PlainLine): PlainLine => ({
  text: `| ${text}`,
  kind,
  ...(pieces === undefined ? {} : { pieces: [{ text: '| ', code: false }, ...pieces] }),
});
