import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRows } from '../../../src/data/load.js';
import { type OutputFormat, serialise } from '../../../src/data/repairs/serialise.js';
import type { Row } from '../../../src/data/types.js';
import { fileOf } from '../support.js';

const rowsToText = (rows: readonly Row[], format: OutputFormat): string => [...serialise(rows, format)].join('');

describe('written rows', () => {
  it.each(['jsonl', 'json', 'csv', 'tsv'] as const)('come back from %s as they were', async (format) => {
    const text = fc.string({ unit: fc.constantFrom(...'ab"\',;|\t\n é😀 '), minLength: 1 });
    const record = fc.record({ prompt: text, completion: text });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 8 }), async (records) => {
        const rows = records.map((each, index) => ({ line: index + 1, record: each }));
        const loaded = await loadRows(fileOf(rowsToText(rows, format), `rows.${format}`));
        expect(loaded.detection.format).toBe(format);
        expect(loaded.rows.map((row) => 'record' in row && row.record)).toEqual(records);
      }),
      { numRuns: 60 },
    );
  });

  it('leave out rows that hold no record, and keep columns that only some records have', () => {
    const rows = [
      { line: 1, record: { a: 1, b: null } },
      { line: 2, fault: { kind: 'not-json' as const, detail: '' } },
      { line: 3, record: { c: ['x'] } },
    ];
    expect(rowsToText(rows, 'csv')).toBe('a,b,c\n1,,\n,,"[""x""]"\n');
    expect(rowsToText(rows, 'jsonl')).toBe('{"a":1,"b":null}\n{"c":["x"]}\n');
  });
});
