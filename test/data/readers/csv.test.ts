import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvDialect, readCsv } from '../../../src/data/readers/csv.js';
import { sniffDialect } from '../../../src/data/readers/csv-dialect.js';
import { brief, collect, portions } from './support.js';

const COMMA: CsvDialect = { delimiter: ',', quote: '"', header: true, newline: 10, skipLines: 0 };
const read = async (content: string | Uint8Array, dialect: Partial<CsvDialect> = {}, size?: number) =>
  brief(await collect(readCsv(portions(content, size), { ...COMMA, ...dialect })));

describe('CSV', () => {
  it('keeps the number of the first line of a quoted record that spans lines', async () => {
    expect(await read('text,label\r\n"one\r\ntwo, ""three""",a\r\nfour,b\r\n')).toEqual([
      [2, { text: 'one\ntwo, "three"', label: 'a' }],
      [4, { text: 'four', label: 'b' }],
    ]);
  });

  it('reports rows with too many or too few fields, but not empty fields at the end', async () => {
    expect(await read('text,label\na,b,c\na\na,b,,\nc,d\n')).toEqual([
      [2, 'ragged'],
      [3, 'ragged'],
      [4, { text: 'a', label: 'b' }],
      [5, { text: 'c', label: 'd' }],
    ]);
  });

  it('loses only the line on which a quote opens and never closes', async () => {
    expect(await read('text,label\n"open,x\nfine,y\n"also ""fine""",z\n')).toEqual([
      [2, 'truncated'],
      [3, { text: 'fine', label: 'y' }],
      [4, { text: 'also "fine"', label: 'z' }],
    ]);
  });

  it('calls a short last line without an end truncated', async () => {
    expect(await read('text,label\na,b\nc')).toEqual([
      [2, { text: 'a', label: 'b' }],
      [3, 'truncated'],
    ]);
  });

  it('takes a quote in the middle of a field as a character', async () => {
    expect(await read('text,label\n5" pipe,a\n"a" b,c\n')).toEqual([
      [2, { text: '5" pipe', label: 'a' }],
      [3, { text: '"a" b', label: 'c' }],
    ]);
  });

  it('reports the record with invalid UTF-8 by its first line', async () => {
    const bytes = Buffer.from('text,label\n"a\n\xe9",x\nok,y\n', 'latin1');
    expect(await read(bytes)).toEqual([
      [2, 'bad-encoding'],
      [4, { text: 'ok', label: 'y' }],
    ]);
  });

  it('names missing and repeated columns, and makes __proto__ a column like any other', async () => {
    expect(await read('a,,a\n1,2,3\n')).toEqual([[2, { a: '1', column_2: '2', a_2: '3' }]]);
    const [row] = await collect(readCsv(portions('__proto__,b\n1,2\n'), COMMA));
    expect('record' in row! && Object.entries(row.record)).toEqual([
      ['__proto__', '1'],
      ['b', '2'],
    ]);
  });

  it('gives back any table that was written', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab"\',;|\t\n é😀 ') }).filter((text) => text !== '');
    const dialects = fc.constantFrom<CsvDialect['delimiter']>(',', ';', '\t', '|');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell)),
        dialects,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        async (table, delimiter, end, size) => {
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const lines = [['x', 'y'], ...table].map((cells) => cells.map(quoted).join(delimiter) + end);
          const rows = await read(lines.join(''), { delimiter }, size);
          expect(rows.map(([, record]) => record)).toEqual(table.map(([x, y]) => ({ x, y })));
        },
      ),
    );
  });

  it('never fails on random text, and accounts for lines in order', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'",;\n\r\tab ') });
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const { dialect } = sniffDialect(content, true);
        const lines = (await collect(readCsv(portions(content, 5), dialect))).map((row) => row.line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
      }),
    );
  });
});

describe('the dialect of a CSV file', () => {
  const sniff = (head: string, hint?: 'csv' | 'tsv') => sniffDialect(head, true, hint).dialect;

  it.each([
    [',', 'text,label\n"a; b | c",x\nd,y\n'],
    [';', 'text;label\na, b;x\nc;y\n'],
    ['\t', 'text\tlabel\na, b\tx\nc, d\ty\n'],
    ['|', 'text|label\na, b|x\nc|y\n'],
  ])('finds the delimiter %j', (delimiter, head) => {
    expect(sniff(head)).toMatchObject({ delimiter, header: true });
  });

  it('does not take stray quotes of a TSV for quoting', () => {
    expect(sniff('text\tlabel\n"hello she said\tx\nb\ty\n').quote).toBeNull();
    expect(sniff('text\tlabel\n"a ""b"""\tx\nb\ty\n').quote).toBe('"');
    expect(sniff('text\tlabel\na\t"\n""\n"\n').quote).toBe('"');
  });

  it('sees that the first record is data when it looks like the others', () => {
    expect(sniff('I love this so much,positive\nnot for me,negative\nfine,positive\n').header).toBe(false);
    expect(sniff('frage,antwort\nwas ist das,ein Haus\nwer bist du,ein Mann\n').header).toBe(true);
    expect(sniff('1,2\n3,4\n').header).toBe(false);
  });

  it('skips the title above the columns and keeps the line numbers', async () => {
    const content = 'Report of March\n\ntext,label\na,b\nc,d\n';
    const { dialect, titleLines } = sniffDialect(content, true, 'csv');
    expect([dialect.skipLines, titleLines]).toEqual([2, 2]);
    expect(brief(await collect(readCsv(portions(content), dialect)))).toEqual([
      [4, { text: 'a', label: 'b' }],
      [5, { text: 'c', label: 'd' }],
    ]);
  });

  it('obeys the sep= line of Excel and the line ends of old Macs', () => {
    expect(sniff('sep=;\na;b\n1,2;3\n')).toMatchObject({ delimiter: ';', skipLines: 1 });
    expect(sniff('text,label\ra,b\rc,d\r').newline).toBe(13);
  });
});
