/**
 * Products of a matrix with one vector as WebAssembly SIMD. Decoding is nothing else: each token reads every weight once, so the kernels
 * go through memory row after row, in one stream, as fast as one core can read. All pointers and sizes are bytes of the shared memory.
 */
import {
  addInts,
  and,
  type Code,
  constant,
  load,
  local,
  moduleBytes,
  mul,
  plus,
  set,
  shiftLeft,
  spread,
  V128,
} from '../wasm/code.js';
import { dotBytes, dotNibbles, spreadBlocks } from './block-kernel.js';
import { type Dot, rowKernel, SUM, VALUE, WEIGHT } from './row-kernel.js';

/** Rows are padded to so many columns: what the kernels for floats take per turn. */
export const COLUMNS = 16;

export interface DotKernels {
  dotFloat32: Dot;
  /** x in the order of `pairedPlace`. */
  dotBfloat16: Dot;
  /** Records of four-bit integers; x as `spreadBlocks` leaves it. */
  dotNibbles: Dot;
  /** Records of eight-bit integers. */
  dotBytes: Dot;
  /** From x (`length` bytes, whole blocks) to what the two above want. */
  spreadBlocks(from: number, to: number, length: number): void;
}

/** Within eight columns: even ones first. So four bfloat16 become float32 by one shift, and the other four by one mask. */
export const pairedPlace = (column: number): number => (column & ~7) | ((column & 1) << 2) | ((column & 7) >> 1);

export function dotKernels(memory: WebAssembly.Memory, pages: number): DotKernels {
  const module = new WebAssembly.Module(moduleBytes(KERNELS, { shared: { initial: pages, maximum: pages } }));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!areKernels(exports)) throw new Error('dot kernels: the module lacks an export');
  return exports;
}

function areKernels(exports: object): exports is DotKernels {
  return KERNELS.every(({ name }) => typeof Reflect.get(exports, name) === 'function');
}

// Locals behind those that all row kernels have: three more running sums, so that an addition need not wait for the one before.
const SUMS = [SUM, 10, 11, 12];
const [MASK, PAIR] = [13, 14];

const addTo = (sum: number, product: Code): Code => set(sum, plus(local(sum), product));
const advance = (pointer: number, bytes: number): Code => set(pointer, addInts(local(pointer), constant(bytes)));

const sums = {
  locals: [V128, V128, V128, V128, V128],
  rowStart: SUMS.flatMap((sum) => set(sum, spread(0))),
  finish: plus(plus(local(SUM), local(10)), plus(local(11), local(12))),
};

/** A turn is four products of four float32. */
const dotFloat32 = rowKernel({
  ...sums,
  name: 'dotFloat32',
  start: [],
  turn: [
    ...SUMS.flatMap((sum, i) => addTo(sum, mul(load(VALUE, 16 * i), load(WEIGHT, 16 * i)))),
    ...advance(WEIGHT, 4 * COLUMNS),
    ...advance(VALUE, 4 * COLUMNS),
  ],
});

/** A bfloat16 is the upper half of a float32. */
const dotBfloat16 = rowKernel({
  ...sums,
  name: 'dotBfloat16',
  start: set(MASK, spread(0xffff0000)),
  turn: [
    ...[0, 1].flatMap((i) => [
      ...set(PAIR, load(WEIGHT, 16 * i)),
      ...addTo(SUMS[2 * i] ?? SUM, mul(load(VALUE, 32 * i), shiftLeft(local(PAIR), 16))),
      ...addTo(SUMS[2 * i + 1] ?? SUM, mul(load(VALUE, 32 * i + 16), and(local(PAIR), local(MASK)))),
    ]),
    ...advance(WEIGHT, 2 * COLUMNS),
    ...advance(VALUE, 4 * COLUMNS),
  ],
});

const KERNELS = [dotFloat32, dotBfloat16, dotNibbles, dotBytes, spreadBlocks];
