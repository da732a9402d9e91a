import { describe, expect, it } from 'vitest';
import { gradients } from '../../../src/engine/graph/gradient.js';
import { add, mul, scale, sigmoid, silu, sub } from '../../../src/engine/graph/ops/elementwise.js';
import { gather, gatherElements, scatterAdd, selectRows } from '../../../src/engine/graph/ops/lookup.js';
import { matmul, matmulAdd } from '../../../src/engine/graph/ops/matmul.js';
import { crossEntropy, rmsNorm, rotary, softmax } from '../../../src/engine/graph/ops/model.js';
import { concat, expand, reduceSum, reshape, slice, split, transpose } from '../../../src/engine/graph/ops/shape.js';
import { auxiliary, constant, custom, filledLike, input, scalar } from '../../../src/engine/graph/ops/source.js';
import { gradientRules } from '../../../src/engine/graph/rules.js';
import { type Feed, feedInts } from '../../../src/engine/graph/session.js';
import { inLayer, type OpKind, type Tensor } from '../../../src/engine/graph/tensor.js';
import { rotaryTable } from '../../../src/engine/llama/layers.js';
import { type Build, expectGradients } from './central-differences.js';

interface Case {
  what: string;
  shapes: number[][];
  build: Build;
  feeds?: Record<string, Feed>;
}

const two = (what: string, a: number[], b: number[], build: Build): Case => ({ what, shapes: [a, b], build });
const one = (what: string, shape: number[], build: Build): Case => ({ what, shapes: [shape], build });
const ints = (name: string, dims: number[]) => input(name, dims, 'int64');
const rope = { head_dim: 4, rope_theta: 10_000 };
const table = () => rotaryTable({ ...rope } as never, 3, 'float64');

const broadcasts = (build: Build): Case[] => [
  two('equal shapes', [2, 3], [2, 3], build),
  two('a size-1 axis on each side', [2, 1, 3], [1, 4, 3], build),
  two('a missing leading axis', [3], [2, 3], build),
  two('a scalar', [2, 3], [], build),
  one('the same value twice', [2, 3], (x) => build(x, x, x)),
];

const products = (name: string, build: (a: Tensor, b: Tensor, o: object) => Tensor): Case[] =>
  [false, true].flatMap((transA) =>
    [false, true].map((transB) =>
      two(`${name}, transA ${transA}, transB ${transB}`, transA ? [3, 2] : [2, 3], transB ? [4, 3] : [3, 4], (a, b) =>
        build(a, b, { transA, transB, alpha: 0.7 }),
      ),
    ),
  );

