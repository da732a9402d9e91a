/**
 * A weight as its file holds it: blocks of 32 small integers, each with a scale and a minimum. The float32 values are exactly
 * `integer * scale + minimum`, so nothing is lost by computing with the blocks, and far fewer bytes need to be read. Pure.
 * Layouts: see gguf-types.ts.
 */
import { float16Table } from './float-types.js';

/** Values of a block. */
export const BLOCK = 32;

export type BlockType = 'Q4_0' | 'Q4_1' | 'Q5_0' | 'Q5_1' | 'Q8_0';

export interface BlockWeight {
  type: BlockType;
  /** Whole blocks, row after row; every row is whole blocks. */
  bytes: Uint8Array;
}

/** Value j of a block is integers[j] * scale + minimum. */
export interface Block {
  /** From 0 to 15 for the types of four bits, else from -128 to 127. */
  integers: Int8Array; // [32]
  scale: number;
  minimum: number;
}

interface BlockLayout {
  bytes: number;
  /** Bits that an integer needs. */
  bits: 4 | 8;
  /** The file holds no minimum but this many scales below zero. */
  offset?: number;
  /** Where the low bits begin, and the fifth ones. */
  low: number;
  fifth?: number;
}

const LAYOUTS: { readonly [type in BlockType]: BlockLayout } = {
  Q4_0: { bytes: 18, bits: 4, offset: 8, low: 2 },
  Q4_1: { bytes: 20, bits: 4, low: 4 },
  Q5_0: { bytes: 22, bits: 8, offset: 16, low: 6, fifth: 2 },
  Q5_1: { bytes: 24, bits: 8, low: 8, fifth: 4 },
  Q8_0: { bytes: 34, bits: 8, offset: 0, low: 2 },
};

export const isBlockType = (name: string): name is BlockType => Object.hasOwn(LAYOUTS, name);

export const bitsOf = ({ type }: BlockWeight): 4 | 8 => LAYOUTS[type].bits;

export const emptyBlock = (): Block => ({ integers: new Int8Array(BLOCK), scale: 0, minimum: 0 });

/** Reads the block number `index` of a weight into `block`. */
export function readBlock({ type, bytes }: BlockWeight, index: number, block: Block): void {
  const layout = LAYOUTS[type];
  const { integers } = block;
  const start = index * layout.bytes;
  block.scale = half(bytes, start);
  block.minimum = layout.offset === undefined ? half(bytes, start + 2) : -layout.offset * block.scale;
  const low = start + layout.low;
  if (type === 'Q8_0') {
    for (let j = 0; j < BLOCK; j++) integers[j] = bytes[low + j] ?? 0;
    return;
  }
  // Byte j holds value j in its low half and value j + 16 in its high half.
  for (let j = 0; j < 16; j++) {
    const byte = bytes[low + j] ?? 0;
    integers[j] = byte & 15;
    integers[j + 16] = byte >> 4;
  }
  if (layout.fifth === undefined) return;
  for (let j = 0; j < BLOCK; j++) {
    const bit = ((bytes[start + layout.fifth + (j >> 3)] ?? 0) >> (j & 7)) & 1;
    integers[j] = (integers[j] ?? 0) + 16 * bit;
  }
}

const half = (bytes: Uint8Array, at: number): number =>
  float16Table()[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] ?? 0;
