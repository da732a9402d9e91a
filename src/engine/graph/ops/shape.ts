/** Operations that move or sum elements without changing them. */
import type { FormTable, RuleTable } from '../rule.js';
import { axisSize, elementCount, GraphError, makeTensor, sameShape, type Tensor } from '../tensor.js';
import { first } from './elementwise.js';
import { constant } from './source.js';

type Shaping = 'reduceSum' | 'expand' | 'reshape' | 'transpose' | 'concat' | 'slice';

/** Sum over axes, which stay with size 1. */
export function reduceSum(x: Tensor, axes: readonly number[]): Tensor {
  const from = axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis));
  const shape = x.shape.map((size, axis) => (from.includes(axis) ? 1 : size));
  return makeTensor('reduceSum', [x], { axes: from }, shape, x.type);
}

/** Stretches axes of size 1 (and adds leading axes). */
export function expand(x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const lead = shape.length - x.shape.length;
  if (lead < 0 || x.shape.some((size, i) => size !== 1 && size !== shape[i + lead]))
    throw new GraphError('expand', [x], `cannot stretch to [${shape.join(', ')}]`);
  return makeTensor('expand', [x], {}, shape, x.type);
}

/** Sums a gradient back to the shape of the value that was broadcast. */
export function sumTo(x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const lead = x.shape.length - shape.length;
  const axes = x.shape.flatMap((size, axis) => (axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : []));
  const summed = axes.length === 0 ? x : reduceSum(x, axes);
  return reshape(summed, shape);
}

export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (elementCount(x.shape) !== elementCount(shape))
    throw new GraphError('reshape', [x], `cannot become [${shape.join(', ')}]`);
  return makeTensor('reshape', [x], {}, shape, x.type);
}

/** Axis i of the result is axis `order[i]` of x. */
export function transpose(x: Tensor, order: readonly number[]): Tensor {
  if (order.length !== x.shape.length || new Set(order).size !== order.length)
    throw new GraphError('transpose', [x], `[${order.join(', ')}] is not an order of its axes`);
  return makeTensor(
    'transpose',
    [x],
    { order },
    order.map((axis) => axisSize(x, axis)),
    x.type,
  );
}

/** Joins tensors that agree on every other axis. */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const [head, ...rest] = parts;
  if (head === undefined) throw new GraphError('concat', parts, 'nothing to join');
  if (rest.length === 0) return head;
  const agree = rest.every(
    (t) => t.shape.length === head.shape.length && t.shape.every((n, i) => i === axis || n === head.shape[i]),
  );
  if (!agree || axis < 0) throw new GraphError('concat', parts, `shapes differ outside axis ${axis}`);
  const total = parts.reduce((sum, t) => sum + axisSize(t, axis), 0);
  const shape = head.shape.map((size, i) => (i === axis ? total : size));
  return makeTensor('concat', parts, { axis }, shape, head.type);
}

/** Elements `start` to `end` (exclusive) of one axis. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  if (start < 0 || end <= start || end > axisSize(x, axis))
    throw new GraphError('slice', [x], `no range ${start}..${end}`);
  const shape = x.shape.map((size, i) => (i === axis ? end - start : size));
  return makeTensor('slice', [x], { axis, start, end }, shape, x.type);
}

export const zeros = (shape: readonly number[], type: Tensor['type']): Tensor =>
  expand(
    constant(
      [0],
      shape.map(() => 1),
      type,
    ),
    shape,
  );

/** Splits an axis into parts of the given sizes. */
export function split(x: Tensor, axis: number, sizes: readonly number[]): Tensor[] {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return slice(x, axis, start - size, start);
  });
}

export const shapeRules: RuleTable<Shaping> = {
  reduceSum: (y, dout) => [expand(dout, first(y).shape)],
  // The walk sums the gradient back over the stretched axes.
  expand: (_, dout) => [dout],
  reshape: (y, dout) => [reshape(dout, first(y).shape)],
  transpose: (y, dout) => {
    const inverse = y.attributes.order.map((_, axis) => y.attributes.order.indexOf(axis));
    return [transpose(dout, inverse)];
  },
  concat: (y, dout) => {
    const { axis } = y.attributes;
    return split(
      dout,
      axis,
      y.inputs.map((t) => axisSize(t, axis)),
    );
  },
  // Zeros stand where nothing was taken.
  slice: (y, dout) => {
    const { axis, start, end } = y.attributes;
    const x = first(y);
    const part = (size: number) =>
      zeros(
        x.shape.map((n, i) => (i === axis ? size : n)),
        y.type,
      );
    const before = start > 0 ? [part(start)] : [];
    const after = axisSize(x, axis) - end;
    return [concat([...before, dout, ...(after > 0 ? [part(after)] : [])], axis)];
  },
};

export const shapeForms: FormTable<Shaping> = {
  reduceSum: (t, to, name) => {
    const inputs = [to.nameOf(first(t)), to.ints(t.attributes.axes)];
    to.node('ReduceSum', inputs, { outputs: [name], attributes: { keepdims: { int: 1 } } });
  },
  expand: (t, to, name) => to.node('Expand', [to.nameOf(first(t)), to.ints(t.shape)], { outputs: [name] }),
  reshape: (t, to, name) => to.node('Reshape', [to.nameOf(first(t)), to.ints(t.shape)], { outputs: [name] }),
  transpose: (t, to, name) => {
    const attributes = { perm: { ints: t.attributes.order } };
    to.node('Transpose', [to.nameOf(first(t))], { outputs: [name], attributes });
  },
  concat: (t, to, name) => {
    const attributes = { axis: { int: t.attributes.axis } };
    to.node('Concat', t.inputs.map(to.nameOf), { outputs: [name], attributes });
  },
  slice: (t, to, name) => {
    const { axis, start, end } = t.attributes;
    const inputs = [to.nameOf(first(t)), to.ints([start]), to.ints([end]), to.ints([axis])];
    to.node('Slice', inputs, { outputs: [name] });
  },
};
