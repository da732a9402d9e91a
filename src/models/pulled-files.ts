/** Disk: whether the files of a pulled model are still those that its manifest names. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE, type Manifest } from './manifest.js';

/** What opening a model looks at, whether the manifest names it or not. */
const READ = /\.(?:json|jinja|txt|safetensors|gguf)$/i;

/**
 * The name of the first file that is absent, was not fetched with the others but would be read, or has another size or checksum; or null.
 * Sizes come first, for they cost nothing. `sumOf`: SHA-256 of a file, computed or remembered.
 */
export async function damagedFile(
  folder: string,
  { files }: Manifest,
  sumOf: (path: string) => Promise<string>,
): Promise<string | null> {
  const known = new Set([MANIFEST_FILE, ...files.map(({ name }) => name)]);
  const added = (await readdir(folder)).sort().find((name) => READ.test(name) && !known.has(name));
  if (added !== undefined) return added;
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
