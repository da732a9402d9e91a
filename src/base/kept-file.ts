/** Small versioned JSON files of the home: a damaged one is put aside, never lost, and one of a newer version is left alone. Touches the disk. */
import { rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder, readJson, writeAtomic } from './files.js';
import type { Localized } from './localized.js';

export interface Kept<T> {
  /** What the file holds, or null. */
  value: T | null;
  /** Why the file was not used, if it was there. */
  notice: Localized | null;
}

/** Never throws for what the file holds: damaged, it becomes `<name>.bad`. `version` is the newest that the schema knows. */
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
  }
  if (await isNewer(path, version)) return { value: null, notice: newerFile(path) };
  await rename(path, `${path}.bad`).catch(() => {});
  return { value: null, notice: damagedFile(path) };
}

/** Atomic; a file of a newer version is never overwritten. */
export async function writeKept(path: string, value: object, version: number): Promise<void> {
  if (await isNewer(path, version)) return;
  await makeFolder(dirname(path));
  await writeAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
}

const versioned = z.looseObject({ version: z.number() });

async function isNewer(path: string, version: number): Promise<boolean> {
  const file = await readJson(path, versioned, '').catch(() => null);
  return file !== null && file.version > version;
}

const damagedFile = (path: string): Localized => ({
  en: `${path} was damaged; it was put aside as ${basename(path)}.bad, and begins anew.`,
  hi: `${path} kharab thi; use ${basename(path)}.bad naam se alag rakh diya, ab nayi shuru hogi.`,
});

const newerFile = (path: string): Localized => ({
  en: `${path} comes from a newer vishesh and is not used here.`,
  hi: `${path} naye vishesh ki hai, isliye yahan use nahi ho rahi.`,
});
