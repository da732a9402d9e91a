/**
 * Products of a matrix of quantised blocks with one vector as WebAssembly SIMD, in float32 arithmetic: of a block of 32 values
 * `integer * scale + minimum`, the sum is `scale * sum(integer * x) + minimum * sum(x)`. A row is a list of records
 * (see block-records.ts).
 */
import { BLOCK } from '../formats/weight-blocks.js';
import {
  addInts,
  and,
  type Code,
  constant,
  I32,
  isLess,
  type Kernel,
  load,
  loadSpread,
  local,
  mul,
  plus,
  repeat,
  set,
  shiftLeft,
  shiftRight,
  spread,
  spreadFloat,
  store,
  toFloats,
  V128,
} from '../wasm/code.js';
import { OWN, pairKernel, SUMS, VALUE, WEIGHTS } from './pair-kernel.js';

/**
 * What a block of x becomes for these kernels, in bytes: x itself; x divided by 16^(i mod 4) in vector i, since four-bit integers are taken
 * where they stand in their word, as multiples of 16^(i mod 4); and the sums of x, lane by lane.
 */
export const SPREAD_BLOCK = 4 * (BLOCK + BLOCK + 4);
const SCALED = 4 * BLOCK;
const LANE_SUMS = 8 * BLOCK;

/** Vectors of four values in a block. */
const VECTORS = [0, 1, 2, 3, 4, 5, 6, 7];

/** x at `from` (`length` > 0 bytes, whole blocks) -> its form for the other kernels at `to`. */
export const spreadBlocks: Kernel = (() => {
  const [FROM, TO, LENGTH, END, VECTOR, LANES] = [0, 1, 2, 3, 4, 5];
  const turn = [
    ...VECTORS.flatMap((i) => [
      ...set(VECTOR, load(FROM, 16 * i)),
      ...store(TO, 16 * i, local(VECTOR)),
      ...store(TO, SCALED + 16 * i, i % 4 === 0 ? local(VECTOR) : mul(local(VECTOR), spreadFloat(16 ** -(i % 4)))),
      ...set(LANES, i === 0 ? local(VECTOR) : plus(local(LANES), local(VECTOR))),
    ]),
    ...store(TO, LANE_SUMS, local(LANES)),
    ...set(FROM, addInts(local(FROM), constant(4 * BLOCK))),
    ...set(TO, addInts(local(TO), constant(SPREAD_BLOCK))),
  ];
  return {
    name: 'spreadBlocks',
    parameters: [I32, I32, I32],
    results: [],
    locals: [I32, V128, V128],
    code: [...set(END, addInts(local(FROM), local(LENGTH))), ...repeat(turn, isLess(local(FROM), local(END)))],
  };
})();

// Locals of the two products: each row's words and sum over the block, the vector of x, masks.
const WORDS = [OWN, OWN + 1];
const PARTS = [OWN + 2, OWN + 3];
const VECTOR_OF_X = OWN + 4;
const MASK = OWN + 5;

/** Word l of a record holds value 4 i + l of the block at its bits 4 i to 4 i + 3. */
export const dotNibbles: Kernel = pairKernel({
  name: 'dotNibbles',
  own: 9,
  start: [0, 1, 2, 3].flatMap((i) => set(MASK + i, spread(15 << (4 * i)))),
  turn: [
    ...VECTORS.flatMap((i) => [
      ...(i === 0 ? loadWords(0) : []),
      ...(i === 4 ? WORDS.flatMap((words) => set(words, shiftRight(local(words), 16))) : []),
      ...addProducts(i, SCALED, (words) => and(words, local(MASK + (i % 4)))),
    ]),
    ...addBlock(BLOCK / 2),
  ],
});

/** Word l of vector j of a record holds value 16 j + 4 i + l of the block at its byte i, signed. */
export const dotBytes: Kernel = pairKernel({
  name: 'dotBytes',
  own: 6,
  start: set(MASK, spread(0xff000000)),
  turn: [
    ...VECTORS.flatMap((i) => [
      ...(i % 4 === 0 ? loadWords(4 * i) : []),
      ...addProducts(i, 0, (words) => upperByte(words, i % 4)),
    ]),
    ...addBlock(BLOCK),
  ],
});

function loadWords(offset: number): Code {
  return WORDS.flatMap((words, row) => set(words, load(WEIGHTS[row] ?? 0, offset)));
}

/** Byte `i` of each word as 2^24 times its value: shifted to the top, what is below it taken away. The scale in the record makes up for it. */
function upperByte(words: Code, i: number): Code {
  const shifted = i === 3 ? words : shiftLeft(words, 24 - 8 * i);
  return i === 0 ? shifted : and(shifted, local(MASK));
}

/** To each row's part, four integers times their x. */
function addProducts(i: number, from: number, integersOf: (words: Code) => Code): Code {
  return [
    ...set(VECTOR_OF_X, load(VALUE, from + 16 * i)),
    ...PARTS.flatMap((part, row) => {
      const product = mul(local(VECTOR_OF_X), toFloats(integersOf(local(WORDS[row] ?? 0))));
      return set(part, i === 0 ? product : plus(local(part), product));
    }),
  ];
}

/** To each row's sum, scale * part + minimum * sums of x; on to the next block. */
function addBlock(integerBytes: number): Code {
  return [
    ...set(VECTOR_OF_X, load(VALUE, LANE_SUMS)),
    ...SUMS.flatMap((sum, row) => {
      const weight = WEIGHTS[row] ?? 0;
      const scaled = mul(local(PARTS[row] ?? 0), loadSpread(weight, integerBytes));
      const lifted = mul(local(VECTOR_OF_X), loadSpread(weight, integerBytes + 4));
      return set(sum, plus(local(sum), plus(scaled, lifted)));
    }),
    ...WEIGHTS.flatMap((weight) => set(weight, addInts(local(weight), constant(integerBytes + 8)))),
    ...set(VALUE, addInts(local(VALUE), constant(SPREAD_BLOCK))),
  ];
}
