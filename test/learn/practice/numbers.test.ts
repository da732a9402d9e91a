/** Numbers as people write them. */
import { describe, expect, it } from 'vitest';
import { numberLacks } from '../../../src/learn/practice/grade-numbers.js';
import { type NumberKind, readNumber } from '../../../src/learn/practice/numbers.js';

const value = (raw: unknown, kind: NumberKind): number | string | null => {
  const read = readNumber(raw, kind);
  if (read === null) return null;
  return 'fault' in read ? read.fault.en : read.value;
};

describe('readNumber', () => {
  it.each<[unknown, NumberKind, number]>([
    [1234, 'count', 1234],
    ['1,234', 'count', 1234],
    ['1,23,456', 'count', 123456],
    ['12,34,567.5 tokens', 'count', 1234567.5],
    ['~ 215k', 'count', 215_000],
    ['2.5 lakh', 'count', 250_000],
    ['5.2M parameters', 'count', 5_200_000],
    ['1 234', 'count', 1234],
    ['1e3', 'count', 1000],
    ['$0.04', 'usd', 0.04],
    ['USD 1,250.50', 'usd', 1250.5],
    ['₹ 1,23,456.70', 'inr', 123456.7],
    ['Rs. 500', 'inr', 500],
    ['lagbhag 500 rupaye', 'inr', 500],
    ['24 s', 'seconds', 24],
    ['1 min 20 s', 'seconds', 80],
    ['1:20', 'seconds', 80],
    [24.4, 'seconds', 24.4],
    ['349 MB', 'megabytes', 349e6],
    [349, 'megabytes', 349e6],
    ['871 kB', 'megabytes', 871e3],
    ['0.5 GiB', 'megabytes', 2 ** 29],
    ['97%', 'score', 0.97],
    [0.97, 'score', 0.97],
    ['−0.05', 'signed', -0.05],
    ['+0.10', 'signed', 0.1],
  ])('%s as %s is %d', (raw, kind, wanted) => {
    expect(value(raw, kind)).toBeCloseTo(wanted, 9);
  });

  it.each<[unknown, NumberKind]>([
    ['many', 'count'],
    ['12 apples', 'count'],
    ['1,2', 'count'],
    ['0,04', 'usd'],
    ['₹3', 'usd'],
    ['$3', 'inr'],
    ['$3', 'count'],
    [Number.NaN, 'count'],
    [Number.POSITIVE_INFINITY, 'count'],
    ['1e999', 'count'],
    ['--5', 'count'],
    ['5 kg', 'seconds'],
    ['[object Object]', 'count'],
    [true, 'count'],
  ])('%s as %s is told in words', (raw, kind) => {
    expect(typeof value(raw, kind)).toBe('string');
  });

  it('nothing is nothing', () => {
    for (const raw of [null, undefined, '', '   ']) expect(readNumber(raw, 'count')).toBeNull();
  });
});

describe('numberLacks', () => {
  it('allows five percent where the task does, and no more', () => {
    const lacks = (raw: number) => numberLacks(raw, 'count', 1000, { share: 0.05 });
    for (const raw of [950, 1000, 1050]) expect(lacks(raw)).toBeNull();
    for (const raw of [949, 1051, 0, -1000]) expect(lacks(raw)).not.toBeNull();
  });

  it('never tells the right number, but a wrong unit', () => {
    const lacks = numberLacks('1,000,000', 'count', 1000, { share: 0.05 });
    expect(lacks?.en).toContain('look at the unit');
    expect(numberLacks(7, 'count', 4321, { share: 0.05 })?.en).not.toContain('4321');
  });

  it('allows the rounding of the last digit that was written, within reason', () => {
    const lacks = (raw: number) => numberLacks(raw, 'seconds', 24.4, { rounding: 0.1 });
    expect(lacks(24)).toBeNull();
    expect(lacks(25)).not.toBeNull();
    expect(numberLacks(1, 'score', 0.8, { amount: 0.0051 })).not.toBeNull();
  });
});
