/**
 * Float32 values as the tensor types of GGUF that are written. Pure: no disk.
 * A quantised row is a list of blocks of 32 values; `d` is the block's scale, stored as float16, `q` are the small integers. The arithmetic is
 * ggml's reference (`quantize_row_q8_0_ref`, `quantize_row_q4_0_ref`) in float32, so that the bytes are the same.
 */
import { encodeFloat16 } from './float-types.js';

const BLOCK = 32;

export interface WritableType {
  name: GgufQuant;
  /** `ggml_type`, the number in the tensor table. */
  type: number;
  /** `general.file_type` of a model mostly of this type. */
  fileType: number;
  blockValues: number;
  blockBytes: number;
  /** `values` are whole blocks; `out` has exactly their bytes. */
  encode(values: Float32Array, out: Uint8Array): void;
}

export type GgufQuant = 'f32' | 'f16' | 'q8_0' | 'q4_0';

export const WRITABLE_TYPES: { readonly [name in GgufQuant]: WritableType } = {
  f32: { name: 'f32', type: 0, fileType: 0, blockValues: 1, blockBytes: 4, encode: encodeF32 },
  f16: { name: 'f16', type: 1, fileType: 1, blockValues: 1, blockBytes: 2, encode: encodeF16 },
  q8_0: { name: 'q8_0', type: 8, fileType: 7, blockValues: BLOCK, blockBytes: 34, encode: encodeQ8_0 },
  q4_0: { name: 'q4_0', type: 2, fileType: 2, blockValues: BLOCK, blockBytes: 18, encode: encodeQ4_0 },
};

/** Bytes of `count` values, which are whole blocks. */
export const encodedBytes = (type: WritableType, count: number): number => (count / type.blockValues) * type.blockBytes;

function encodeF32(values: Float32Array, out: Uint8Array): void {
  out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function encodeF16(values: Float32Array, out: Uint8Array): void {
  const halves = new Uint16Array(values.length);
  encodeFloat16(values, halves);
  out.set(new Uint8Array(halves.buffer));
}

const scale = new Float32Array(1);
const scaleHalf = new Uint16Array(1);

/** Stores d as float16; the integers are made with the unrounded d. */
function putScale(d: number, out: Uint8Array, at: number): void {
  scale[0] = d;
  encodeFloat16(scale, scaleHalf);
  const bits = scaleHalf[0] ?? 0;
  out[at] = bits & 255;
  out[at + 1] = bits >> 8;
}

/** d = max |x| / 127, q = x / d rounded, ties away from zero. */
function encodeQ8_0(values: Float32Array, out: Uint8Array): void {
  for (let start = 0, at = 0; start < values.length; start += BLOCK, at += 34) {
    let most = 0;
    for (let j = 0; j < BLOCK; j++) most = Math.max(most, Math.abs(values[start + j] as number));
    const d = Math.fround(most / 127);
    const inverse = d === 0 ? 0 : Math.fround(1 / d);
    putScale(d, out, at);
    for (let j = 0; j < BLOCK; j++) {
      const x = Math.fround((values[start + j] as number) * inverse);
      out[at + 2 + j] = (x < 0 ? -Math.floor(-x + 0.5) : Math.floor(x + 0.5)) & 255;
    }
  }
}

/** d = (the value of largest size, with its sign) / -8, q = min(15, floor(x / d + 8.5)); value j low, j + 16 high in byte j. */
function encodeQ4_0(values: Float32Array, out: Uint8Array): void {
  for (let start = 0, at = 0; start < values.length; start += BLOCK, at += 18) {
    let most = 0;
    for (let j = 0; j < BLOCK; j++) {
      const x = values[start + j] as number;
      if (Math.abs(x) > Math.abs(most)) most = x;
    }
    const d = Math.fround(most / -8);
    const inverse = d === 0 ? 0 : Math.fround(1 / d);
    putScale(d, out, at);
    const nibble = (x: number): number => Math.min(15, Math.trunc(Math.fround(Math.fround(x * inverse) + 8.5)));
    for (let j = 0; j < BLOCK / 2; j++) {
      const [low, high] = [values[start + j] as number, values[start + j + BLOCK / 2] as number];
      out[at + 2 + j] = nibble(low) | (nibble(high) << 4);
    }
  }
}
