/** Like `rowKernel`, but two rows at a time: where arithmetic is the limit, not memory, they share what is read of x. */
import {
  addInts,
  type Code,
  constant,
  I32,
  isLess,
  isMore,
  type Kernel,
  laneSum,
  local,
  repeat,
  select,
  set,
  spread,
  storeFloat,
  V128,
} from '../wasm/code.js';

// Parameters (those of `Dot`), then locals.
const [W, STRIDE, X, Y, ROWS, LENGTH, END, SECOND_Y] = [0, 1, 2, 3, 4, 5, 6, 7];
/** Where the turn is in each of the two rows, and in x. A turn moves all on. */
export const WEIGHTS: readonly number[] = [8, 9];
export const VALUE = 10;
/** Four lanes of each row's sum; zero when the rows begin. */
export const SUMS: readonly number[] = [11, 12];
/** The first local of the kernel's own, which are vectors. */
export const OWN = 13;

interface PairKernel {
  name: string;
  /** Number of vectors from `OWN` on. */
  own: number;
  /** Before the first row. */
  start: Code;
  turn: Code;
}

export function pairKernel({ name, own, start, turn }: PairKernel): Kernel {
  const [first = 0, second = 0] = WEIGHTS;
  const [sum = 0, secondSum = 0] = SUMS;
  // An odd last row is its own second one.
  const ifTwo = (value: Code): Code => select(value, constant(0), isMore(local(ROWS), constant(1)));
  const rows = [
    ...SUMS.flatMap((one) => set(one, spread(0))),
    ...set(first, local(W)),
    ...set(second, addInts(local(W), ifTwo(local(STRIDE)))),
    ...set(VALUE, local(X)),
    ...repeat(turn, isLess(local(VALUE), local(END))),
    ...set(SECOND_Y, addInts(local(Y), ifTwo(constant(4)))),
    ...storeFloat(SECOND_Y, laneSum(secondSum)),
    ...storeFloat(Y, laneSum(sum)),
    ...set(Y, addInts(local(Y), constant(8))),
    ...set(W, addInts(addInts(local(W), local(STRIDE)), local(STRIDE))),
    ...set(ROWS, addInts(local(ROWS), constant(-2))),
  ];
  return {
    name,
    parameters: Array.from({ length: 6 }, () => I32),
    results: [],
    locals: [I32, I32, I32, I32, I32, ...Array.from({ length: SUMS.length + own }, () => V128)],
    code: [...start, ...set(END, addInts(local(X), local(LENGTH))), ...repeat(rows, isMore(local(ROWS), constant(0)))],
  };
}
