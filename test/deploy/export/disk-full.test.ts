/** A disk that fills up during an export: said with a next step, and nothing half-written is left. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ExportFormat } from '../../../src/deploy/export/types.js';
import type { Append } from '../../../src/engine/formats/file-bytes.js';
import { problemOf } from '../../support/problem-of.js';
import { type ExportWorld, exportWorld } from './world.js';

/** Bytes that the disk still takes. */
let room = Number.POSITIVE_INFINITY;
vi.mock('../../../src/engine/formats/file-bytes.js', async (original) => {
  const real = await original<typeof import('../../../src/engine/formats/file-bytes.js')>();
  const writeAtomicStream: typeof real.writeAtomicStream = (path, write) =>
    real.writeAtomicStream(path, (append) => {
      const limited: Append = async (bytes) => {
        room -= bytes.length;
        if (room < 0)
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
            code: 'ENOSPC',
            syscall: 'write',
          });
        await append(bytes);
      };
      return write(limited);
    });
  return { ...real, writeAtomicStream };
});
let freeBytes = 1e12;
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, statfs: async () => ({ bavail: freeBytes, bsize: 1 }) };
});

const { exportModel } = await import('../../../src/deploy/export/export-model.js');

let world: ExportWorld;
beforeAll(async () => {
  world = await exportWorld();
});
afterAll(() => world.remove());

const attempt = (format: ExportFormat) =>
  exportModel(world.source, { format, quant: null, out: join(world.folder, 'out'), threads: 1 });

describe('an export onto a full disk', () => {
  it.each(['peft', 'hf', 'gguf', 'gguf-lora', 'ollama'] as const)(
    'as %s leaves nothing when writing fails in the middle',
    async (format) => {
      room = 5000;
      const problem = await problemOf(attempt(format));
      room = Number.POSITIVE_INFINITY;
      expect(problem.code).toBe('disk-full');
      expect(problem.toJSON('en').next).toMatch(/Free some space/);
      expect(await world.left()).toEqual([]);
    },
  );

  it('is told before anything is written when it cannot fit, with both numbers', async () => {
    freeBytes = 2e5;
    const problem = await problemOf(attempt('hf'));
    freeBytes = 1e12;
    expect(problem).toMatchObject({ code: 'disk-full', where: world.folder, exitCode: 1 });
    expect(problem.message).toMatch(/needs about \d+\.\d MB, but only 0\.2 MB are free/);
    expect(await world.left()).toEqual([]);
  });

  it('works again when there is room', async () => {
    const { out } = await attempt('peft');
    expect(await readdir(out)).toHaveLength(3);
  });
});
