import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openSafetensors,
  readSafetensors,
  type TensorToWrite,
  writeSafetensors,
} from '../../../src/engine/formats/safetensors.js';
import { problemOf } from '../../support/problem-of.js';
import { oneTensor, safetensorsBytes, writeBytes } from './safetensors-bytes.js';

const FIXTURE = new URL('./fixtures/reference.safetensors', import.meta.url).pathname;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-safetensors-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('reading', () => {
  it('gives the values that the reference writer stored, in all three float types', async () => {
    const tensors = await readSafetensors(FIXTURE);
    expect([...tensors.get('b.weight')!]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...tensors.get('a.weight')!]).toEqual([0.5, -1, 65504, 2 ** -24]);
    expect([...tensors.get('c.weight')!]).toEqual([1, -2.5, 3.140625]);
    expect([...tensors.get('a.float32')!]).toEqual([7]);
  });

  it('refuses a tensor of whole numbers by name and type', async () => {
    const header = oneTensor({ dtype: 'I32' });
    const path = await writeBytes(join(folder, 'int.safetensors'), safetensorsBytes(header, 24));
    const file = await openSafetensors(path);
    const problem = await problemOf(() => file.read('w'));
    await file.close();
    expect(problem.code).toBe('unsupported-weight-type');
    expect(problem.message).toContain('w has the type I32');
  });

  it('refuses a file cut off anywhere', async () => {
    const whole = await readFile(FIXTURE);
    for (let length = 0; length < whole.length; length += 7) {
      const path = await writeBytes(join(folder, 'cut.safetensors'), whole.subarray(0, length));
      expect((await problemOf(() => openSafetensors(path))).code).toBe('malformed-safetensors');
    }
  });
});

describe('writing', () => {
  const tensors: TensorToWrite[] = [
    { name: 'z', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'a', shape: [1], data: Float32Array.of(-0) },
    { name: 'scalar', shape: [], data: Float32Array.of(9) },
  ];

  it('makes the same file as the reference writer, byte for byte', async () => {
    const path = join(folder, 'same.safetensors');
    await writeSafetensors(path, [
      { name: 'b.weight', shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
      { name: 'a.float32', shape: [1], data: Float32Array.of(7) },
    ]);
    expect(await readFile(path)).toEqual(await readFile(new URL('./fixtures/float32.safetensors', import.meta.url)));
  });

  it('puts the data at a multiple of 8 and says format pt', async () => {
    const path = join(folder, 'm.safetensors');
    await writeSafetensors(path, tensors, { metadata: { step: '3' } });
    const bytes = await readFile(path);
    expect((8 + Number(bytes.readBigUInt64LE(0))) % 8).toBe(0);
    const file = await openSafetensors(path);
    await file.close();
    expect(file.metadata).toEqual({ format: 'pt', step: '3' });
  });

  it('leaves the old file and no other when it fails half way', async () => {
    const path = join(folder, 'm.safetensors');
    await writeSafetensors(path, tensors);
    const before = await readFile(path);
    const broken = { name: 'b', shape: [2], data: Float32Array.of(1, 2) };
    Object.defineProperty(broken.data, 'buffer', {
      get: () => {
        throw new Error('memory gone');
      },
    });
    await expect(writeSafetensors(path, [...tensors, broken])).rejects.toThrow('memory gone');
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(folder)).toEqual(['m.safetensors']);
  });

  it('refuses a shape that does not hold its values, and a name used twice', async () => {
    const path = join(folder, 'm.safetensors');
    await expect(writeSafetensors(path, [{ name: 'w', shape: [2], data: new Float32Array(3) }])).rejects.toThrow('[2]');
    await expect(writeSafetensors(path, [tensors[0]!, tensors[0]!])).rejects.toThrow('twice');
    expect(await readdir(folder)).toEqual([]);
  });

  it('comes back bit for bit as F32, whatever the numbers, NaN and infinities included', async () => {
    const values = fc.float32Array({ maxLength: 50 });
    const named = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), values), {
      selector: ([name]) => name,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(named, async (list) => {
        const all = list
          .filter(([name]) => name !== '__metadata__')
          .map(([name, data]) => ({ name, shape: [data.length], data }));
        const path = join(folder, 'any.safetensors');
        await writeSafetensors(path, all);
        const back = await readSafetensors(path);
        expect(back.size).toBe(all.length);
        for (const { name, data } of all)
          expect(Buffer.from(back.get(name)!.buffer)).toEqual(
            Buffer.from(data.buffer, data.byteOffset, data.byteLength),
          );
      }),
      { numRuns: 40 },
    );
  });

  it('stores 16-bit types that read back rounded, across its chunk border', async () => {
    const data = Float32Array.from({ length: (1 << 20) + 3 }, (_, i) => (i % 512) / 256 - 1);
    for (const dtype of ['F16', 'BF16'] as const) {
      const path = join(folder, `${dtype}.safetensors`);
      await writeSafetensors(path, [{ name: 'w', shape: [data.length], data }], { dtype });
      const back = (await readSafetensors(path)).get('w')!;
      expect(back.length).toBe(data.length);
      let worst = 0;
      for (let i = 0; i < data.length; i++) worst = Math.max(worst, Math.abs(back[i]! - data[i]!));
      // Halves of a step: 2^-9 for 8 bits of precision below 1; float16 holds these numbers exactly.
      expect(worst).toBeLessThanOrEqual(dtype === 'F16' ? 0 : 2 ** -9);
    }
  });
});
