import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import {
  ADAMW_DEFAULTS,
  adamwKernel,
  adamwReference,
  adamwScalars,
  createOptimizer,
} from '../../../src/engine/train/adamw.js';
import { addInto, ELEMENTS_PER_BLOCK, floatKernels, gradientNorm } from '../../../src/engine/train/float-kernels.js';

const random = new Random(3);
const normal = (length: number, size = 1) => Float32Array.from({ length }, () => random.normal() * size);
const config = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 };

describe('the AdamW kernel', () => {
  it.each([1, 3, 4, 7, 1000, ELEMENTS_PER_BLOCK, ELEMENTS_PER_BLOCK + 5])(
    'gives the bits of the reference for %i parameters',
    (length) => {
      const mine = {
        parameter: normal(length),
        gradient: normal(length),
        first: new Float32Array(length),
        second: new Float32Array(length),
      };
      const theirs = structuredClone(mine);
      const kernels = floatKernels();
      for (let t = 1; t <= 5; t++) {
        const gradient = normal(length, t === 3 ? 1e-20 : 1);
        const scalars = adamwScalars(config, t, 0.01 / t, 0.3, t % 2 === 0);
        adamwKernel(kernels, { ...mine, gradient }, scalars);
        adamwReference({ ...theirs, gradient }, scalars);
      }
      expect(mine).toEqual(theirs);
    },
  );
});

describe('AdamW', () => {
  it('follows the published formula in float64 for ten steps', () => {
    const parameter = normal(50);
    const optimizer = createOptimizer({
      trainable: new Map([['w', parameter]]),
      shapes: new Map([['w', [5, 10]]]),
      config,
    });
    const [p, m, v] = [Float64Array.from(parameter), new Float64Array(50), new Float64Array(50)];
    for (let t = 1; t <= 10; t++) {
      const gradient = normal(50);
      const rate = 0.02 / t;
      optimizer.step(new Map([['w', gradient]]), rate, 0.5);
      for (let i = 0; i < 50; i++) {
        const g = gradient[i]! * 0.5;
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.95 * v[i]! + 0.05 * g * g;
        const corrected = m[i]! / (1 - 0.9 ** t) / (Math.sqrt(v[i]! / (1 - 0.95 ** t)) + 1e-8);
        p[i] = p[i]! - rate * (corrected + 0.1 * p[i]!);
      }
    }
    for (let i = 0; i < 50; i++) expect(parameter[i]).toBeCloseTo(p[i]!, 5);
  });

  it('moves every parameter by the learning rate on its first step, whatever the gradient is', () => {
    const parameter = Float32Array.of(1, 1, 1);
    const optimizer = createOptimizer({
      trainable: new Map([['w', parameter]]),
      shapes: new Map([['w', [3, 1]]]),
      config: ADAMW_DEFAULTS,
    });
    optimizer.step(new Map([['w', Float32Array.of(1e-3, -7, 100)]]), 0.1, 1);
    for (const [i, expected] of [0.9, 1.1, 0.9].entries()) expect(parameter[i]).toBeCloseTo(expected, 4);
  });

  it('decays matrices and not norms', () => {
    const trainable = new Map([
      ['w', Float32Array.of(2, 2)],
      ['norm', Float32Array.of(2, 2)],
    ]);
    const shapes = new Map([
      ['w', [2, 1]],
      ['norm', [2]],
    ]);
    const zero = new Map([...trainable.keys()].map((name) => [name, new Float32Array(2)]));
    createOptimizer({ trainable, shapes, config }).step(zero, 0.5, 1);
    expect([...trainable.get('w')!]).toEqual([Math.fround(1.9), Math.fround(1.9)]);
    expect([...trainable.get('norm')!]).toEqual([2, 2]);
  });

  it('continues bit for bit from a restored state', () => {
    const gradients = Array.from({ length: 6 }, () => new Map([['w', normal(33)]]));
    const start = normal(33);
    const make = (values: Float32Array) =>
      createOptimizer({ trainable: new Map([['w', values]]), shapes: new Map([['w', [3, 11]]]), config });
    const whole = start.slice();
    const uninterrupted = make(whole);
    for (const g of gradients) uninterrupted.step(g, 0.01, 1);

    const parts = start.slice();
    const before = make(parts);
    for (const g of gradients.slice(0, 3)) before.step(g, 0.01, 1);
    const saved = structuredClone(before.state());
    const after = make(parts);
    after.restore(saved);
    for (const g of gradients.slice(3)) after.step(g, 0.01, 1);
    expect(parts).toEqual(whole);
    expect(after.state()).toEqual(uninterrupted.state());
    expect(saved.steps).toBe(3);
  });

  it('names a parameter whose gradient is missing or has another size', () => {
    const optimizer = createOptimizer({
      trainable: new Map([['w', normal(4)]]),
      shapes: new Map([['w', [2, 2]]]),
      config,
    });
    expect(() => optimizer.step(new Map(), 0.1, 1)).toThrow('w: no values where 4 are needed');
    expect(() => optimizer.step(new Map([['w', normal(3)]]), 0.1, 1)).toThrow('w: 3 values where 4 are needed');
  });
});

describe('sums over gradients', () => {
  it('gives the norm of all tensors together', () => {
    const gradients = new Map([
      ['a', Float32Array.of(3)],
      ['b', Float32Array.of(4, 12, 0, 0, 84)],
      ['c', new Float32Array(0)],
    ]);
    expect(gradientNorm(gradients)).toBe(85);
    const long = normal(3 * ELEMENTS_PER_BLOCK + 3);
    const expected = Math.sqrt(long.reduce((sum, g) => sum + g * g, 0));
    expect(gradientNorm(new Map([['a', long]]))).toBeCloseTo(expected, 3);
  });

  it('does not overflow where float32 would, and shows what is not finite', () => {
    expect(gradientNorm(new Map([['a', Float32Array.of(1e30, 1e30)]]))).toBeCloseTo(
      Math.fround(1e30) * Math.SQRT2,
      -18,
    );
    expect(gradientNorm(new Map([['a', Float32Array.of(1, Number.NaN)]]))).toBeNaN();
    expect(gradientNorm(new Map([['a', Float32Array.of(1, Number.POSITIVE_INFINITY)]]))).toBe(Number.POSITIVE_INFINITY);
  });

  it('adds in place', () => {
    const [a, b] = [normal(ELEMENTS_PER_BLOCK + 3), normal(ELEMENTS_PER_BLOCK + 3)];
    const expected = a.map((value, i) => Math.fround(value + b[i]!));
    addInto(a, b);
    expect(a).toEqual(expected);
  });
});
