import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READABLE_TYPES, tensorTypeName } from '../../../src/engine/formats/gguf-types.js';

/** Made by fixtures/make-fixtures.py with the reference implementation. */
const blocks: Record<string, { bytes: string; values: string }> = JSON.parse(
  readFileSync(new URL('./fixtures/blocks.json', import.meta.url), 'utf8'),
);
const types = [...READABLE_TYPES.values()];

describe('dequantising', () => {
  it.each(Object.keys(blocks))('%s gives the reference implementation’s values, bit for bit', (name) => {
    const type = types.find((known) => known.name === name)!;
    const bytes = new Uint8Array(Buffer.from(blocks[name]!.bytes, 'hex'));
    const out = new Float32Array(96);
    type.decode(bytes, out);
    expect(Buffer.from(out.buffer).toString('hex')).toBe(blocks[name]!.values);
    expect((out.length / type.blockValues) * type.blockBytes).toBe(bytes.length);
  });

  it('has a reference for every readable type', () => {
    expect(types.map(({ name }) => name).sort()).toEqual(Object.keys(blocks).sort());
  });

  it('does the same from an odd place in memory', () => {
    for (const type of types) {
      const bytes = Buffer.from(blocks[type.name]!.bytes, 'hex');
      const shifted = new Uint8Array(bytes.length + 1);
      shifted.set(bytes, 1);
      const out = new Float32Array(96);
      type.decode(shifted.subarray(1), out);
      expect(Buffer.from(out.buffer).toString('hex')).toBe(blocks[type.name]!.values);
    }
  });

  it('takes any bytes at all and writes only inside its output', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.uint8Array({ minLength: 128, maxLength: 128 }), (type, bytes) => {
        const out = new Float32Array(34).fill(5);
        const inside = out.subarray(1, 33);
        type.decode(bytes.subarray(0, (32 / type.blockValues) * type.blockBytes), inside);
        return out[0] === 5 && out[33] === 5;
      }),
    );
  });

  it('names types that it cannot read', () => {
    expect(tensorTypeName(12)).toBe('Q4_K');
    expect(tensorTypeName(3)).toBe('Q4_1');
    expect(tensorTypeName(77)).toBe('type 77');
  });
});
