/**
 * How blocks of weights lie in the memory of a decoding step: one record after the other, each the block's integers as its kernel takes them
 * (4 words of four-bit integers or 8 words of bytes), its scale and its minimum (float32). Kernels: block-kernel.ts.
 */
import { BLOCK, type BlockWeight, bitsOf, emptyBlock, readBlock } from '../formats/weight-blocks.js';

export type Bits = 4 | 8;

/** 32-bit words of a record. */
const recordWords = (bits: Bits): number => bits + 2;
export const recordBytes = (bits: Bits): number => 4 * recordWords(bits);

/** `dotBytes` takes the integers as multiples of this. */
const BYTE_UNIT = 2 ** 24;

/** One memory as integers and as floats. */
export interface Words {
  words: Uint32Array;
  floats: Float32Array;
}

/** Writes the records of all blocks of a weight from word `at` on. */
export function writeRecords(weight: BlockWeight, blocks: number, { words, floats }: Words, at: number): void {
  const bits = bitsOf(weight);
  const block = emptyBlock();
  const { integers } = block;
  for (let index = 0; index < blocks; index++) {
    const record = at + index * recordWords(bits);
    readBlock(weight, index, block);
    for (let w = 0; w < bits; w++) words[record + w] = bits === 4 ? nibblesOf(integers, w) : bytesOf(integers, w);
    floats[record + bits] = bits === 4 ? block.scale : block.scale / BYTE_UNIT;
    floats[record + bits + 1] = block.minimum;
  }
}

/** Reads values back from the records that begin at word `at`: those of the weight, bit for bit. `out` holds whole blocks. */
export function readRecords(bits: Bits, { words, floats }: Words, at: number, out: Float32Array): void {
  for (let index = 0; index < out.length; index++) {
    const record = at + Math.floor(index / BLOCK) * recordWords(bits);
    const integer =
      bits === 4 ? nibbleAt(words, record, index % BLOCK) : BYTE_UNIT * byteAt(words, record, index % BLOCK);
    out[index] = integer * (floats[record + bits] ?? 0) + (floats[record + bits + 1] ?? 0);
  }
}

/** Word w: values w, 4 + w, 8 + w, ... in its bits 0 to 3, 4 to 7, ... */
function nibblesOf(integers: Int8Array, w: number): number {
  let word = 0;
  for (let i = 0; i < 8; i++) word |= (integers[4 * i + w] ?? 0) << (4 * i);
  return word;
}

const nibbleAt = (words: Uint32Array, record: number, j: number): number =>
  ((words[record + (j & 3)] ?? 0) >>> (4 * (j >> 2))) & 15;

/** Word w = 4 h + l: values 16 h + l, 16 h + 4 + l, 16 h + 8 + l, 16 h + 12 + l, from its lowest byte up. */
function bytesOf(integers: Int8Array, w: number): number {
  const first = 16 * (w >> 2) + (w & 3);
  let word = 0;
  for (let i = 0; i < 4; i++) word |= ((integers[first + 4 * i] ?? 0) & 255) << (8 * i);
  return word;
}

const byteAt = (words: Uint32Array, record: number, j: number): number => {
  const word = words[record + 4 * (j >> 4) + (j & 3)] ?? 0;
  return (word << (24 - 8 * ((j >> 2) & 3))) >> 24;
};
