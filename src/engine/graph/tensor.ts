/**
 * A tensor expression: an operation, the tensors it is applied to, and the shape and type of the result. Expressions are immutable values;
 * nothing is computed here. `gradient.ts` differentiates them and `onnx.ts` writes those that an output needs.
 * Left out on purpose: shape polymorphism (one name per dynamic axis of an input is all there is), in-place updates, control flow.
 */

export type ElementType = 'float32' | 'float64' | 'int64';

type None = Record<string, never>;

/** What each operation needs beside its input tensors. */
export interface OpAttributes {
  /** A value fed at run time. `dims` may name an axis whose size is only known then; `shape` then holds a nominal size. */
  input: { name: string; dims: readonly (number | string)[] };
  constant: { values: ArrayLike<number> };
  /** The first input's run-time shape, filled with one value. */
  filledLike: { value: number };
  add: None;
  sub: None;
  mul: None;
  sigmoid: None;
  silu: None;
  softmax: None;
  reduceSum: { axes: readonly number[] };
  expand: None;
  reshape: None;
  transpose: { order: readonly number[] };
  concat: { axis: number };
  slice: { axis: number; start: number; end: number };
  matmul: { transA: boolean; transB: boolean; alpha: number };
  matmulAdd: { transA: boolean; transB: boolean; alpha: number };
  gather: None;
  gatherElements: { axis: number };
  scatterAdd: { axis: number };
  selectRows: None;
  rmsNorm: { epsilon: number };
  /** Another output of the operation that made the input, kept for its gradient. */
  auxiliary: { index: number };
  rotary: { headDim: number };
  crossEntropy: None;
  /** Any ONNX operation, for graphs that are only run forward. */
  custom: { opType: string; domain: string; attributes: Record<string, OnnxAttribute> };
}

export type OpKind = keyof OpAttributes;

export type OnnxAttribute = { int: number } | { float: number } | { ints: readonly number[] } | { string: string };

export interface Tensor<K extends OpKind = OpKind> {
  readonly kind: K;
  readonly inputs: readonly Tensor[];
  readonly attributes: OpAttributes[K];
  readonly shape: readonly number[];
  readonly type: ElementType;
  /** The layer that built the expression, for error messages. */
  readonly layer: string;
}

let currentLayer = '';

/** Runs `build`; every expression made inside carries the layer's name in its errors. Layers nest with a dot. */
export function inLayer<T>(name: string, build: () => T): T {
  const outer = currentLayer;
  currentLayer = outer === '' ? name : `${outer}.${name}`;
  try {
    return build();
  } finally {
    currentLayer = outer;
  }
}

/** Makes one expression. Operations call this; models call operations. */
export function makeTensor<K extends OpKind>(
  kind: K,
  inputs: readonly Tensor[],
  attributes: OpAttributes[K],
  shape: readonly number[],
  type: ElementType,
): Tensor<K> {
  return { kind, inputs, attributes, shape, type, layer: currentLayer };
}

/** An operation was applied to shapes or types it cannot take: a bug in the code that built the graph. */
export class GraphError extends Error {
  constructor(kind: OpKind, inputs: readonly Tensor[], reason: string, layer: string = currentLayer) {
    const shapes = inputs.map((t) => `${t.type}[${t.shape.join(', ')}]`).join(', ');
    super(`${kind}(${shapes})${layer === '' ? '' : ` in ${layer}`}: ${reason}`);
    this.name = 'GraphError';
  }
}

/** The element at `index`, counted from the end when negative; a GraphError-free way to read a shape that is known to be long enough. */
export function axisSize(tensor: Tensor, index: number): number {
  const size = tensor.shape.at(index);
  if (size === undefined) throw new GraphError(tensor.kind, tensor.inputs, `no axis ${index}`, tensor.layer);
  return size;
}

/** Number of elements of a shape. */
export const elementCount = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);
