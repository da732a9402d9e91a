import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrolled } from '../../src/ui/scrolled.js';
import { widthOf } from '../../src/ui/text-width.js';
import { clippedText, wrappedText } from '../../src/ui/wrapped-text.js';

describe('a text broken to a width', () => {
  it('keeps its own line ends and indents', () => {
    const code = 'function add(a, b) {\n\tconst sum = a + b;\n\n  return sum;\n}';
    expect(wrappedText(code, 14)).toEqual([
      'function',
      'add(a, b) {',
      '  const sum =',
      '  a + b;',
      '',
      '  return sum;',
      '}',
    ]);
  });

  it('fits, and loses no character but the spaces of its breaks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'क', 'ी', '漢', '🙂', ' ', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 20 }), (whole, columns) => {
        const lines = wrappedText(whole, columns);
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('cuts within a character that is wider than a line', () => {
    expect(wrappedText(' 🙂ीी', 4)).toEqual([' 🙂ी', ' ी']);
  });

  it('says at its end when lines are left out', () => {
    expect(clippedText('one two three four', 6, 2, '…')).toEqual(['one', 'two …']);
    expect(clippedText('one two', 6, 2, '…')).toEqual(['one', 'two']);
  });
});

describe('a scrolled list', () => {
  const LINES = ['a', 'b', 'c', 'd', 'e'];

  it('is whole where there is room', () => {
    expect(scrolled(LINES, 5, 3)).toEqual({ shown: LINES, above: 0, below: 0, last: 0 });
  });

  it('leaves a row to say what lies beyond, and never scrolls past its end', () => {
    expect(scrolled(LINES, 3, 0)).toEqual({ shown: ['a', 'b'], above: 0, below: 3, last: 3 });
    expect(scrolled(LINES, 3, 99)).toEqual({ shown: ['d', 'e'], above: 3, below: 0, last: 3 });
  });
});
