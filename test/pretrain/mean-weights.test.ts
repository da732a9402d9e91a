import { expect, it } from 'vitest';
import { meanWeights } from '../../src/pretrain/mean-weights.js';

const weights = (x: number[], y: number[]) =>
  new Map([
    ['x', Float32Array.from(x)],
    ['y', Float32Array.from(y)],
  ]);

it('is between the two in every value', () => {
  const mean = meanWeights(weights([1, -3], [4]), weights([2, 3], [-4]));
  expect(mean).toEqual(weights([1.5, 0], [0]));
});

it('refuses models of different shapes, by the name of the tensor', () => {
  expect(() => meanWeights(weights([1, 2], [4]), weights([1, 2], [4, 5]))).toThrow('y differs in shape');
  expect(() => meanWeights(weights([1], [4]), new Map())).toThrow('x differs in shape');
});
