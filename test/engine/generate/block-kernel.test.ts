/** Products with quantised blocks, against the same products with the float32 values that the blocks stand for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { READABLE_TYPES } from '../../../src/engine/formats/gguf-types.js';
import {
  BLOCK,
  type BlockType,
  type BlockWeight,
  bitsOf,
  isBlockType,
} from '../../../src/engine/formats/weight-blocks.js';
import { SPREAD_BLOCK } from '../../../src/engine/generate/block-kernel.js';
import { readRecords, recordBytes, writeRecords } from '../../../src/engine/generate/block-records.js';
import { dotKernels } from '../../../src/engine/generate/dot-kernel.js';
import { randomBlocks } from '../../support/random-blocks.js';

const TYPES: BlockType[] = ['Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', 'Q8_0'];
const PAGES = 16;
const [X, SPREAD, Y, WEIGHTS] = [0, 65536, 3 * 65536, 4 * 65536];

const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
const kernels = dotKernels(memory, PAGES);
const floats = new Float32Array(memory.buffer);
const words = new Uint32Array(memory.buffer);

function decoded({ type, bytes }: BlockWeight, values: number): Float32Array {
  const out = new Float32Array(values);
  [...READABLE_TYPES.values()].find(({ name }) => name === type)!.decode(bytes, out);
  return out;
}

/** `from`: the first row that is computed. */
function product(weight: BlockWeight, x: Float32Array, rows: number, from = 0): Float32Array {
  const bits = bitsOf(weight);
  const blocks = x.length / BLOCK;
  const stride = blocks * recordBytes(bits);
  floats.set(x, X / 4);
  floats.fill(Number.NaN, Y / 4, Y / 4 + rows + 1);
  writeRecords(weight, rows * blocks, { words, floats }, WEIGHTS / 4);
  kernels.spreadBlocks(X, SPREAD, 4 * x.length);
  const dot = bits === 4 ? kernels.dotNibbles : kernels.dotBytes;
  dot(WEIGHTS + from * stride, stride, SPREAD, Y, rows - from, blocks * SPREAD_BLOCK);
  return floats.slice(Y / 4, Y / 4 + rows - from + 1);
}

const randomX = (random: Random, columns: number): Float32Array =>
  Float32Array.from({ length: columns }, () => random.normal());

test('every type of blocks that can be read has its short form', () => {
  const quantised = [...READABLE_TYPES.values()].filter(({ blockValues }) => blockValues > 1);
  expect(quantised.map(({ name }) => name)).toEqual(TYPES);
  expect(quantised.every(({ name }) => isBlockType(name))).toBe(true);
});

describe.each(TYPES)('%s', (type) => {
  test.each([
    [1, 32],
    [3, 64],
    [16, 96],
    [5, 576],
    [7, 1536],
  ])('%i rows of %i columns: the float32 values’ product, to rounding', (rows, columns) => {
    const random = new Random(rows * columns);
    const weight = randomBlocks(type, rows * columns, random);
    const x = randomX(random, columns);
    const values = decoded(weight, rows * columns);
    const actual = product(weight, x, rows);
    for (let row = 0; row < rows; row++) {
      let [sum, size] = [0, 0];
      for (let c = 0; c < columns; c++) {
        const term = values[row * columns + c]! * x[c]!;
        sum += term;
        size += Math.abs(term);
      }
      // A few units in the last place of the terms: what float32 sums of the values differ by, too.
      expect(Math.abs(actual[row]! - sum), `row ${row}`).toBeLessThan(2e-6 * size);
    }
    expect(actual[rows], 'nothing is written behind the last row').toBeNaN();
  });

  test('a row’s product is the same wherever the rows begin', () => {
    const random = new Random(4);
    const weight = randomBlocks(type, 6 * 160, random);
    const x = randomX(random, 160);
    expect(product(weight, x, 6, 2).subarray(0, 4)).toEqual(product(weight, x, 6).subarray(2, 6));
  });

  test('blocks of any bytes are read back bit for bit, extremes included', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const weight = randomBlocks(type, 4 * BLOCK, new Random(seed), 'any-scale');
        const out = new Float32Array(4 * BLOCK);
        writeRecords(weight, 4, { words, floats }, WEIGHTS / 4);
        readRecords(bitsOf(weight), { words, floats }, WEIGHTS / 4, out);
        expect(out).toEqual(decoded(weight, 4 * BLOCK).map((value) => value + 0));
      }),
    );
  });
});

test('what x becomes leaves out nothing beside the sums', () => {
  const x = Float32Array.from({ length: BLOCK }, (_, index) => index + 1);
  floats.set(x, X / 4);
  kernels.spreadBlocks(X, SPREAD, 4 * BLOCK);
  const spread = floats.slice(SPREAD / 4, (SPREAD + SPREAD_BLOCK) / 4);
  expect(spread.subarray(0, 32)).toEqual(x);
  expect([...spread.subarray(32, 64)]).toEqual([...x].map((value, index) => value / 16 ** (Math.floor(index / 4) % 4)));
  expect(spread.subarray(64).reduce((sum, value) => sum + value, 0)).toBe((32 * 33) / 2);
});
