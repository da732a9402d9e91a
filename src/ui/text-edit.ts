/** Editing several lines of text: code and answers. Pure. */
import type { Press } from './presses.js';

export interface Draft {
  /** At least one. */
  lines: readonly string[];
  row: number;
  /** Characters before the cursor in its line. */
  column: number;
}

export const draftOf = (text: string): Draft => ({ lines: text.split('\n'), row: 0, column: 0 });
export const textOfDraft = ({ lines }: Draft): string => lines.join('\n');

const TAB = '  ';

export function editText(draft: Draft, press: Press): Draft {
  const { lines, row, column } = draft;
  const line = lines[row] ?? '';
  switch (press.name) {
    case 'text':
      return insert(draft, press.pasted ?? press.text);
    case 'tab':
      return insert(draft, TAB);
    case 'enter':
      return insert(draft, `\n${/^ */.exec(line.slice(0, column))?.[0] ?? ''}`);
    case 'backspace':
      return column > 0 ? remove(draft, stepBack(line, column)) : joinWithLineBefore(draft);
    case 'ctrl+d':
      return column < line.length
        ? remove({ ...draft, column: column + 1 }, 1)
        : row + 1 < lines.length
          ? joinWithLineBefore({ lines, row: row + 1, column: 0 })
          : draft;
    case 'ctrl+k':
      return { ...draft, lines: lines.with(row, line.slice(0, column)) };
    case 'ctrl+u':
      return { lines: lines.with(row, line.slice(column)), row, column: 0 };
    default:
      return move(draft, press.name);
  }
}

function move(draft: Draft, key: string): Draft {
  const { lines, row, column } = draft;
  const line = lines[row] ?? '';
  const to = (nextRow: number, nextColumn: number): Draft => {
    const within = Math.min(lines.length - 1, Math.max(0, nextRow));
    return { lines, row: within, column: Math.min((lines[within] ?? '').length, Math.max(0, nextColumn)) };
  };
  switch (key) {
    case 'left':
      return column > 0 || row === 0 ? to(row, column - 1) : to(row - 1, Number.MAX_SAFE_INTEGER);
    case 'right':
      return column < line.length || row === lines.length - 1 ? to(row, column + 1) : to(row + 1, 0);
    case 'up':
      return to(row - 1, column);
    case 'down':
      return to(row + 1, column);
    case 'pageup':
      return to(row - 10, column);
    case 'pagedown':
      return to(row + 10, column);
    case 'home':
    case 'ctrl+a':
      return to(row, 0);
    case 'end':
    case 'ctrl+e':
      return to(row, line.length);
    default:
      return draft;
  }
}

function insert({ lines, row, column }: Draft, text: string): Draft {
  const line = lines[row] ?? '';
  const parts = (line.slice(0, column) + text).split('\n');
  const end = parts.at(-1) ?? '';
  return {
    lines: [...lines.slice(0, row), ...parts.slice(0, -1), end + line.slice(column), ...lines.slice(row + 1)],
    row: row + parts.length - 1,
    column: end.length,
  };
}

function remove({ lines, row, column }: Draft, count: number): Draft {
  const line = lines[row] ?? '';
  return { lines: lines.with(row, line.slice(0, column - count) + line.slice(column)), row, column: column - count };
}

function joinWithLineBefore(draft: Draft): Draft {
  const { lines, row } = draft;
  if (row === 0) return draft;
  const before = lines[row - 1] ?? '';
  return {
    lines: [...lines.slice(0, row - 1), before + (lines[row] ?? ''), ...lines.slice(row + 1)],
    row: row - 1,
    column: before.length,
  };
}

/** In front of a line's text an indent goes away in one press. */
const stepBack = (line: string, column: number): number =>
  column >= TAB.length && line.slice(0, column).trim() === '' && column % TAB.length === 0 ? TAB.length : 1;
