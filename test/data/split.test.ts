import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitExamples } from '../../src/data/split.js';
import type { Example, Split } from '../../src/data/types.js';

const example = (line: number, input = `text ${line}`, output = 'x'): Example => ({ line, input, output });
const list = (count: number, make: (index: number) => Example = (i) => example(i + 1)): Example[] =>
  Array.from({ length: count }, (_, i) => make(i));
const sizes = ({ train, validation, test }: Split): number[] => [train.length, validation.length, test.length];
const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

describe('the split', () => {
  it('is 80/10/10 by default', () => {
    expect(sizes(splitExamples(list(300), { seed: 1 }))).toEqual([240, 30, 30]);
    expect(sizes(splitExamples(list(11), { seed: 1 }))).toEqual([9, 1, 1]);
    expect(sizes(splitExamples([], { seed: 1 }))).toEqual([0, 0, 0]);
  });

  it('depends on the seed and on nothing else', () => {
    const lines = (seed: number): number[] => splitExamples(list(100), { seed }).test.map(({ line }) => line);
    expect(lines(5)).toEqual(lines(5));
    expect(lines(5)).not.toEqual(lines(6));
  });

  it('gives every row the same chance to be tested', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const { line } of splitExamples(list(20), { seed }).test) counts.set(line, (counts.get(line) ?? 0) + 1);
    // 2 of 20 rows in 2,000 draws: 200 expected, standard deviation 13.4; 5 deviations.
    for (let line = 1; line <= 20; line++) expect(Math.abs((counts.get(line) ?? 0) - 200)).toBeLessThan(67);
  });

  it('holds every row exactly once, in the order of the file, with a row on each side from 10 on', () => {
    const inputs = fc.array(
      fc.tuple(fc.constantFrom('a', 'A ', ' b', 'c', 'd', 'e', 'f  f', 'F f'), fc.constantFrom('x', 'y', 'z')),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        inputs,
        fc.integer(),
        fc.constantFrom('classification' as const, 'qa' as const),
        (pairs, seed, task) => {
          const examples = pairs.map(([input, output], index) => example(index + 1, input, output));
          const split = splitExamples(examples, { seed, task });
          const parts = [split.train, split.validation, split.test];
          expect(parts.flatMap((part) => part.map(({ line }) => line)).sort((a, b) => a - b)).toEqual(
            examples.map(({ line }) => line),
          );
          for (const part of parts)
            expect(part.map(({ line }) => line)).toEqual(part.map(({ line }) => line).sort((a, b) => a - b));
          const keys = parts.map((part) => new Set(part.map(({ input }) => fold(input))));
          const all = keys.flatMap((set) => [...set]);
          expect(new Set(all).size).toBe(all.length);
          if (examples.length >= 10 && all.length >= 3)
            for (const part of parts) expect(part.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('holds at least one row on each side for 10 and more different rows', () => {
    for (let count = 10; count < 60; count++)
      for (const labels of [1, 3, count])
        expect(
          Math.min(
            ...sizes(
              splitExamples(
                list(count, (i) => example(i + 1, `t${i}`, `l${i % labels}`)),
                { seed: count, task: 'classification' },
              ),
            ),
          ),
        ).toBeGreaterThan(0);
  });

  it('keeps the shares of the labels', () => {
    const examples = list(300, (i) => example(i + 1, `t${i}`, i % 3 === 0 ? 'rare' : 'common'));
    const { validation, test } = splitExamples(examples, { seed: 3, task: 'classification' });
    for (const part of [validation, test]) expect(part.filter(({ output }) => output === 'rare')).toHaveLength(10);
  });

  it('leaves every label something to learn from', () => {
    const examples = list(40, (i) => example(i + 1, `t${i}`, `l${i % 20}`));
    const { train } = splitExamples(examples, { seed: 3, task: 'classification' });
    expect(new Set(train.map(({ output }) => output)).size).toBe(20);
  });

  it('keeps all copies in train when there is only one prompt', () => {
    expect(
      sizes(
        splitExamples(
          list(20, (i) => example(i + 1, 'same')),
          { seed: 1 },
        ),
      ),
    ).toEqual([20, 0, 0]);
  });

  it('obeys other shares, a zero among them, and refuses what cannot be a split', () => {
    expect(sizes(splitExamples(list(100), { seed: 1, ratios: { train: 0.7, validation: 0.3, test: 0 } }))).toEqual([
      70, 30, 0,
    ]);
    for (const ratios of [
      { train: 0.8, validation: 0.1, test: 0.2 },
      { train: 1.2, validation: -0.1, test: -0.1 },
      { train: 0, validation: 0.5, test: 0.5 },
      { train: Number.NaN, validation: 0.5, test: 0.5 },
    ])
      expect(() => splitExamples(list(10), { seed: 1, ratios })).toThrow(
        expect.objectContaining({ code: 'bad-split' }),
      );
  });
});
