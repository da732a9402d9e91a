/**
 * Products of a matrix with one vector as WebAssembly SIMD. Decoding is nothing else: each token reads every weight once, so the kernels
 * go through memory row after row, in one stream, as fast as one core can read. All pointers and sizes are bytes of the shared memory.
 */
import {
  addInts,
  type Code,
  constant,
  I32,
  isLess,
  type Kernel,
  laneSum,
  load,
  local,
  moduleBytes,
  mul,
  plus,
  repeat,
  set,
  simd,
  spread,
  storeFloat,
  V128,
} from '../wasm/code.js';

/** Rows are padded to so many columns: what the kernels take per turn. */
export const COLUMNS = 16;

/**
 * y[r] = sum over c of w[r, c] x[c] for `rows` > 0 rows that stand `stride` bytes apart. `length` is the size of x in bytes, a multiple of
 * 4 * COLUMNS. For bfloat16 weights x is in the order of `pairedPlace`.
 */
export type Dot = (w: number, stride: number, x: number, y: number, rows: number, length: number) => void;

export interface DotKernels {
  dotFloat32: Dot;
  dotBfloat16: Dot;
}

/** Within eight columns: even ones first. So four bfloat16 become float32 by one shift, and the other four by one mask. */
export const pairedPlace = (column: number): number => (column & ~7) | ((column & 1) << 2) | ((column & 7) >> 1);

export function dotKernels(memory: WebAssembly.Memory, pages: number): DotKernels {
  const module = new WebAssembly.Module(
    moduleBytes([dotFloat32, dotBfloat16], { shared: { initial: pages, maximum: pages } }),
  );
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!areKernels(exports)) throw new Error('dot kernels: the module lacks an export');
  return exports;
}

function areKernels(exports: object): exports is DotKernels {
  return ['dotFloat32', 'dotBfloat16'].every((name) => typeof Reflect.get(exports, name) === 'function');
}

// Parameters, then locals.
const [W, STRIDE, X, Y, ROWS, LENGTH] = [0, 1, 2, 3, 4, 5];
const [WEIGHT, VALUE, END, MASK, PAIR] = [6, 7, 8, 9, 10];
/** Four running sums: an addition need not wait for the one before. */
const SUMS = [11, 12, 13, 14];

const addTo = (sum: number, product: Code): Code => set(sum, plus(local(sum), product));
const advance = (pointer: number, bytes: Code): Code => set(pointer, addInts(local(pointer), bytes));

/** Four products of four float32. */
const float32Turn: Code = [
  ...SUMS.flatMap((sum, i) => addTo(sum, mul(load(VALUE, 16 * i), load(WEIGHT, 16 * i)))),
  ...advance(WEIGHT, constant(4 * COLUMNS)),
];

/** A bfloat16 is the upper half of a float32. */
const bfloat16Turn: Code = [
  ...[0, 1].flatMap((i) => [
    ...set(PAIR, load(WEIGHT, 16 * i)),
    ...addTo(11 + 2 * i, mul(load(VALUE, 32 * i), [...local(PAIR), ...constant(16), 0xfd, ...[0xab, 0x01]])),
    ...addTo(12 + 2 * i, mul(load(VALUE, 32 * i + 16), simd(78, local(PAIR), local(MASK)))),
  ]),
  ...advance(WEIGHT, constant(2 * COLUMNS)),
];

const dotFloat32 = kernel('dotFloat32', float32Turn);
const dotBfloat16 = kernel('dotBfloat16', bfloat16Turn);

/** For each row: sums to zero, turns until x ends, then the sums' sum. */
function kernel(name: string, turn: Code): Kernel {
  const row = [
    ...SUMS.flatMap((sum) => set(sum, spread(0))),
    ...set(WEIGHT, local(W)),
    ...set(VALUE, local(X)),
    ...repeat([...turn, ...advance(VALUE, constant(4 * COLUMNS))], isLess(local(VALUE), local(END))),
    ...set(11, plus(plus(local(11), local(12)), plus(local(13), local(14)))),
    ...storeFloat(Y, laneSum(11)),
    ...advance(Y, constant(4)),
    ...advance(W, local(STRIDE)),
    ...advance(ROWS, constant(-1)),
  ];
  return {
    name,
    parameters: Array.from({ length: 6 }, () => I32),
    results: [],
    locals: [I32, I32, I32, V128, V128, ...SUMS.map(() => V128)],
    code: [
      ...set(MASK, spread(0xffff0000)),
      ...set(END, addInts(local(X), local(LENGTH))),
      ...repeat(row, local(ROWS)),
    ],
  };
}
