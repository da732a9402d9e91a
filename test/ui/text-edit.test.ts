import { expect, test } from 'vitest';
import type { Press } from '../../src/ui/presses.js';
import { draftOf, editText, textOfDraft } from '../../src/ui/text-edit.js';

const key = (name: string): Press => ({ name, text: '' });
const type = (text: string): Press => ({ name: 'text', text });
const reached = (text: string, ...presses: Press[]) => presses.reduce(editText, draftOf(text));
const text = (start: string, ...presses: Press[]): string => textOfDraft(reached(start, ...presses));

test('types, breaks lines with their indent, and joins them again', () => {
  expect(text('', type('if (x) {'), key('enter'), key('tab'), type('y();'))).toBe('if (x) {\n  y();');
  expect(text('  a', key('end'), key('enter'), type('b'))).toBe('  a\n  b');
  expect(text('a\nb', key('down'), key('backspace'))).toBe('ab');
  expect(text('ab', key('right'), key('enter'), key('backspace'))).toBe('ab');
  expect(text('a\nb', key('end'), key('ctrl+d'))).toBe('ab');
});

test('takes a pasted text with its lines', () => {
  const pasted: Press = { name: 'text', text: 'ab', pasted: 'a\nb' };
  expect(reached('x', pasted)).toMatchObject({ lines: ['a', 'bx'], row: 1, column: 1 });
});

test('moves over the ends of lines and never out of the text', () => {
  expect(reached('ab\nc', key('end'), key('right'))).toMatchObject({ row: 1, column: 0 });
  expect(reached('ab\nc', key('down'), key('left'))).toMatchObject({ row: 0, column: 2 });
  expect(reached('ab\nc', key('end'), key('down'))).toMatchObject({ row: 1, column: 1 });
  expect(reached('ab', key('up'), key('left'), key('pageup'))).toMatchObject({ row: 0, column: 0 });
  expect(reached('ab', key('down'), key('down'), key('end'), key('right'))).toMatchObject({ row: 0, column: 2 });
});

test('takes an indent away in one press, text one character at a time', () => {
  expect(text('    a', ...Array(4).fill(key('right')), key('backspace'))).toBe('  a');
  expect(text('a  ', key('end'), key('backspace'))).toBe('a ');
});

test('cuts to the end or the start of a line', () => {
  expect(text('abc\nd', key('right'), key('ctrl+k'))).toBe('a\nd');
  expect(text('abc\nd', key('right'), key('ctrl+u'))).toBe('bc\nd');
});
