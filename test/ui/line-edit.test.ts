import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { editLine, type Line } from '../../src/ui/line-edit.js';
import { pressesOf } from '../../src/ui/presses.js';

const NO_KEY = {} as Key;

describe('what the terminal sent', () => {
  it('takes a line end after fast typing as Enter', () => {
    expect(pressesOf('data.csv\r', NO_KEY).map((press) => press.text || press.name)).toEqual(['data.csv', 'enter']);
  });

  it('keeps pasted line ends and control characters out of the text', () => {
    expect(pressesOf('a\r\nb\u0007c', NO_KEY)).toEqual([{ name: 'text', text: 'abc', pasted: 'a\nbc' }]);
    expect(pressesOf('abc', NO_KEY)).toEqual([{ name: 'text', text: 'abc' }]);
  });

  it('hears a Ctrl key that came in one piece with the text before it', () => {
    expect(pressesOf('ab\u0013', NO_KEY).map((press) => press.name)).toEqual(['text', 'ctrl+s']);
  });

  it('hears every key of a burst', () => {
    expect(pressesOf('\r\r\u007f', NO_KEY).map((press) => press.name)).toEqual(['enter', 'enter', 'backspace']);
  });
});

describe('editing a line', () => {
  const typed = (line: Line, ...names: string[]): string => {
    const { text, cursor } = names.reduce((now, name) => editLine(now, { name, text: '' }), line);
    return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
  };
  const line = { text: 'one two', cursor: 7 };

  it('moves, deletes and never leaves the line', () => {
    expect(typed(line, 'left', 'left', 'backspace')).toBe('one |wo');
    expect(typed(line, 'right')).toBe('one two|');
    expect(typed(line, 'home', 'left', 'backspace')).toBe('|one two');
    expect(typed(line, 'ctrl+w')).toBe('one |');
    expect(typed(line, 'left', 'ctrl+u')).toBe('|o');
    expect(typed(line, 'ctrl+a', 'ctrl+e')).toBe('one two|');
  });

  it('inserts at the cursor', () => {
    expect(editLine({ text: 'ac', cursor: 1 }, { name: 'text', text: 'b' })).toEqual({ text: 'abc', cursor: 2 });
  });
});
