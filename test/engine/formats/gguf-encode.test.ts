import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedBytes, type GgufQuant, WRITABLE_TYPES } from '../../../src/engine/formats/gguf-encode.js';
import { READABLE_TYPES } from '../../../src/engine/formats/gguf-types.js';

/** Made by fixtures/make-fixtures.py with the reference implementation. */
const blocks: Record<string, { bytes: string; values: string }> = JSON.parse(
  readFileSync(new URL('./fixtures/blocks.json', import.meta.url), 'utf8'),
);
const original = new Float32Array(Uint8Array.from(Buffer.from(blocks.F32?.values ?? '', 'hex')).buffer);
const quants = Object.keys(WRITABLE_TYPES) as GgufQuant[];

function encode(quant: GgufQuant, values: Float32Array): Uint8Array {
  const type = WRITABLE_TYPES[quant];
  const bytes = new Uint8Array(encodedBytes(type, values.length));
  type.encode(values, bytes);
  return bytes;
}

function roundTrip(quant: GgufQuant, values: Float32Array): Float32Array {
  const out = new Float32Array(values.length);
  READABLE_TYPES.get(WRITABLE_TYPES[quant].type)?.decode(encode(quant, values), out);
  return out;
}

describe('quantising', () => {
  it.each(quants)('%s gives the reference implementation’s bytes', (quant) => {
    expect(Buffer.from(encode(quant, original)).toString('hex')).toBe(blocks[quant.toUpperCase()]?.bytes);
  });

  const block = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 32, maxLength: 32 });

  it('Q8_0 is nowhere further off than half a step and the rounding of its scale', () => {
    fc.assert(
      fc.property(block, (numbers) => {
        const values = Float32Array.from(numbers);
        const d = Math.max(...numbers.map(Math.abs)) / 127;
        const limit = d * 0.5 + 127 * (d * 2 ** -11 + 2 ** -25) + 1e-9;
        return roundTrip('q8_0', values).every((x, i) => Math.abs(x - (values[i] ?? 0)) <= limit);
      }),
    );
  });

  it('Q4_0 is nowhere further off than one step and the rounding of its scale', () => {
    fc.assert(
      fc.property(block, (numbers) => {
        const values = Float32Array.from(numbers);
        const d = Math.max(...numbers.map(Math.abs)) / 8;
        const limit = d * 1.0001 + 8 * (d * 2 ** -11 + 2 ** -25) + 1e-9;
        return roundTrip('q4_0', values).every((x, i) => Math.abs(x - (values[i] ?? 0)) <= limit);
      }),
    );
  });

  it.each(quants)('%s keeps a block of zeros', (quant) => {
    expect([...roundTrip(quant, new Float32Array(64))].every((x) => Math.abs(x) === 0)).toBe(true);
  });
});
