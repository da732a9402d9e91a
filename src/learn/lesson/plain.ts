/** A lesson's Markdown as lines for a terminal or a pipe: words wrapped, code and tables as they are. */

import { marked, type Token, type Tokens } from 'marked';
import { wrapWords } from '../../base/wrap-words.js';

export type LineKind = 'text' | 'code' | 'table' | 'heading';

export interface PlainLine {
  text: string;
  kind: LineKind;
}

/** Lines of at most `width` characters, but for code and tables, which are kept whole. No blank line at either end. */
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
      return [...rawLines(token.text, 'code', '  '), BLANK];
    case 'table':
      return [...rawLines(token.raw.trimEnd(), 'table', ''), BLANK];
    case 'list':
      return [
        ...(token as Tokens.List).items.flatMap((item, index) => itemLines(token as Tokens.List, item, index, width)),
        BLANK,
      ];
    case 'blockquote':
      return [...plainLines(token.text, width - 2).map((line) => ({ ...line, text: `| ${line.text}` })), BLANK];
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

/** Without marks; what was code keeps its backquotes, because there they carry meaning. */
function inline(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'codespan') return `\`${token.text}\``;
      if (token.type === 'br') return ' ';
      if (token.type === 'link') return `${inline(token.tokens ?? [])} (${token.href})`;
      return 'tokens' in token && token.tokens ? inline(token.tokens) : 'text' in token ? String(token.text) : '';
    })
    .join('')
    .replace(/\s+/g, ' ');
}

const textLine = (text: string): PlainLine => ({ text, kind: 'text' });
const rawLines = (text: string, kind: LineKind, indent: string): PlainLine[] =>
  text.split('\n').map((line) => ({ text: `${indent}${line}`.trimEnd(), kind }));
