import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBfloat16,
  decodeFloat16,
  encodeBfloat16,
  encodeFloat16,
  float16ToNumber,
} from '../../../src/engine/formats/float-types.js';

const roundTrip16 = (value: number): number => {
  const half = new Uint16Array(1);
  encodeFloat16(Float32Array.of(value), half);
  const back = new Float32Array(1);
  decodeFloat16(half, back);
  return back[0]!;
};

describe('float16', () => {
  it('has the values of IEEE 754 binary16', () => {
    const known: [number, number][] = [
      [0x3c00, 1],
      [0xc000, -2],
      [0x7bff, 65504],
      [0x0400, 2 ** -14],
      [0x0001, 2 ** -24],
      [0x3555, 0.333251953125],
      [0x7c00, Number.POSITIVE_INFINITY],
      [0xfc00, Number.NEGATIVE_INFINITY],
    ];
    for (const [bits, value] of known) expect(float16ToNumber(bits)).toBe(value);
    expect(float16ToNumber(0x7e00)).toBeNaN();
    expect(Object.is(float16ToNumber(0x8000), -0)).toBe(true);
  });

  it('comes back from float32 with the same bits, for all 65,536 of them', () => {
    const halves = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const values = new Float32Array(65536);
    decodeFloat16(halves, values);
    const back = new Uint16Array(65536);
    encodeFloat16(values, back);
    for (let bits = 0; bits < 65536; bits++) if (!Number.isNaN(values[bits])) expect(back[bits]).toBe(bits);
  });

  it('rounds to nearest, ties to even, and overflows to infinity', () => {
    expect(roundTrip16(2049)).toBe(2048);
    expect(roundTrip16(2051)).toBe(2052);
    expect(roundTrip16(65519)).toBe(65504);
    expect(roundTrip16(65520)).toBe(Number.POSITIVE_INFINITY);
    expect(roundTrip16(2 ** -25)).toBe(0);
    expect(roundTrip16(3 * 2 ** -26)).toBe(2 ** -24);
    expect(roundTrip16(1 - 2 ** -12)).toBe(1);
  });
});

describe('bfloat16', () => {
  it('decodes as the upper half of a float32', () => {
    const values = new Float32Array(3);
    decodeBfloat16(Uint16Array.of(0x3f80, 0xc020, 0x7f80), values);
    expect([...values]).toEqual([1, -2.5, Number.POSITIVE_INFINITY]);
  });

  it('rounds to nearest, ties to even, and keeps NaN', () => {
    const bits = new Uint16Array(4);
    encodeBfloat16(Float32Array.of(1 + 2 ** -8, 1 + 3 * 2 ** -8, 1 + 2 ** -8 + 2 ** -20, Number.NaN), bits);
    expect([...bits.subarray(0, 3)]).toEqual([0x3f80, 0x3f82, 0x3f81]);
    const back = new Float32Array(4);
    decodeBfloat16(bits, back);
    expect(back[3]).toBeNaN();
  });

  it('is never further from a float32 than half a step', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 100), max: 2 ** 100 }), (value) => {
        const bits = new Uint16Array(1);
        encodeBfloat16(Float32Array.of(value), bits);
        const back = new Float32Array(1);
        decodeBfloat16(bits, back);
        const step = Math.max(Math.abs(value) * 2 ** -8, 2 ** -133);
        return Math.abs(back[0]! - value) <= step;
      }),
    );
  });
});
