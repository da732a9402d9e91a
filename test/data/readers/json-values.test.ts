import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonLayout, numberedRows, readJson, sharesLines } from '../../../src/data/readers/json-values.js';
import { brief, collect, portions } from './support.js';

const read = async (content: string | Uint8Array, layout: JsonLayout = 'array', size?: number, max?: number) =>
  brief(await collect(readJson(portions(content, size), layout, max)));

describe('JSON', () => {
  it('gives each element of an array the line where it begins', async () => {
    expect(await read('[\n  {"a": "x, ] }"},\n  {\n "a": "\\" ["\n}, {"a": [1, {"b": 2}]}\n]\n')).toEqual([
      [2, { a: 'x, ] }' }],
      [3, { a: '" [' }],
      [5, { a: [1, { b: 2 }] }],
    ]);
  });

  it('reads an empty array as no records', async () => {
    expect(await read(' [ ] ')).toEqual([]);
  });

  it('reads the array inside a wrapping object and ignores what stands after it', async () => {
    expect(await read('{"data": [{"a":1},{"a":2}], "meta": [{"x": 1}]}', 'wrapped')).toEqual([
      [1, { a: 1 }],
      [1, { a: 2 }],
    ]);
  });

  it('reads objects that follow each other over several lines', async () => {
    expect(await read('{\n"a": 1\n}\n{\n"a": {"b": 2}\n}', 'sequence')).toEqual([
      [1, { a: 1 }],
      [4, { a: { b: 2 } }],
    ]);
  });

  it('reports an element that breaks off at the end, and an array that never closes', async () => {
    expect(await read('[{"a":1},\n{"a":"b')).toEqual([
      [1, { a: 1 }],
      [2, 'truncated'],
      [2, 'truncated'],
    ]);
    expect(await read('[{"a":1},\n')).toEqual([
      [1, { a: 1 }],
      [2, 'truncated'],
    ]);
  });

  it('loses one element, not the file, to a missing quote', async () => {
    expect(await read('[\n{"a": "x},\n{"a": "y"}\n]')).toContainEqual([2, 'not-json']);
    const rows = await read('[\n{"a": "x,\n"b": 1},\n{"a": "y"}\n]');
    expect(rows).toEqual([
      [2, 'not-json'],
      [4, { a: 'y' }],
    ]);
  });

  it('passes over an element above the limit and one nested too deep', async () => {
    const content = `[{"a":"${'x'.repeat(500)}"},{"a":1},{"b":${'['.repeat(90)}${']'.repeat(90)}}]`;
    expect(await read(content, 'array', 10, 200)).toEqual([
      [1, 'too-long'],
      [1, { a: 1 }],
      [1, 'too-deep'],
    ]);
  });

  it('gives back any records that were written, however they are indented', async () => {
    const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(records, fc.integer({ min: 1, max: 50 }), fc.constantFrom(0, 2), async (list, size, indent) => {
        const text = JSON.stringify(list, null, indent);
        const rows = await collect(readJson(portions(text, size), 'array'));
        expect(rows.map((row) => 'record' in row && row.record)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('never fails on random bytes', async () => {
    const layouts = fc.constantFrom<JsonLayout>('array', 'wrapped', 'sequence');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'[]{},":\\\n1a') }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, layouts, async (content, layout) => {
        for (const row of await collect(readJson(portions(content, 9), layout))) expect(row.line).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the numbers of rows', () => {
  const numbers = async (content: string, by: 'lines' | 'records') =>
    (await collect(numberedRows(readJson(portions(content), 'array'), by))).map(({ line }) => line);

  it('are lines where each record has its own, and counts where a program wrote all in one', async () => {
    const apart = '[\n{"a":1},\n{"a":2},\n\n{"a":3}]';
    expect(sharesLines(apart, 'array')).toBe(false);
    expect(await numbers(apart, 'lines')).toEqual([2, 3, 5]);
    const together = '[{"a":1},{"a":2},{"a":3}]';
    expect(sharesLines(together, 'array')).toBe(true);
    expect(sharesLines('{"data":[{"a":1},{"a":2', 'wrapped')).toBe(false);
    expect(sharesLines('{"data":[{"a":1},{"a":2}', 'wrapped')).toBe(false);
    expect(sharesLines('{"data":[{"a":1},{"a":2},', 'wrapped')).toBe(true);
    expect(await numbers(together, 'records')).toEqual([1, 2, 3]);
  });

  it('are never given twice, however the records lie', async () => {
    expect(await numbers('[\n{"a":1},{"a":2},\n{"a":3},\n{"a":4}\n,{"a":5},{"a":6}]', 'lines')).toEqual([
      2, 3, 4, 5, 6, 7,
    ]);
  });
});
