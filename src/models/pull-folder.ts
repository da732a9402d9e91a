/** Disk: the temporary folder in which a model is fetched, beside its final place, and the move there. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../base/files.js';
import { hiddenName, isLeftOver } from '../base/hidden-folders.js';

const PREFIX = '.pull-';

/** A fresh temporary folder in the models folder; removes those that a killed process left behind. */
export async function createPullFolder(models: string): Promise<string> {
  await makeFolder(models);
  for (const name of await readdir(models))
    if (isLeftOver(name, PREFIX)) await rm(join(models, name), { recursive: true, force: true });
  const folder = join(models, hiddenName(PREFIX));
  await mkdir(folder);
  return folder;
}

/** Moves a finished folder to its place. What is there is replaced, unless `keepPresent` says that another process finished it meanwhile. */
export async function movePullFolder(from: string, to: string, keepPresent: () => Promise<boolean>): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isOccupied(error)) throw error;
    if (await keepPresent()) return;
    await rm(to, { recursive: true, force: true });
    await rename(from, to);
  }
}

function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(String(error.code));
}
