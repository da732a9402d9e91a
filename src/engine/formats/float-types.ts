/**
 * The 16-bit float types of weight files, to and from float32.
 * float16: IEEE 754 binary16. bfloat16: the upper half of a float32.
 * Bytes are little-endian, and so is every platform the engine runs on, so typed arrays are used as they lie.
 */

const WORD = new Uint32Array(1);
const WORD_AS_FLOAT = new Float32Array(WORD.buffer);

/** The value of one float16. Subnormals, infinities and NaN included. */
export function float16ToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let halfTable: Float32Array | undefined;

/** All 65,536 float16 values by their bits: one look-up per value instead of arithmetic. [65536] */
export function float16Table(): Float32Array {
  if (!halfTable) halfTable = Float32Array.from({ length: 65536 }, (_, half) => float16ToNumber(half));
  return halfTable;
}

/** float16 bits to float32. `source` and `target` have the same length. */
export function decodeFloat16(source: Uint16Array, target: Float32Array): void {
  const table = float16Table();
  for (let i = 0; i < source.length; i++) target[i] = table[source[i] as number] as number;
}

/** bfloat16 bits to float32, exact. `source` and `target` have the same length. */
export function decodeBfloat16(source: Uint16Array, target: Float32Array): void {
  const words = new Uint32Array(target.buffer, target.byteOffset, target.length);
  for (let i = 0; i < source.length; i++) words[i] = ((source[i] as number) << 16) >>> 0;
}

/** float32 to bfloat16 bits, rounded to nearest, ties to even; NaN stays NaN. */
export function encodeBfloat16(source: Float32Array, target: Uint16Array): void {
  for (let i = 0; i < source.length; i++) {
    WORD_AS_FLOAT[0] = source[i] as number;
    const bits = WORD[0] as number;
    const isNaNValue = (bits & 0x7fffffff) > 0x7f800000;
    target[i] = isNaNValue ? (bits >>> 16) | 0x40 : (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
  }
}

/** Smallest float32 whose float16 is infinity whatever the rounding (65536), and smallest normal float16 (2^-14), by their bits. */
const TOO_LARGE = 0x47800000;
const LEAST_NORMAL = 0x38800000;
/** (127 - 15) << 23: the exponents' biases apart. */
const REBIAS = 0x38000000;

/** float32 to float16 bits, rounded to nearest, ties to even; too large becomes infinity. `source` and `target` have the same length. */
export function encodeFloat16(source: Float32Array, target: Uint16Array): void {
  const words = new Uint32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < source.length; i++) {
    const bits = words[i] as number;
    const sign = (bits >>> 16) & 0x8000;
    const size = bits & 0x7fffffff;
    if (size >= TOO_LARGE) target[i] = sign | (size > 0x7f800000 ? 0x7e00 : 0x7c00);
    else if (size < LEAST_NORMAL) target[i] = sign | roundHalfToEven(Math.abs(source[i] as number) * 2 ** 24);
    // A fraction that rounds up to 1024 carries into the exponent by plain addition.
    else target[i] = sign | ((size - REBIAS + 0xfff + ((size >>> 13) & 1)) >>> 13);
  }
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1;
  return floor;
}
