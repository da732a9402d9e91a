/**
 * Disk: SHA-256 of a model's files: of its weights, to bind an adapter to its base, and of what was pulled, to know it again.
 * Remembered in `<home>/models/.fingerprints/` by path, size, times of change and inode, so that nothing is written into a user's folder
 * and a file put in another's place, with its date, is not taken for it.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { makeFolder, readJson, sha256File, writeAtomic } from '../base/files.js';
import { modelsFolder } from '../base/home.js';

const rememberedSchema = z.object({
  path: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  ctimeMs: z.number(),
  ino: z.number(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One file: its SHA-256. Several: the SHA-256 of their names and sums, sorted by name. `sumOf`: SHA-256 of a file. */
export async function fingerprint(files: readonly string[], sumOf: (file: string) => Promise<string>): Promise<string> {
  const sums: [string, string][] = [];
  for (const file of files) sums.push([basename(file), await sumOf(file)]);
  const [only] = sums;
  if (only && sums.length === 1) return only[1];
  const lines = sums.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** SHA-256 of files, each computed once even where the home cannot be written. */
export function fileSums(home: string): (file: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (file) => {
    const sum = known.get(file) ?? (await rememberedSha256(file, home));
    known.set(file, sum);
    return sum;
  };
}

async function rememberedSha256(file: string, home: string): Promise<string> {
  const path = resolve(file);
  const { size, mtimeMs, ctimeMs, ino } = await stat(path);
  const now = { path, size, mtimeMs, ctimeMs, ino };
  const folder = join(modelsFolder(home), '.fingerprints');
  const note = join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`);
  const remembered = await readJson(note, rememberedSchema, '').catch(() => null);
  if (remembered && isDeepStrictEqual(remembered, { ...now, sha256: remembered.sha256 })) return remembered.sha256;
  const sha256 = await sha256File(path);
  // A home that cannot be written only costs the time of computing it again.
  await makeFolder(folder)
    .then(() => writeAtomic(note, JSON.stringify({ ...now, sha256 })))
    .catch(() => undefined);
  return sha256;
}
