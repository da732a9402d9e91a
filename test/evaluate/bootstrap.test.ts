import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/random.js';
import { bootstrap, pairedDifference, quantile } from '../../src/evaluate/bootstrap.js';
import reference from './reference/reference.json' with { type: 'json' };

const meanOf = (values: readonly number[]) => (rows: Int32Array) => {
  let sum = 0;
  for (const row of rows) sum += values[row] ?? Number.NaN;
  return sum / rows.length;
};

describe('the bootstrap', () => {
  it('gives the same interval for the same seed and another for another', () => {
    const values = [0, 1, 1, 0, 1, 1, 1, 0, 0.5, 0.25];
    const run = (seed: number) => bootstrap(values.length, meanOf(values), new Random(seed));
    expect(run(1)).toEqual(run(1));
    expect([run(1).low, run(1).high]).not.toEqual([run(2).low, run(2).high]);
  });

  it('of a mean of 400 normal values is about 1.96 standard errors wide on each side', () => {
    const random = new Random(7);
    const values = Array.from({ length: 400 }, () => random.normal());
    const { value, low, high } = bootstrap(values.length, meanOf(values), new Random(8), 4000);
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - value) ** 2, 0) / values.length);
    const half = (1.96 * deviation) / Math.sqrt(values.length);
    expect(Math.abs((value - low) / half - 1)).toBeLessThan(0.1);
    expect(Math.abs((high - value) / half - 1)).toBeLessThan(0.1);
  });

  it('holds the true mean in about 95 of 100 samples', () => {
    const source = new Random(3);
    let held = 0;
    for (let round = 0; round < 200; round++) {
      const values = Array.from({ length: 60 }, () => source.normal());
      const { low, high } = bootstrap(values.length, meanOf(values), Random.for(round, 'cover'), 300);
      if (low <= 0 && high >= 0) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(180);
    expect(held).toBeLessThan(200);
  });

  it('of one row, or of rows that all agree, is that value', () => {
    expect(bootstrap(1, meanOf([0.7]), new Random(1))).toEqual({ value: 0.7, low: 0.7, high: 0.7 });
    expect(bootstrap(3, meanOf([1, 1, 1]), new Random(1))).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('refuses an empty sample', () => {
    expect(() => bootstrap(0, () => 0, new Random(1))).toThrow(/the sample is empty/);
  });

  it('pairs the rows: a constant gain on hard and easy rows has no uncertainty', () => {
    const before = [0, 10, 20, 30, 40];
    const after = before.map((x) => x + 1);
    const paired = pairedDifference(5, meanOf(before), meanOf(after), new Random(1));
    expect(paired.low).toBeCloseTo(1, 10);
    expect(paired.high).toBeCloseTo(1, 10);
    const alone = bootstrap(5, meanOf(after), new Random(1));
    expect(alone.high - alone.low).toBeGreaterThan(10);
  });

  it('has numpy’s quantiles', () => {
    const { values, shares, expected } = reference.quantiles;
    expect(shares.map((share) => quantile(values, share, Number.NaN))).toEqual(
      expected.map((x) => expect.closeTo(x, 12)),
    );
    expect(quantile([], 0.5, 42)).toBe(42);
  });
});
