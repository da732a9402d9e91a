/** Small versioned JSON files of the home: a damaged one is put aside, never lost, and one of a newer version is left alone. Touches the disk. */
import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { Problem } from './error.js';
import { makeFolder, readJson, writeAtomic } from './files.js';
import type { Localized } from './localized.js';
import { systemReason } from './system-reason.js';

export interface Kept<T> {
  /** What the file holds, or null. */
  value: T | null;
  /** Why the file was not used, if it was there. */
  notice: Localized | null;
}

/**
 * Never throws for what the file holds: damaged, it becomes `<name>.bad`, or `.bad-2` and so on beside earlier ones. One that the system
 * does not let be read stays where it is. `version` is the newest that the schema knows.
 */
export async function readKept<S extends z.ZodType>(
  path: string,
  schema: S,
  version: number,
): Promise<Kept<z.output<S>>> {
  try {
    return { value: await readJson(path, schema, ''), notice: null };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { value: null, notice: null };
    if (!(error instanceof Problem)) return { value: null, notice: unreadableFile(path, error) };
  }
  if (await isNewer(path, version)) return { value: null, notice: newerFile(path) };
  return { value: null, notice: damagedFile(path, await putAside(path)) };
}

/** Atomic; a file of a newer version, or one that cannot be read, is never overwritten: then false. */
export async function writeKept(path: string, value: object, version: number): Promise<boolean> {
  if (!(await isFree(path, version))) return false;
  await makeFolder(dirname(path));
  await writeAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
  return true;
}

/** Whether a program of this version may write here: nothing is there, or something that it reads, or something damaged. */
export async function isFree(path: string, version: number): Promise<boolean> {
  const { notice } = await readKept(path, versioned, version);
  return notice === null && !(await isNewer(path, version));
}

const versioned = z.looseObject({ version: z.number() });

async function isNewer(path: string, version: number): Promise<boolean> {
  const file = await readJson(path, versioned, '').catch(() => null);
  return file !== null && file.version > version;
}

/** The name that it has now; its old one where it could not be moved. */
async function putAside(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const aside = `${path}.bad${number === 1 ? '' : `-${number}`}`;
    try {
      // Unlike a rename, this never takes the place of what was put aside before.
      await copyFile(path, aside, constants.COPYFILE_EXCL);
      await rm(path, { force: true });
      return aside;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return path;
    }
  }
}

const damagedFile = (path: string, aside: string): Localized => ({
  en: `${path} was damaged; it was put aside as ${basename(aside)}, and begins anew.`,
  hi: `${path} kharab thi; use ${basename(aside)} naam se alag rakh diya, ab nayi shuru hogi.`,
});

const newerFile = (path: string): Localized => ({
  en: `${path} comes from a newer vishesh and is not used here.`,
  hi: `${path} naye vishesh ki hai, isliye yahan use nahi ho rahi.`,
});

const unreadableFile = (path: string, error: unknown): Localized => {
  const reason = systemReason(error);
  return {
    en: `${path} cannot be read and is not used: ${reason.en}`,
    hi: `${path} padhi nahi ja sakti, isliye use nahi ho rahi: ${reason.hi}`,
  };
};
