/**
 * The tensor types of GGUF and how each becomes float32. Pure: no disk.
 * A quantised row is a list of blocks of 32 values; `d` is the block's scale, `m` its minimum, both float16; `q` are the small integers.
 * Layouts: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md and ggml's block structs.
 */
import { decodeBfloat16, decodeFloat16, float16Table } from './float-types.js';

/** Values of a quantised block. */
const BLOCK = 32;

export interface GgufTensorType {
  name: string;
  /** Values per block; 1 for plain floats. */
  blockValues: number;
  /** Bytes per block. */
  blockBytes: number;
  /** `bytes` holds whole blocks; `out` has as many values as they hold. */
  decode(bytes: Uint8Array, out: Float32Array): void;
}

/** The types that can be read, by their number in the file. */
export const READABLE_TYPES: ReadonlyMap<number, GgufTensorType> = new Map([
  [0, { name: 'F32', blockValues: 1, blockBytes: 4, decode: decodeF32 }],
  [1, { name: 'F16', blockValues: 1, blockBytes: 2, decode: (bytes, out) => decodeFloat16(words(bytes), out) }],
  [2, { name: 'Q4_0', blockValues: BLOCK, blockBytes: 18, decode: decodeQ4_0 }],
  [3, { name: 'Q4_1', blockValues: BLOCK, blockBytes: 20, decode: decodeQ4_1 }],
  [6, { name: 'Q5_0', blockValues: BLOCK, blockBytes: 22, decode: decodeQ5_0 }],
  [7, { name: 'Q5_1', blockValues: BLOCK, blockBytes: 24, decode: decodeQ5_1 }],
  [8, { name: 'Q8_0', blockValues: BLOCK, blockBytes: 34, decode: decodeQ8_0 }],
  [30, { name: 'BF16', blockValues: 1, blockBytes: 2, decode: (bytes, out) => decodeBfloat16(words(bytes), out) }],
] satisfies [number, GgufTensorType][]);

/** Types known by name only, so that a refusal can say what the file holds. */
const OTHER_TYPES: Record<number, string> = {
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  20: 'IQ4_NL',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
};

/** The name of a type number, known or not. */
export function tensorTypeName(type: number): string {
  return READABLE_TYPES.get(type)?.name ?? OTHER_TYPES[type] ?? `type ${type}`;
}

/** 16-bit words of `bytes`, in place when the alignment allows it. */
function words(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}

function decodeF32(bytes: Uint8Array, out: Float32Array): void {
  new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes);
}

function half(bytes: Uint8Array, at: number, table: Float32Array): number {
  return table[(bytes[at] as number) | ((bytes[at + 1] as number) << 8)] as number;
}

/** x = (q - 8) * d. Byte j holds value j in its low half and value j + 16 in its high half, as in all four types below. */
function decodeQ4_0(bytes: Uint8Array, out: Float32Array): void {
  const table = float16Table();
  for (let block = 0, at = 0; block < out.length; block += BLOCK, at += 18) {
    const d = half(bytes, at, table);
    for (let j = 0; j < 16; j++) {
      const byte = bytes[at + 2 + j] as number;
      out[block + j] = ((byte & 15) - 8) * d;
      out[block + j + 16] = ((byte >> 4) - 8) * d;
    }
  }
}

/** x = q * d + m. */
function decodeQ4_1(bytes: Uint8Array, out: Float32Array): void {
  const table = float16Table();
  for (let block = 0, at = 0; block < out.length; block += BLOCK, at += 20) {
    const d = half(bytes, at, table);
    const m = half(bytes, at + 2, table);
    for (let j = 0; j < 16; j++) {
      const byte = bytes[at + 4 + j] as number;
      out[block + j] = (byte & 15) * d + m;
      out[block + j + 16] = (byte >> 4) * d + m;
    }
  }
}

/** x = (q - 16) * d; bit j of a 32-bit mask is the fifth bit of value j. */
function decodeQ5_0(bytes: Uint8Array, out: Float32Array): void {
  const table = float16Table();
  for (let block = 0, at = 0; block < out.length; block += BLOCK, at += 22) {
    const d = half(bytes, at, table);
    const mask = fifthBits(bytes, at + 2);
    for (let j = 0; j < 16; j++) {
      const byte = bytes[at + 6 + j] as number;
      out[block + j] = (((byte & 15) | (((mask >>> j) & 1) << 4)) - 16) * d;
      out[block + j + 16] = (((byte >> 4) | (((mask >>> (j + 16)) & 1) << 4)) - 16) * d;
    }
  }
}

/** x = q * d + m, with the fifth bits in a mask as in Q5_0. */
function decodeQ5_1(bytes: Uint8Array, out: Float32Array): void {
  const table = float16Table();
  for (let block = 0, at = 0; block < out.length; block += BLOCK, at += 24) {
    const d = half(bytes, at, table);
    const m = half(bytes, at + 2, table);
    const mask = fifthBits(bytes, at + 4);
    for (let j = 0; j < 16; j++) {
      const byte = bytes[at + 8 + j] as number;
      out[block + j] = ((byte & 15) | (((mask >>> j) & 1) << 4)) * d + m;
      out[block + j + 16] = ((byte >> 4) | (((mask >>> (j + 16)) & 1) << 4)) * d + m;
    }
  }
}

function fifthBits(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]] as [number, number, number, number];
  return a | (b << 8) | (c << 16) | (d << 24);
}

/** x = q * d, q a signed byte. */
function decodeQ8_0(bytes: Uint8Array, out: Float32Array): void {
  const table = float16Table();
  for (let block = 0, at = 0; block < out.length; block += BLOCK, at += 34) {
    const d = half(bytes, at, table);
    for (let j = 0; j < BLOCK; j++) out[block + j] = (((bytes[at + 2 + j] as number) << 24) >> 24) * d;
  }
}
