import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGguf } from '../../../src/engine/formats/gguf.js';
import { problemOf } from '../../support/problem-of.js';
import { floatTensor, ggufBytes } from './gguf-bytes.js';

const FIXTURE = new URL('./fixtures/tiny.gguf', import.meta.url).pathname;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-gguf-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('a GGUF file on disk', () => {
  it('of the reference writer gives its metadata and its values', async () => {
    const file = await openGguf(FIXTURE);
    expect(file.version).toBe(3);
    expect(file.metadata.get('general.name')).toBe('tiny');
    expect(file.metadata.get('tiny.numbers')).toEqual([1, 2, 3]);
    expect(file.metadata.get('tiny.words')).toEqual(['ek', 'do', 'नमस्ते']);
    expect(file.metadata.get('tiny.half')).toBe(0.5);
    expect(file.metadata.get('tiny.yes')).toBe(true);
    expect(file.metadata.get('tiny.big')).toBe(2n ** 63n);
    expect(file.tensors.get('matrix')!.shape).toEqual([2, 3]);
    expect([...(await file.read('matrix'))]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(file.tensors.get('quantised')!.type.name).toBe('Q8_0');
    expect((await file.read('quantised')).length).toBe(96);
    await file.close();
  });

  it('is read whole when its header is longer than the first read', async () => {
    const metadata = [['long', ['STRING', 'x'.repeat(9_000_000)]]] as const;
    const path = join(folder, 'long.gguf');
    await writeFile(path, ggufBytes({ metadata, tensors: [floatTensor('w', [3])] }));
    const file = await openGguf(path);
    expect([...(await file.read('w'))]).toEqual([0, 1, 2]);
    await file.close();
  });

  it('is refused when its header is longer than the limit, and accepted at the limit', async () => {
    const metadata = [['long', ['STRING', 'x'.repeat(5_000_000)]]] as const;
    const path = join(folder, 'long.gguf');
    await writeFile(path, ggufBytes({ metadata }));
    const problem = await problemOf(() => openGguf(path, 4 * 1024 * 1024));
    expect(problem.message).toContain('longer than 4194304 bytes');
    await (await openGguf(path, 16 * 1024 * 1024)).close();
  });

  it('is refused when it is empty, cut off or something else', async () => {
    const path = join(folder, 'bad.gguf');
    const whole = ggufBytes({ tensors: [floatTensor('w', [300])] });
    for (const bytes of [new Uint8Array(0), whole.subarray(0, 100), whole.subarray(0, -1), Buffer.from('{"a": 1}')]) {
      await writeFile(path, bytes);
      const problem = await problemOf(() => openGguf(path));
      expect(problem.code).toBe('malformed-gguf');
      expect(problem.where).toBe(path);
    }
  });

  it('comes back as it was written, for any tensors', async () => {
    const tensor = fc.record({
      name: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' }),
      dims: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    });
    const tensors = fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(tensors, fc.constantFrom(8, 32, 256), async (list, alignment) => {
        const path = join(folder, 'any.gguf');
        const metadata = [['general.alignment', ['UINT32', alignment]]] as const;
        await writeFile(
          path,
          ggufBytes({ metadata, alignment, tensors: list.map((t) => floatTensor(t.name, t.dims)) }),
        );
        const file = await openGguf(path);
        for (const { name, dims } of list) {
          expect(file.tensors.get(name)!.shape).toEqual([...dims].reverse());
          const values = await file.read(name);
          expect([...values]).toEqual(Array.from({ length: values.length }, (_, i) => i));
        }
        expect(file.tensors.size).toBe(list.length);
        await file.close();
      }),
      { numRuns: 50 },
    );
  });
});