/** Every operation has at least one case; the type and the test below see to it. */
const cases: { [K in OpKind]: Case[] } = {
  input: [one('itself', [2, 2], (x) => x), two('beside an unused input', [2], [3], (x) => scale(x, 2))],
  constant: [one('as a factor', [2, 2], (x) => mul(x, constant([1, 2, 3, 4], [2, 2], 'float64')))],
  filledLike: [one('as a factor', [2, 2], (x) => mul(x, filledLike(x, 3, 'float64')))],
  auxiliary: [
    // 1 / rms is held fixed by its rule, so only an expression without it on the path can be compared.
    two('unused beside its operation', [2, 3], [3], (x, w) => {
      const y = rmsNorm(x, w, 1e-5);
      return add(y, mul(auxiliary(y, 1, [2, 1]), scalar(0, 'float64')));
    }),
  ],
  custom: [
    one('beside the path', [2], (x) => mul(x, custom('Abs', [scalar(-2, 'float64')], { shape: [], type: 'float64' }))),
  ],
  add: broadcasts(add),
  sub: broadcasts(sub),
  mul: broadcasts(mul),
  sigmoid: [one('every element', [2, 3], sigmoid), one('twice in a row', [4], (x) => sigmoid(sigmoid(x)))],
  silu: [one('every element', [2, 3], silu), one('twice in a row', [4], (x) => silu(silu(x)))],
  softmax: [
    one('the last axis', [2, 3, 4], softmax),
    one('an axis of one', [3, 1], softmax),
    one('used twice', [2, 3], (x) => mul(softmax(x), x)),
  ],
  reduceSum: [
    one('the last axis', [2, 3], (x) => reduceSum(x, [-1])),
    one('the first axis', [2, 3], (x) => reduceSum(x, [0])),
    one('all axes', [2, 3], (x) => reduceSum(x, [0, 1])),
    one('an axis of one', [2, 1], (x) => reduceSum(x, [1])),
    one('inside a product', [2, 3], (x) => mul(x, reduceSum(x, [1]))),
  ],
  expand: [
    one('a size-1 axis', [2, 1], (x) => expand(x, [2, 3])),
    one('a new axis', [3], (x) => expand(x, [2, 3])),
    one('dropped by a product', [2, 1], (x) => mul(expand(x, [2, 3]), expand(x, [2, 3]))),
    two('stretched further than its partner', [2, 1], [2, 1], (x, y) => mul(expand(x, [2, 3]), y)),
  ],
  reshape: [one('three axes to two', [2, 3, 2], (x) => mul(reshape(x, [6, 2]), reshape(x, [6, 2])))],
  transpose: [one('three axes in a circle', [2, 3, 4], (x) => mul(transpose(x, [1, 2, 0]), transpose(x, [1, 2, 0])))],
  concat: [
    two('the first axis', [2, 3], [1, 3], (a, b) => concat([a, b], 0)),
    two('the last axis', [2, 3], [2, 1], (a, b) => concat([a, b, a], 1)),
  ],
  slice: [
    one('the middle', [2, 5], (x) => slice(x, 1, 1, 3)),
    one('the beginning', [4, 2], (x) => slice(x, 0, 0, 2)),
    one('the end, used twice', [4, 2], (x) => mul(slice(x, 0, 2, 4), slice(x, 0, 1, 3))),
    one('split and joined', [2, 5], (x) => concat(split(x, 1, [2, 3]).reverse(), 1)),
  ],
  matmul: [
    ...products('matrices', matmul),
    two('batched', [2, 2, 3], [2, 3, 2], (a, b) => matmul(a, b, { alpha: 0.5 })),
    two('batched, b transposed', [2, 2, 2, 3], [2, 2, 4, 3], (a, b) => matmul(a, b, { transB: true })),
    two('batched, a transposed', [2, 3, 2], [2, 3, 4], (a, b) => matmul(a, b, { transA: true })),
    two('a broadcast batch axis', [2, 1, 2, 3], [1, 3, 3, 2], (a, b) => matmul(a, b)),
    one('the same value twice', [3, 3], (x) => matmul(x, x, { transB: true })),
  ],
  matmulAdd: [
    ...products('a third value added', (a, b, o) =>
      matmulAdd(a, b, constant([1, 2, 3, 4, 5, 6, 7, 8], [2, 4], 'float64'), o),
    ),
    {
      what: 'all three values',
      shapes: [
        [2, 3],
        [3, 4],
        [2, 4],
      ],
      build: (a, b, c) => matmulAdd(a!, b!, c!, { alpha: 0.3 }),
    },
  ],
  gather: [
    {
      what: 'repeated rows',
      shapes: [[4, 3]],
      build: (x) => gather(x!, ints('ids', [5])),
      feeds: { ids: feedInts([1, 3, 1, 1, 0], [5]) },
    },
  ],
  gatherElements: [
    {
      what: 'the last axis',
      shapes: [[2, 4]],
      build: (x) => gatherElements(x!, ints('at', [2, 2]), 1),
      feeds: { at: feedInts([1, 1, 3, 0], [2, 2]) },
    },
  ],
  scatterAdd: [
    {
      what: 'repeated places',
      shapes: [
        [2, 4],
        [2, 2],
      ],
      build: (x, u) => scatterAdd(x!, ints('at', [2, 2]), u!, 1),
      feeds: { at: feedInts([1, 1, 3, 0], [2, 2]) },
    },
  ],
  selectRows: [
    {
      what: 'some rows, out of order',
      shapes: [[4, 3]],
      build: (x) => selectRows(x!, ints('rows', [2]), ints('inverse', [4]), constant([1, 0, 0, 1], [4, 1], 'float64')),
      feeds: { rows: feedInts([3, 0], [2]), inverse: feedInts([1, 0, 0, 0], [4]) },
    },
  ],
  rmsNorm: [
    two('rows and weight', [3, 4], [4], (x, w) => rmsNorm(x, w, 1e-5)),
    two('a hidden size of one', [3, 1], [1], (x, w) => rmsNorm(x, w, 0.5)),
    two('one row', [1, 4], [4], (x, w) => rmsNorm(x, w, 1e-5)),
    two('a value used twice', [2, 4], [4], (x, w) => mul(rmsNorm(x, w, 1e-5), x)),
  ],
  rotary: [
    one('two heads', [2, 3, 8], (x) => rotary(x, table(), 4)),
    one('its own square', [1, 3, 4], (x) => mul(rotary(x, table(), 4), rotary(x, table(), 4))),
  ],
  crossEntropy: [
    {
      what: 'rows of logits',
      shapes: [[3, 5]],
      build: (x) => crossEntropy(x!, ints('targets', [3, 1])),
      feeds: { targets: feedInts([4, 0, 0], [3, 1]) },
    },
    {
      what: 'summed, from shared logits',
      shapes: [[3, 5]],
      build: (x) => reduceSum(crossEntropy(mul(x!, x!), ints('targets', [3, 1])), [0, 1]),
      feeds: { targets: feedInts([4, 0, 2], [3, 1]) },
    },
  ],
};

