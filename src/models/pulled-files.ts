/** Disk: whether the files of a pulled model are still those that its manifest names. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest.js';

/**
 * The name of the first file that is absent or has another size or checksum, or null. Sizes come first, for they cost nothing.
 * `sumOf`: SHA-256 of a file, computed or remembered.
 */
export async function damagedFile(
  folder: string,
  { files }: Manifest,
  sumOf: (path: string) => Promise<string>,
): Promise<string | null> {
  for (const { name, sizeBytes } of files) if ((await sizeOf(join(folder, name))) !== sizeBytes) return name;
  for (const { name, sha256 } of files) if ((await sumOf(join(folder, name))) !== sha256) return name;
  return null;
}

/** Null for what is absent or no file. */
async function sizeOf(path: string): Promise<number | null> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return info?.isFile() ? info.size : null;
}
