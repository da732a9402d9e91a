import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkpointFolder, latestCheckpoint } from '../../../src/engine/train/checkpoint.js';
import type { Snapshot } from '../../../src/engine/train/types.js';
import { FRESH_WATCHDOG } from '../../../src/engine/train/watchdog.js';

let folder: string;
const shapes = new Map([['w', [2, 2]]]);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-checkpoint-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function snapshot(step: number, bestStep: number): Snapshot {
  const values = (k: number): Map<string, Float32Array> => new Map([['w', new Float32Array([step, k, 0.1, -0])]]);
  return {
    state: {
      version: 1,
      step,
      seed: 4,
      dataHash: 'abc',
      threads: 2,
      stopping: { bestLoss: 1.5, bestStep, since: step - bestStep },
      watchdog: { ...FRESH_WATCHDOG, window: [0.1, 1 / 3] },
      totals: { tokens: 5, supervised: 2, seconds: 0.25, firstLoss: 3, lastLoss: 2, peakRssBytes: 9 },
      finished: null,
    },
    weights: values(1),
    optimizer: { steps: step, first: values(2), second: values(3) },
  };
}

it('gives back exactly what was saved', async () => {
  const saved = snapshot(12, 12);
  await checkpointFolder(folder, shapes).save(saved);
  expect(await latestCheckpoint(folder)).toEqual(saved);
});

it('keeps the newest whole and the weights of the best, and removes the rest', async () => {
  const store = checkpointFolder(folder, shapes);
  for (const [step, best] of [
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
  ] as const)
    await store.save(snapshot(step, best));
  expect((await readdir(folder)).sort()).toEqual(['step-000002', 'step-000004']);
  expect(await readdir(join(folder, 'step-000002'))).toEqual(['state.json', 'weights.safetensors']);
  expect((await store.weightsAt(2)).get('w')![0]).toBe(2);
  expect((await latestCheckpoint(folder))?.state.step).toBe(4);
});

it('does not take a checkpoint without DONE, or a half-written one, for a checkpoint', async () => {
  const store = checkpointFolder(folder, shapes);
  await store.save(snapshot(5, 5));
  await mkdir(join(folder, 'step-000009.partial'));
  await mkdir(join(folder, 'step-000008'));
  await writeFile(join(folder, 'step-000008', 'weights.safetensors'), 'half');
  expect((await latestCheckpoint(folder))?.state.step).toBe(5);
});

it('falls back to the one before when the newest is damaged', async () => {
  const store = checkpointFolder(folder, shapes);
  await store.save(snapshot(5, 5));
  await mkdir(join(folder, 'step-000006'));
  for (const name of ['DONE', 'state.json']) await writeFile(join(folder, 'step-000006', name), '{');
  expect((await latestCheckpoint(folder))?.state.step).toBe(5);
});

it('has nothing to give when the folder is missing', async () => {
  expect(await latestCheckpoint(join(folder, 'nowhere'))).toBeNull();
});

it.skipIf(process.getuid?.() === 0)('leaves the old checkpoint whole when a new one cannot be written', async () => {
  const store = checkpointFolder(folder, shapes);
  await store.save(snapshot(5, 5));
  await chmod(folder, 0o500);
  await expect(store.save(snapshot(6, 5))).rejects.toThrow();
  await chmod(folder, 0o700);
  expect((await latestCheckpoint(folder))?.state.step).toBe(5);
});
