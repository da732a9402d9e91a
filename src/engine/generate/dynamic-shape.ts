/** Reshaping where the number of tokens is only known at run time. `time` 1 means exactly one token, and needs no transpose. */
import { transpose } from '../graph/ops/shape.js';
import { constant, custom } from '../graph/ops/source.js';
import type { Tensor } from '../graph/tensor.js';

/** ONNX Reshape: 0 keeps an axis, -1 is whatever remains. `shape` is the nominal result. */
export function reshapeTo(x: Tensor, target: readonly number[], shape: readonly number[]): Tensor {
  return custom('Reshape', [x, ints(target)], { shape, type: x.type });
}

const ints = (values: readonly number[]): Tensor => constant(values, [values.length], 'int64');

interface Heads {
  heads: number;
  kvHeads: number;
  time: number;
}

/** [1, T, heads D] -> [K, heads / K T, D]: the queries of one key/value head stand together. */
export function headsFirst(x: Tensor, { heads, kvHeads, time }: Heads): Tensor {
  const size = (x.shape.at(-1) ?? 0) / heads;
  const shape = [kvHeads, (heads / kvHeads) * time, size];
  if (time === 1) return reshapeTo(x, [kvHeads, -1, size], shape);
  const split = reshapeTo(x, [-1, heads, size], [time, heads, size]);
  const turned = transpose(split, [1, 0, 2]); // [heads, T, D]
  return heads === kvHeads ? turned : reshapeTo(turned, [kvHeads, -1, size], shape);
}

/** The way back: [K, N / K T, D] -> [1, T, N D]. */
export function headsLast(x: Tensor, { heads, time }: Heads): Tensor {
  const size = x.shape.at(-1) ?? 0;
  const shape = [1, time, heads * size];
  if (time === 1) return reshapeTo(x, [1, 1, -1], shape);
  const split = reshapeTo(x, [heads, -1, size], [heads, time, size]);
  return reshapeTo(transpose(split, [1, 0, 2]), [1, -1, heads * size], shape);
}

/** The first `count` [1] entries of the last of three axes. */
export function until(x: Tensor, count: Tensor, shape: readonly number[]): Tensor {
  return custom('Slice', [x, ints([0]), count, ints([2])], { shape, type: x.type });
}

/** All entries of the last of three axes but the first `count` [1]. */
export function from(x: Tensor, count: Tensor, shape: readonly number[]): Tensor {
  return custom('Slice', [x, count, ints([Number.MAX_SAFE_INTEGER]), ints([2])], { shape, type: x.type });
}
