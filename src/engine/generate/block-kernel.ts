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
import { rowKernel, SUM, VALUE, WEIGHT } from './row-kernel.js';

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
  const [FROM, TO, LENGTH, END, VECTOR, SUMS] = [0, 1, 2, 3, 4, 5];
  const turn = [
    ...VECTORS.flatMap((i) => [
      ...set(VECTOR, load(FROM, 16 * i)),
      ...store(TO, 16 * i, local(VECTOR)),
      ...store(TO, SCALED + 16 * i, i % 4 === 0 ? local(VECTOR) : mul(local(VECTOR), spreadFloat(16 ** -(i % 4)))),
      ...set(SUMS, i === 0 ? local(VECTOR) : plus(local(SUMS), local(VECTOR))),
    ]),
    ...store(TO, LANE_SUMS, local(SUMS)),
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

// Locals of the two products, behind those that all row kernels have.
const [WORDS, PART, ...MASKS] = [10, 11, 12, 13, 14, 15];

/** Word l of a record holds value 4 i + l of the block at its bits 4 i to 4 i + 3. */
export const dotNibbles: Kernel = rowKernel({
  name: 'dotNibbles',
  locals: [V128, V128, V128, V128, V128, V128],
  start: MASKS.flatMap((mask, i) => set(mask, spread(15 << (4 * i)))),
  turn: [
    ...set(WORDS, load(WEIGHT, 0)),
    ...VECTORS.flatMap((i) => [
      ...(i === 4 ? set(WORDS, shiftRight(local(WORDS), 16)) : []),
      ...addPart(i, SCALED, and(local(WORDS), local(MASKS[i % 4] ?? 0))),
    ]),
    ...addBlock(BLOCK / 2),
  ],
  finish: local(SUM),
});

/** Word l of vector j of a record holds value 16 j + 4 i + l of the block at its byte i, signed. */
export const dotBytes: Kernel = rowKernel({
  name: 'dotBytes',
  locals: [V128, V128, V128],
  start: set(MASKS[0] ?? 0, spread(0xff000000)),
  turn: [
    ...VECTORS.flatMap((i) => [
      ...(i % 4 === 0 ? set(WORDS, load(WEIGHT, 4 * i)) : []),
      ...addPart(i, 0, upperByte(i % 4)),
    ]),
    ...addBlock(BLOCK),
  ],
  finish: local(SUM),
});

/** Byte `i` of each word as 2^24 times its value: shifted to the top, what is below it taken away. The scale in the record makes up for it. */
function upperByte(i: number): Code {
  const shifted = i === 3 ? local(WORDS) : shiftLeft(local(WORDS), 24 - 8 * i);
  return i === 0 ? shifted : and(shifted, local(MASKS[0] ?? 0));
}

/** PART += four integers times their x. */
function addPart(i: number, from: number, integers: Code): Code {
  const product = mul(load(VALUE, from + 16 * i), toFloats(integers));
  return set(PART, i === 0 ? product : plus(local(PART), product));
}

/** SUM += scale * PART + minimum * sums of x; on to the next block. */
function addBlock(integerBytes: number): Code {
  const scaled = mul(local(PART), loadSpread(WEIGHT, integerBytes));
  const lifted = mul(load(VALUE, LANE_SUMS), loadSpread(WEIGHT, integerBytes + 4));
  return [
    ...set(SUM, plus(local(SUM), plus(scaled, lifted))),
    ...set(WEIGHT, addInts(local(WEIGHT), constant(integerBytes + 8))),
    ...set(VALUE, addInts(local(VALUE), constant(SPREAD_BLOCK))),
  ];
}
