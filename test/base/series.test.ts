import { describe, expect, it } from 'vitest';
import { mostBack, smoothed, windowOf } from '../../src/base/series.js';

const points = (values: number[]) => values.map((value, step) => ({ step, value }));

describe('smoothing', () => {
  it('leaves a constant as it is from the first value on', () => {
    for (const { value } of smoothed(points([3, 3, 3, 3]), 0.9)) expect(value).toBeCloseTo(3, 12);
  });

  it('weighs recent values by the given weight', () => {
    expect(smoothed(points([1, 0]), 0.5)[1]?.value).toBeCloseTo(0.25 / 0.75, 12);
  });

  it('keeps a gap and does not let it spoil the rest', () => {
    const values = smoothed(points([1, Number.NaN, 1]), 0.9).map(({ value }) => value);
    expect(values[1]).toBeNaN();
    expect(values[2]).toBeCloseTo(1, 12);
  });
});

describe('the window', () => {
  const whole = { first: 0, last: 800 };
  it('is everything, then the last half, then the last quarter', () => {
    expect([0, 1, 2].map((zoom) => windowOf(whole, zoom, 0))).toEqual([
      whole,
      { first: 400, last: 800 },
      { first: 600, last: 800 },
    ]);
  });

  it('goes back by half its length and stops at the start', () => {
    expect(windowOf(whole, 2, 1)).toEqual({ first: 500, last: 700 });
    expect(windowOf(whole, 2, mostBack(2))).toEqual({ first: 0, last: 200 });
    expect(windowOf(whole, 2, 99)).toEqual({ first: 0, last: 200 });
  });
});
