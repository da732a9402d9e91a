/** Random quantised weights, as a GGUF file would hold them. */
import type { Random } from '../../src/base/random.js';
import { encodeFloat16 } from '../../src/engine/formats/float-types.js';
import { READABLE_TYPES } from '../../src/engine/formats/gguf-types.js';
import { BLOCK, type BlockType, type BlockWeight } from '../../src/engine/formats/weight-blocks.js';

/**
 * Any integers, with scales like those of real weights: values of about `size`, of both signs. `any-scale`: every finite float16, subnormals
 * and zero included.
 */
export function randomBlocks(
  type: BlockType,
  values: number,
  random: Random,
  scales: 'like-real' | 'any-scale' = 'like-real',
  size = 0.1,
): BlockWeight {
  const layout = [...READABLE_TYPES.values()].find(({ name }) => name === type)!;
  const bytes = new Uint8Array((values / BLOCK) * layout.blockBytes);
  for (let at = 0; at < bytes.length; at++) bytes[at] = random.below(256);
  const steps = type === 'Q8_0' ? 127 : type.startsWith('Q5') ? 16 : 8;
  for (let at = 0; at < bytes.length; at += layout.blockBytes) {
    const scale = (size / steps) * (0.5 + random.next());
    putHalf(bytes, at, scales === 'like-real' ? half(scale) : anyHalf(random));
    if (type.endsWith('_1')) putHalf(bytes, at + 2, scales === 'like-real' ? half(-steps * scale) : anyHalf(random));
  }
  return { type, bytes };
}

function half(value: number): number {
  const bits = new Uint16Array(1);
  encodeFloat16(Float32Array.of(value), bits);
  return bits[0]!;
}

/** Not infinity, not NaN: their exponent is 31. */
const anyHalf = (random: Random): number => (random.below(2) << 15) | random.below(31 << 10);

function putHalf(bytes: Uint8Array, at: number, bits: number): void {
  bytes[at] = bits & 255;
  bytes[at + 1] = bits >> 8;
}
