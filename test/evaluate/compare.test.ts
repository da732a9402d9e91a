import { describe, expect, it } from 'vitest';
import { compare, MAIN_METRIC } from '../../src/evaluate/compare.js';
import { scoreRows } from '../../src/evaluate/score-rows.js';
import type { RowResult } from '../../src/evaluate/types.js';

const SEED = 1;
const retention = { baseLoss: 3, tunedLoss: 3.05 };

function row(line: number, change: Partial<RowResult> = {}): RowResult {
  return { line, prompt: `prompt ${line}`, expected: 'a', answer: 'a', lossSum: 2, supervised: 2, ...change };
}

/** n rows of two labels; the first `right` of them answered rightly. */
function classified(n: number, right: number, lossSum: number): RowResult[] {
  return Array.from({ length: n }, (_, i) => {
    const expected = i % 2 === 0 ? 'a' : 'b';
    return row(i + 1, { expected, answer: i < right ? expected : 'c', lossSum: lossSum + i * 0.01 });
  });
}

describe('the metrics of a task', () => {
  it.each([
    ['classification', ['accuracy', 'confusion', 'f1', 'loss', 'perplexity', 'precision', 'recall']],
    ['qa', ['exactMatch', 'loss', 'perplexity', 'tokenF1']],
    ['generation', ['chrF', 'exactMatch', 'loss', 'perplexity']],
    ['chat', ['loss', 'perplexity']],
  ] as const)('%s', (task, names) => {
    expect(Object.keys(scoreRows([row(1), row(2)], task, ['a'], SEED)).sort()).toEqual([...names]);
  });

  it('code adds the share that parses, unless no reference is in a known language', () => {
    const javascript = [
      row(1, { expected: 'const a = 1;', answer: 'const a = 1;' }),
      row(2, { expected: 'f();', answer: 'f(' }),
      row(3, { expected: 'def f(): pass', answer: 'x = 1' }),
    ];
    expect(scoreRows(javascript, 'code', null, SEED).parses?.value).toBe(0.5);
    const python = [row(1, { expected: 'def f(): pass', answer: 'def f(): pass' })];
    expect(scoreRows(python, 'code', null, SEED).parses).toBeUndefined();
  });

  it('weigh the loss by tokens, and put perplexity inside the interval that its loss has', () => {
    const rows = [row(1, { lossSum: 9, supervised: 1 }), row(2, { lossSum: 9, supervised: 9 })];
    const { loss, perplexity } = scoreRows(rows, 'qa', null, SEED);
    expect(loss.value).toBeCloseTo(1.8, 12);
    expect(perplexity.value).toBeCloseTo(Math.exp(1.8), 12);
    expect(perplexity.low).toBeCloseTo(Math.exp(loss.low), 6);
    expect(perplexity.high).toBeCloseTo(Math.exp(loss.high), 6);
  });

  it('keep the order of the given labels in the confusion matrix', () => {
    const { confusion } = scoreRows([row(1), row(2, { expected: 'b' })], 'classification', ['b', 'a', 'unused'], SEED);
    expect(confusion).toEqual({
      labels: ['b', 'a', 'unused'],
      counts: [
        [0, 1, 0],
        [0, 1, 0],
        [0, 0, 0],
      ],
    });
  });

  it('refuse an empty sample', () => {
    expect(() => scoreRows([], 'qa', null, SEED)).toThrow(/the sample is empty/);
  });
});

describe('base against tuned', () => {
  const base = classified(30, 10, 4);
  const tuned = classified(30, 28, 1);

  it('ships a clear gain and says it in numbers, in both languages', () => {
    const result = compare({ task: 'classification', labels: ['a', 'b'], base, tuned, retention, seed: SEED });
    expect(result.verdict).toBe('ship');
    expect(result.reason.en).toContain('accuracy went from 0.33 to 0.93');
    expect(result.reason.hi).toContain('accuracy 0.33 se 0.93 hua');
    expect(result.base.accuracy?.value).toBeCloseTo(1 / 3, 12);
  });

  it('gives every row’s mean loss with its line', () => {
    const result = compare({ task: 'classification', labels: null, base, tuned, retention, seed: SEED });
    expect(result.rows).toHaveLength(30);
    expect(result.rows[2]).toEqual({ row: 3, baseLoss: 2.01, tunedLoss: 0.51 });
  });

  it('lists rows that got worse: broken answers first, then the largest rise in loss', () => {
    const before = [row(4), row(7), row(9), row(12, { lossSum: 4 })];
    const after = [
      row(4, { lossSum: 3 }),
      row(7, { lossSum: 9 }),
      row(9, { answer: 'b', lossSum: 1 }),
      row(12, { lossSum: 1 }),
    ];
    const { worse } = compare({
      task: 'classification',
      labels: null,
      base: before,
      tuned: after,
      retention,
      seed: SEED,
    });
    expect(worse).toEqual([
      { row: 9, baseLoss: 1, tunedLoss: 0.5 },
      { row: 7, baseLoss: 1, tunedLoss: 4.5 },
      { row: 4, baseLoss: 1, tunedLoss: 1.5 },
    ]);
  });

  it('shows at most eight samples, the largest gain and the largest loss among them, in file order', () => {
    const after = tuned.map((one, i) => ({ ...one, lossSum: i === 5 ? 100 : i === 20 ? 0 : one.lossSum }));
    const { samples } = compare({ task: 'classification', labels: null, base, tuned: after, retention, seed: SEED });
    const lines = samples.map((sample) => sample.row);
    expect(lines).toHaveLength(8);
    expect(lines).toContain(6);
    expect(lines).toContain(21);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    const one = compare({
      task: 'qa',
      labels: null,
      base: [row(3)],
      tuned: [row(3, { lossSum: 1 })],
      retention,
      seed: SEED,
    });
    expect(one.samples).toEqual([{ row: 3, prompt: 'prompt 3', expected: 'a', base: 'a', tuned: 'a' }]);
  });

  it('judges chat by its loss', () => {
    expect(MAIN_METRIC.chat).toBe('loss');
    const before = Array.from({ length: 20 }, (_, i) => row(i + 1, { lossSum: 4 + (i % 3) }));
    const after = Array.from({ length: 20 }, (_, i) => row(i + 1, { lossSum: 2 + (i % 3), answer: 'x' }));
    expect(compare({ task: 'chat', labels: null, base: before, tuned: after, retention, seed: SEED }).verdict).toBe(
      'ship',
    );
    expect(compare({ task: 'chat', labels: null, base: after, tuned: before, retention, seed: SEED }).verdict).toBe(
      'do-not-ship',
    );
  });

  it('refuses lists that are not about the same rows, and no rows', () => {
    const input = { task: 'qa', labels: null, retention, seed: SEED } as const;
    expect(() => compare({ ...input, base: [row(1)], tuned: [row(2)] })).toThrow(/the same rows/);
    expect(() => compare({ ...input, base: [row(1)], tuned: [row(1), row(2)] })).toThrow(/the same rows/);
    expect(() => compare({ ...input, base: [], tuned: [] })).toThrow(/no held-out rows/);
  });
});
