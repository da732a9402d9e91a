/** Disk: an export is written in a hidden folder beside its place and moved there when it is whole, so that nothing half-written is ever left. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../base/error.js';
import { makeFolder, sha256File } from '../../base/files.js';

const PREFIX = '.vishesh-export-';

export interface ExportedFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** Refuses a place that holds something. Throws a `Problem` `out-not-empty` or `out-not-a-folder`. */
export async function checkPlace(out: string): Promise<void> {
  const found = await stat(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return;
  if (!found.isDirectory()) throw occupied('out-not-a-folder', out, { en: 'It is a file.', hi: 'Yeh ek file hai.' });
  const [first, ...more] = await readdir(out);
  if (first === undefined) return;
  const count = more.length + 1;
  throw occupied('out-not-empty', out, {
    en: `The folder is not empty (${count} ${count === 1 ? 'entry' : 'entries'}, for example ${first}); nothing in it is overwritten.`,
    hi: `Folder khaali nahi hai (${count} cheezein, jaise ${first}); usmein kuch overwrite nahi hota.`,
  });
}

/** A fresh temporary folder beside `out`, on the same disk; removes those that a killed process left behind. */
export async function createBeside(out: string): Promise<string> {
  const parent = dirname(resolve(out));
  await makeFolder(parent);
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(PREFIX) ? /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const folder = join(parent, `${PREFIX}${process.pid}-${randomUUID()}`);
  await mkdir(folder);
  return folder;
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

/** Moves the finished folder to its place and makes that durable. `out` is absent or empty. */
export async function moveToPlace(folder: string, out: string): Promise<void> {
  await rmdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await syncFolder(folder);
  await rename(folder, out);
  await syncFolder(dirname(resolve(out)));
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

function occupied(code: string, out: string, message: { en: string; hi: string }): Problem {
  return new Problem({
    code,
    message,
    where: out,
    next: {
      en: `Give a new folder: --out ${basename(out)}-2`,
      hi: `Naya folder do: --out ${basename(out)}-2`,
    },
  });
}

/** Windows cannot open a folder; there the rename alone must do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().finally(() => handle.close());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