describe('gradient rules against central differences in float64', () => {
  it('has a case for every operation', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(gradientRules).sort());
    for (const [kind, list] of Object.entries(cases)) expect(list.length, kind).toBeGreaterThan(0);
  });

  for (const [kind, list] of Object.entries(cases))
    for (const { what, shapes, build, feeds } of list)
      it(`${kind}: ${what}`, () => expectGradients(shapes, build, feeds));
});

describe('the walk', () => {
  const x = input('x', [2, 3], 'float64');

  it('gives null to a value that the output does not use', () => {
    const unused = input('unused', [2], 'float64');
    expect(gradients(scale(x, 2), [unused, x]).map((g) => g === null)).toEqual([true, false]);
  });

  it('makes no expression for frozen inputs', () => {
    const frozen = input('frozen', [3, 3], 'float64');
    const [dx] = gradients(matmul(x, frozen), [x]);
    const kinds: string[] = [];
    for (const stack: (Tensor | null | undefined)[] = [dx]; stack.length > 0; ) {
      const t = stack.pop();
      if (t) kinds.push(t.kind) && stack.push(...t.inputs);
    }
    expect(kinds.filter((kind) => kind === 'matmul')).toHaveLength(1);
  });

  it('survives a graph deeper than any call stack', () => {
    let y: Tensor = x;
    for (let i = 0; i < 50_000; i++) y = add(y, x);
    expect(gradients(y, [x])[0]).not.toBeNull();
  });

  it('names operation, shapes and layer when an operation cannot be differentiated', () => {
    const y = inLayer('model.layers.3', () => custom('Floor', [x], { shape: [2, 3], type: 'float64' }));
    expect(() => gradients(y, [x])).toThrow('custom(float64[2, 3]) in model.layers.3: Floor has no gradient');
  });

  it('names operation, shapes and layer when shapes do not fit', () => {
    expect(() => inLayer('head', () => matmul(x, x))).toThrow(
      'matmul(float64[2, 3], float64[2, 3]) in head: inner sizes 3 and 2 differ',
    );
  });
});
