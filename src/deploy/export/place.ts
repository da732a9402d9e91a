/**
 * Disk: where an export goes. It is written in a hidden folder on the same disk and moved to its place when it is whole, so that nothing
 * half-written is ever left. A folder that is there already is filled and stays what it is: a mount, a link's end, one under a parent that
 * lets nothing be made.
 */
import { lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../base/error.js';
import { makeFolder } from '../../base/files.js';
import { hiddenName, isLeftOver } from '../../base/hidden-folders.js';
import type { Localized } from '../../base/localized.js';
import { systemProblem } from '../../base/system-problem.js';
import { systemReason } from '../../base/system-reason.js';

const PREFIX = '.vishesh-export-';

export interface Place {
  /** Where the files will stand; of a folder that is there, its real path. */
  out: string;
  /** Fresh, hidden, on the same disk: to be filled. */
  folder: string;
  /** `out` was there, and `folder` is in it. */
  inside: boolean;
  /** Parents that were made for it, outermost first. */
  made: string[];
}

/**
 * Makes the hidden folder, in `out` or beside it, and removes those that a killed process left there. Throws a `Problem`: `out-not-empty`,
 * `out-not-a-folder`, or why nothing can be written there (`permission-denied`, `read-only`, `disk-full`, `bad-path`).
 */
export async function claimPlace(path: string): Promise<Place> {
  const out = resolve(path);
  const made: string[] = [];
  try {
    const inside = await isFolder(out);
    const target = inside ? await realpath(out) : out;
    const parent = inside ? target : dirname(target);
    if (!inside) {
      made.push(...(await missingFolders(parent)));
      await makeFolder(parent);
    }
    await sweep(parent);
    if (inside) await refuseContent(target, out);
    const folder = join(parent, hiddenName(PREFIX));
    await mkdir(folder);
    return { out: target, folder, inside, made };
  } catch (error) {
    await removeEmpty(made);
    throw unusable(error, out);
  }
}

/** Moves what was written to its place and makes that durable. Throws a `Problem` `out-not-empty` for a place that was filled meanwhile. */
export async function moveToPlace(place: Place): Promise<void> {
  const { out, folder, inside } = place;
  await refuseContent(out, out, basename(folder));
  await syncFolder(folder);
  if (inside) return moveUp(place);
  await rmdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(folder, out);
  await syncFolder(dirname(out));
}

/** Everything as it was found. */
export async function leavePlace({ folder, made }: Place): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  await removeEmpty(made);
}

/** All files or none of them. */
async function moveUp({ out, folder }: Place): Promise<void> {
  const names = await readdir(folder);
  try {
    for (const name of names) await rename(join(folder, name), join(out, name));
    await rmdir(folder);
  } catch (error) {
    for (const name of names) await rm(join(out, name), { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(out);
}

/** False when there is nothing. */
async function isFolder(out: string): Promise<boolean> {
  const found = await whenThere(stat(out));
  if (found?.isDirectory()) return true;
  if (found !== null) throw occupied('out-not-a-folder', out, { en: 'It is a file.', hi: 'Yeh ek file hai.' });
  if ((await whenThere(lstat(out))) === null) return false;
  throw occupied('bad-path', out, {
    en: 'It is a link to something that is not there.',
    hi: 'Yeh aisi cheez ka link hai jo hai hi nahi.',
  });
}

/** `named`: the same folder as the person wrote it; `own`: an entry that does not count. */
async function refuseContent(folder: string, named: string, own?: string): Promise<void> {
  const names = ((await whenThere(readdir(folder))) ?? []).filter((name) => name !== own);
  const [first] = names;
  if (first === undefined) return;
  const count = names.length;
  throw occupied('out-not-empty', named, {
    en: `The folder is not empty (${count} ${count === 1 ? 'entry' : 'entries'}, for example ${first}); nothing in it is overwritten.`,
    hi: `Folder khaali nahi hai (${count} cheezein, jaise ${first}); usmein kuch overwrite nahi hota.`,
  });
}

/** Of `folder` and those above it, outermost first. */
async function missingFolders(folder: string): Promise<string[]> {
  if ((await whenThere(stat(folder))) !== null) return [];
  return [...(await missingFolders(dirname(folder))), folder];
}

/** Innermost first; one that somebody uses by now stays. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => {});
}

/** What killed processes left behind; another person's may not let itself be removed. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => []))
    if (isLeftOver(name, PREFIX)) await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
}

/** Null for what is not there. */
async function whenThere<T>(found: Promise<T>): Promise<T | null> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function occupied(code: string, out: string, message: Localized): Problem {
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

/** What the system refused, of the place that the person named and not of a hidden one. */
function unusable(error: unknown, out: string): unknown {
  if (error instanceof Problem || !(error instanceof Error) || !('syscall' in error)) return error;
  const known = systemProblem(error);
  const told = known instanceof Problem ? { code: known.code, message: known.text } : null;
  const why = systemReason(error);
  return new Problem({
    code: told?.code ?? 'bad-path',
    message: told?.message ?? {
      en: `Nothing can be written there: ${why.en}`,
      hi: `Wahan kuch likha nahi ja sakta: ${why.hi}`,
    },
    where: out,
    next: {
      en: 'Give a folder that you may write to, on a disk with room: --out DIR',
      hi: 'Aisa folder do jismein likh sako, aur disk par jagah ho: --out DIR',
    },
    cause: error,
  });
}

/** Windows cannot open a folder; there the rename alone must do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().finally(() => handle.close());
}
