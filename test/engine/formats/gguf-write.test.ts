import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGguf, writeGguf } from '../../../src/engine/formats/gguf.js';
import { WRITABLE_TYPES } from '../../../src/engine/formats/gguf-encode.js';
import { type GgufTensorToWrite, type GgufToWrite, ggufHeaderBytes } from '../../../src/engine/formats/gguf-write.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-gguf-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const tensor = (name: string, shape: number[], quant: keyof typeof WRITABLE_TYPES = 'f32'): GgufTensorToWrite => {
  const count = shape.reduce((product, size) => product * size, 1);
  return {
    name,
    shape,
    type: WRITABLE_TYPES[quant],
    values: () => Float32Array.from({ length: count }, (_, i) => i - 7),
  };
};
const file = (...tensors: GgufTensorToWrite[]): GgufToWrite => ({ metadata: new Map(), tensors });

describe('writing GGUF', () => {
  it('gives back every kind of metadata', async () => {
    const path = join(folder, 'a.gguf');
    const metadata: GgufToWrite['metadata'] = new Map([
      ['a.text', { type: 'string', value: 'नमस्ते\n' }],
      ['a.empty', { type: 'string', value: '' }],
      ['a.count', { type: 'uint32', value: 4294967295 }],
      ['a.signed', { type: 'int32', value: -5 }],
      ['a.real', { type: 'float32', value: 0.5 }],
      ['a.yes', { type: 'bool', value: true }],
      ['a.words', { type: 'strings', value: Array.from({ length: 30_000 }, (_, i) => `wörd ${i}`) }],
      ['a.numbers', { type: 'int32s', value: [3, -1, 0] }],
      ['a.reals', { type: 'float32s', value: [] }],
    ]);
    await writeGguf(path, { metadata, tensors: [] });
    const read = await openGguf(path);
    await read.close();
    expect(read.version).toBe(3);
    for (const [key, { value }] of metadata) expect(read.metadata.get(key)).toEqual(value);
  });

  it('places tensors whose sizes are no multiples of the alignment, in the given shapes', async () => {
    const path = join(folder, 'a.gguf');
    await writeGguf(
      path,
      file(tensor('odd', [3]), tensor('matrix', [2, 5]), tensor('half', [7], 'f16'), tensor('q', [3, 32], 'q8_0')),
    );
    const read = await openGguf(path);
    expect([...(await read.read('odd'))]).toEqual([-7, -6, -5]);
    expect(read.tensors.get('matrix')).toMatchObject({ shape: [2, 5] });
    expect([...(await read.read('matrix'))]).toEqual([-7, -6, -5, -4, -3, -2, -1, 0, 1, 2]);
    expect([...(await read.read('half'))]).toEqual([-7, -6, -5, -4, -3, -2, -1]);
    expect((await read.read('q'))[95]).toBeCloseTo(88, 0);
    for (const { begin } of read.tensors.values()) expect(begin % 32).toBe(0);
    await read.close();
  });

  it('refuses what could not be read back', () => {
    expect(() => ggufHeaderBytes(file(tensor('a', [2]), tensor('a', [2])))).toThrow(/twice/);
    expect(() => ggufHeaderBytes(file(tensor('a', [2, 33], 'q4_0')))).toThrow(/rows of 33/);
    const wrong = { ...tensor('a', [4]), values: () => new Float32Array(3) };
    return expect(writeGguf(join(folder, 'a.gguf'), file(wrong))).rejects.toThrow(/does not hold 3/);
  });

  it('leaves nothing when it is stopped in the middle', async () => {
    let seen = 0;
    const stop = (): void => {
      if (++seen === 2) throw new Error('stopped');
    };
    await expect(writeGguf(join(folder, 'a.gguf'), file(tensor('a', [4]), tensor('b', [4])), stop)).rejects.toThrow(
      'stopped',
    );
    expect(await readdir(folder)).toEqual([]);
  });
});
