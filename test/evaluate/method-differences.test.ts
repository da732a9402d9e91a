import { describe, expect, it } from 'vitest';
import { methodDifferences } from '../../src/evaluate/method-differences.js';
import type { RowResult } from '../../src/evaluate/types.js';

/** `right` of 40 rows answered rightly, the rest wrongly, always the same ones first. */
function rows(right: number, change: (row: RowResult, i: number) => Partial<RowResult> = () => ({})): RowResult[] {
  return Array.from({ length: 40 }, (_, i) => {
    const row = {
      line: i + 2,
      prompt: `question ${i}`,
      expected: i % 2 ? 'east' : 'north',
      answer: i < right ? (i % 2 ? 'east' : 'north') : 'south',
      lossSum: i < right ? 0.1 : 3,
      supervised: 1,
    };
    return { ...row, ...change(row, i) };
  });
}

const accuracy = (...contestants: { name: string; rows: RowResult[] }[]) =>
  methodDifferences(contestants, 'classification', ['accuracy'], 42);

describe('differences between methods', () => {
  it('are given for each pair once, as the second minus the first', () => {
    const found = accuracy(
      { name: 'full', rows: rows(20) },
      { name: 'lora', rows: rows(38) },
      { name: 'partial', rows: rows(20) },
    );
    expect(found.map(({ a, b }) => [a, b])).toEqual([
      ['full', 'lora'],
      ['full', 'partial'],
      ['lora', 'partial'],
    ]);
    expect(found[0]?.difference.value).toBeCloseTo(18 / 40);
    expect(found[2]?.difference.value).toBeCloseTo(-18 / 40);
    expect(found.map(({ tie }) => tie)).toEqual([false, true, false]);
  });

  it('are a tie where one row more could be luck', () => {
    expect(accuracy({ name: 'a', rows: rows(37) }, { name: 'b', rows: rows(38) })[0]?.tie).toBe(true);
  });

  it('are found on the same rows even where the two intervals overlap', () => {
    const flip = (_: RowResult, i: number) => ({ lossSum: 1 + (i % 7) });
    const better = (_: RowResult, i: number) => ({ lossSum: 0.9 + (i % 7) });
    const [found] = methodDifferences(
      [
        { name: 'a', rows: rows(20, flip) },
        { name: 'b', rows: rows(20, better) },
      ],
      'chat',
      ['loss'],
      42,
    );
    expect(found?.tie).toBe(false);
    expect(found?.difference.value).toBeCloseTo(-0.1);
  });

  it('are not computed between different rows, nor for a metric the task has not', () => {
    const other = rows(20, (row) => ({ line: row.line + 1 }));
    expect(accuracy({ name: 'a', rows: rows(20) }, { name: 'b', rows: other })).toEqual([]);
    expect(accuracy({ name: 'a', rows: [] }, { name: 'b', rows: [] })).toEqual([]);
    expect(
      methodDifferences(
        [
          { name: 'a', rows: rows(20) },
          { name: 'b', rows: rows(20) },
        ],
        'chat',
        ['accuracy'],
        42,
      ),
    ).toEqual([]);
  });
});
