/** Disk: whether the files of an export will fit, and what they are. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../base/error.js';
import { sha256File } from '../../base/files.js';

export interface ExportedFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** Before anything is written: a disk that cannot hold it is told now, with numbers. Throws a `Problem` `disk-full`. */
export async function checkSpace(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder).catch(() => null);
  const free = disk === null ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize;
  if (free >= bytes) return;
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
  throw new Problem({
    code: 'disk-full',
    message: {
      en: `The export needs about ${megabytes(bytes)}, but only ${megabytes(free)} are free there.`,
      hi: `Export ko lagbhag ${megabytes(bytes)} chahiye, par wahan sirf ${megabytes(free)} khaali hai.`,
    },
    where: dirname(folder),
    next: {
      en: 'Free some space, or give a folder on another disk with --out DIR.',
      hi: 'Thodi jagah khaali karo, ya --out DIR se doosri disk ka folder do.',
    },
    exitCode: 1,
  });
}

/** Every file with its size and checksum, by name. */
export async function describeFiles(folder: string): Promise<ExportedFile[]> {
  const files: ExportedFile[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    files.push({ name, bytes: (await stat(path)).size, sha256: await sha256File(path) });
  }
  return files;
}
