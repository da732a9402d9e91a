import { expect, it } from 'vitest';
import { addGradients, clipScale, gradientNorm } from '../../../src/engine/train/clip.js';

it('measures the norm over all parameters together', () => {
  const gradients = new Map([
    ['a', new Float32Array([3, 0])],
    ['b', new Float32Array([0, 4])],
  ]);
  expect(gradientNorm(gradients)).toBe(5);
});

it('clips to the maximum norm and leaves smaller gradients alone', () => {
  expect(clipScale(10, 1) * 10).toBeCloseTo(1, 6);
  expect(clipScale(0.5, 1)).toBe(1);
});

it('shows a gradient that is not finite', () => {
  expect(gradientNorm(new Map([['a', new Float32Array([1, Number.NaN])]]))).toBeNaN();
  expect(gradientNorm(new Map([['a', new Float32Array([1, Number.NEGATIVE_INFINITY])]]))).toBe(
    Number.POSITIVE_INFINITY,
  );
});

it('adds gradients by name', () => {
  const sum = new Map([['a', new Float32Array([1, 2])]]);
  addGradients(sum, new Map([['a', new Float32Array([10, 20])]]));
  expect([...sum.get('a')!]).toEqual([11, 22]);
});
