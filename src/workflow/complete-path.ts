/** Completes a typed path as a shell does. Touches the disk. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Completion {
  /** What was typed, as far as every candidate agrees. */
  path: string;
  /** Names that begin like that; folders end in a slash. */
  candidates: string[];
}

/** Unreadable folders complete to nothing. Hidden names count only once their dot is typed. */
export async function completePath(typed: string): Promise<Completion> {
  const cut = typed.lastIndexOf('/') + 1;
  const [folder, start] = [typed.slice(0, cut), typed.slice(cut)];
  const entries = await readdir(expandHome(folder) || '.', { withFileTypes: true }).catch(() => []);
  const fitting = entries.filter(({ name }) => name.startsWith(start) && (start !== '' || !name.startsWith('.')));
  const candidates = await Promise.all(
    fitting.map(async (entry) => ((await isFolder(entry)) ? `${entry.name}/` : entry.name)),
  );
  candidates.sort();
  return { path: candidates.length === 0 ? typed : folder + commonStart(candidates), candidates };
}

async function isFolder(entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(join(entry.parentPath, entry.name)).catch(() => null);
  return target?.isDirectory() ?? false;
}

/** `~/x` as the shell reads it. */
export function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}

function commonStart(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
