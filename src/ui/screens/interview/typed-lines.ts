/** Prose being typed, broken between words, with the cursor. Every character stays: the cursor can stand on each. Pure. */
import type { Draft } from '../../text-edit.js';
import { type Line, line, span, textLine } from '../lesson/lines.js';

/** The lines, and the one that the cursor is in. */
export function typedLines({ lines, row, column }: Draft, width: number): { lines: Line[]; at: number } {
  const shown: Line[] = [];
  let at = 0;
  for (const [index, text] of lines.entries()) {
    let from = 0;
    const parts = softWrapped(text, width);
    for (const [part, piece] of parts.entries()) {
      const last = part === parts.length - 1;
      const here = index === row && column >= from && (last || column < from + piece.length);
      if (here) at = shown.length;
      shown.push(here ? withCursor(piece, column - from) : textLine(piece));
      from += piece.length;
    }
  }
  return { lines: shown, at };
}

const withCursor = (text: string, column: number): Line =>
  line(span(text.slice(0, column)), span(text[column] ?? ' ', 'cursor'), span(text.slice(column + 1)));

/** One column stays free for the cursor after the last character. */
export function softWrapped(text: string, width: number): string[] {
  const room = Math.max(8, width - 1);
  const parts: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room - 1);
    const end = space > 0 ? space + 1 : room;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}
