/** Where an export may go, what it does to that place, and that a refused one leaves no trace. */
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ExportStage } from '../../../src/deploy/export/export-model.js';
import { problemOf } from '../../support/problem-of.js';
import { type ExportWorld, exportWorld } from './world.js';

/** Name of a file that the disk does not let be moved. */
let unmovable: string | null = null;
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rename: typeof real.rename = async (from, to) => {
    if (unmovable !== null && String(from).endsWith(unmovable)) throw new Error('EIO: i/o error, rename');
    await real.rename(from, to);
  };
  return { ...real, rename };
});

const { exportModel } = await import('../../../src/deploy/export/export-model.js');
const { claimPlace, leavePlace, moveToPlace } = await import('../../../src/deploy/export/place.js');

let world: ExportWorld;
let root: string;
beforeAll(async () => {
  world = await exportWorld();
  root = await mkdtemp(join(tmpdir(), 'vishesh-place-'));
});
afterAll(async () => {
  await world.remove();
  await rm(root, { recursive: true, force: true });
});

const exported = (out: string, onStage?: (stage: ExportStage) => void) =>
  exportModel(world.source, { format: 'peft', quant: null, out, threads: 1, ...(onStage ? { onStage } : {}) });
const FILES = ['README.md', 'adapter_config.json', 'adapter_model.safetensors'];

describe('an empty folder that is there', () => {
  it('is filled and not replaced: it may be a mount, which cannot be removed', async () => {
    const out = join(root, 'mount');
    await mkdir(out);
    const { ino } = await stat(out);
    await exported(out);
    expect((await stat(out)).ino).toBe(ino);
    expect((await readdir(out)).sort()).toEqual(FILES);
  });

  it('may be named by a link', async () => {
    await mkdir(join(root, 'real'));
    await symlink('real', join(root, 'link'));
    expect((await exported(join(root, 'link'))).out).toBe(join(root, 'link'));
    expect((await readdir(join(root, 'real'))).sort()).toEqual(FILES);
  });

  it('may hold what a killed export left', async () => {
    const out = join(root, 'killed');
    // No process has this number: it is above the largest that Linux gives.
    await mkdir(join(out, '.vishesh-export-4194999-x'), { recursive: true });
    await exported(out);
    expect((await readdir(out)).sort()).toEqual(FILES);
  });

  it('keeps what somebody else puts there meanwhile, and nothing of the export', async () => {
    const out = join(root, 'shared');
    await mkdir(out);
    const problem = await problemOf(exported(out, () => void writeFile(join(out, 'README.md'), 'mine')));
    expect(problem).toMatchObject({ code: 'out-not-empty', where: out });
    expect(await readdir(out)).toEqual(['README.md']);
  });

  it('is left empty when a file cannot be moved up', async () => {
    const out = join(root, 'half');
    await mkdir(out);
    const place = await claimPlace(out);
    for (const name of ['a', 'b']) await writeFile(join(place.folder, name), name);
    unmovable = 'b';
    await expect(moveToPlace(place)).rejects.toThrow('EIO');
    unmovable = null;
    await leavePlace(place);
    expect(await readdir(out)).toEqual([]);
  });
});

it('a place that was filled while the export was written is refused, and keeps what it has', async () => {
  const out = join(root, 'filled');
  const place = await claimPlace(out);
  await mkdir(out);
  await writeFile(join(out, 'mine'), 'mine');
  expect((await problemOf(moveToPlace(place))).code).toBe('out-not-empty');
  await leavePlace(place);
  expect(await readdir(out)).toEqual(['mine']);
});

describe('a place where nothing can be written is refused before anything is computed, with --out as the next step', () => {
  beforeAll(async () => {
    await writeFile(join(root, 'file'), '');
    await symlink('nothing', join(root, 'dangling'));
  });

  it.each([
    ['under a file', 'bad-path', () => join(root, 'file', 'out')],
    ['a link to nothing', 'bad-path', () => join(root, 'dangling')],
    ['under a link to nothing', 'bad-path', () => join(root, 'dangling', 'out')],
    ['a file system that takes nothing', 'permission-denied', () => '/proc/vishesh/out'],
  ])('%s', async (_, code, where) => {
    const out = where();
    const stages: string[] = [];
    const problem = await problemOf(exported(out, (stage) => void stages.push(stage)));
    expect(problem).toMatchObject({ code, where: out });
    for (const lang of ['en', 'hi'] as const) expect(problem.toJSON(lang).next).toContain('--out');
    expect(stages).toEqual([]);
  });
});

describe('parents that were made for an export', () => {
  it('go again when it is refused', async () => {
    const stop = (): void => {
      throw new Error('stopped by hand');
    };
    await expect(exported(join(root, 'a', 'b', 'out'), stop)).rejects.toThrow('stopped by hand');
    expect(await readdir(root)).not.toContain('a');
  });

  it('stay where somebody uses them, as do those that were there', async () => {
    await mkdir(join(root, 'there'));
    const place = await claimPlace(join(root, 'there', 'used', 'unused', 'out'));
    await writeFile(join(root, 'there', 'used', 'mine'), 'mine');
    await leavePlace(place);
    expect(await readdir(join(root, 'there', 'used'))).toEqual(['mine']);
  });
});
