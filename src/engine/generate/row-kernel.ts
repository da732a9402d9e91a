/** What all products of a matrix with a vector are: for each row a running sum, turn by turn until the vector ends. */
import {
  addInts,
  type Code,
  constant,
  I32,
  isLess,
  type Kernel,
  laneSum,
  local,
  repeat,
  set,
  spread,
  storeFloat,
  V128,
} from '../wasm/code.js';

/**
 * y[r] = sum over c of w[r, c] x[c] for `rows` > 0 rows that stand `stride` bytes apart. `length` is the size of x in bytes, whole turns of the
 * kernel; which form x must have is the kernel's to say.
 */
export type Dot = (w: number, stride: number, x: number, y: number, rows: number, length: number) => void;

// Parameters, then locals.
const [W, STRIDE, X, Y, ROWS, LENGTH, END] = [0, 1, 2, 3, 4, 5, 6];
/** Where the turn is in the row and in x. A turn moves both on. */
export const WEIGHT = 7;
export const VALUE = 8;
/** Four lanes of the row's sum; zero when a row begins. */
export const SUM = 9;

interface RowKernel {
  name: string;
  /** Types of the kernel's own locals, which follow SUM. */
  locals: number[];
  /** Before the first row. */
  start: Code;
  /** Before each row. */
  rowStart?: Code;
  turn: Code;
  /** Four lanes whose sum is the row's. */
  finish: Code;
}

export function rowKernel({ name, locals, start, rowStart = [], turn, finish }: RowKernel): Kernel {
  const row = [
    ...set(SUM, spread(0)),
    ...rowStart,
    ...set(WEIGHT, local(W)),
    ...set(VALUE, local(X)),
    ...repeat(turn, isLess(local(VALUE), local(END))),
    ...set(SUM, finish),
    ...storeFloat(Y, laneSum(SUM)),
    ...set(Y, addInts(local(Y), constant(4))),
    ...set(W, addInts(local(W), local(STRIDE))),
    ...set(ROWS, addInts(local(ROWS), constant(-1))),
  ];
  return {
    name,
    parameters: Array.from({ length: 6 }, () => I32),
    results: [],
    locals: [I32, I32, I32, V128, ...locals],
    code: [...start, ...set(END, addInts(local(X), local(LENGTH))), ...repeat(row, local(ROWS))],
  };
}
