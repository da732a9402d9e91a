import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { checkpointFolder, latestCheckpoint } from '../../../src/engine/train/checkpoint.js';
import type { Snapshot } from '../../../src/engine/train/types.js';

let full = false;
vi.mock('../../../src/engine/formats/safetensors.js', async (original) => {
  const real = await original<typeof import('../../../src/engine/formats/safetensors.js')>();
  const writeSafetensors: typeof real.writeSafetensors = async (path, ...rest) => {
    // The last of the three files does not fit any more.
    if (full && path.includes('second-moment'))
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return real.writeSafetensors(path, ...rest);
  };
  return { ...real, writeSafetensors };
});

function snapshot(step: number): Snapshot {
  const values = (): Map<string, Float32Array> => new Map([['w', new Float32Array([step])]]);
  return {
    state: {
      version: 1,
      step,
      seed: 1,
      dataHash: 'a',
      threads: 1,
      stopping: { bestLoss: null, bestStep: 0, since: 0 },
      watchdog: { window: [], bestMean: null, suspicious: 0 },
      totals: { tokens: 0, supervised: 0, seconds: 0, firstLoss: null, lastLoss: null, peakRssBytes: 0 },
      finished: null,
    },
    weights: values(),
    optimizer: { steps: step, first: values(), second: values() },
  };
}

it('says that the disk is full, keeps the checkpoint before, and leaves nothing half-written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-full-'));
  const store = checkpointFolder(folder, new Map([['w', [1]]]));
  await store.save(snapshot(1));
  full = true;
  await expect(store.save(snapshot(2))).rejects.toMatchObject({ code: 'disk-full', where: folder, exitCode: 1 });
  full = false;
  expect(await readdir(folder)).toEqual(['step-000001']);
  expect(await latestCheckpoint(folder)).toEqual(snapshot(1));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});
