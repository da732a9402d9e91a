/** Tables of a lesson's Markdown, as they are printed. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { plainLines } from '../../src/learn/lesson/plain.js';

const print = (markdown: string, width: number): string[] => plainLines(markdown, width).map(({ text }) => text);

const TABLE = `| | Format | Command |
|---|---|---|
| llama.cpp | one GGUF file | \`export ID --format gguf\` |
| PEFT | a folder | \`export ID\` |
`;

test('a table is columns under a rule, without pipes and backquotes', () => {
  expect(print(TABLE, 76)).toEqual([
    '           Format         Command',
    '---------  -------------  -----------------------',
    'llama.cpp  one GGUF file  export ID --format gguf',
    'PEFT       a folder       export ID',
  ]);
});

test('a cell that is wider than its column goes on below, a little to the right', () => {
  expect(print(TABLE, 36)).toEqual([
    '           Format        Command',
    '---------  ------------  -----------',
    'llama.cpp  one GGUF      export ID',
    '             file          --format',
    '                           gguf',
    'PEFT       a folder      export ID',
  ]);
});

test('what is code in a row is known as such, also where it was broken', () => {
  const code = plainLines(TABLE, 36).flatMap(({ pieces = [] }) => pieces.filter((piece) => piece.code));
  expect(code.map(({ text }) => text)).toEqual(['export ID', '--format', 'gguf', 'export ID']);
});

test('columns are as wide as they look', () => {
  const [, , wide, narrow] = print('| a | b |\n|---|---|\n| 日本 | x |\n| abc | y |\n', 40);
  expect(stringWidth(wide!.slice(0, wide!.indexOf('x')))).toBe(narrow!.indexOf('y'));
});

test('a table fits its width and loses nothing', () => {
  const word = fc.stringMatching(/^[a-z]{1,14}$/);
  const cell = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 10, max: 90 }), (cells, width) => {
      const table = ['| x | x | x |', '|---|---|---|', ...cells.map((row) => `| ${row.join(' | ')} |`)].join('\n');
      const lines = print(table, width);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      const letters = (texts: readonly string[]): string =>
        [...texts.join('')]
          .filter((one) => /[a-z]/.test(one))
          .sort()
          .join('');
      expect(letters(lines.slice(2))).toBe(letters(cells.flat()));
    }),
  );
});
