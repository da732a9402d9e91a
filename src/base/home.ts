import { stat } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { Problem } from './error.js';

/**
 * The folder where vishesh keeps models, jobs and deployments: `VISHESH_HOME`, else the platform's data folder.
 * `env` and `home` are arguments so that tests need no global state.
 */
export function homeFolder(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  if (env.VISHESH_HOME) return env.VISHESH_HOME;
  switch (platform()) {
    case 'win32':
      return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'vishesh');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'vishesh');
    default:
      return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'vishesh');
  }
}

export const jobsFolder = (home: string): string => join(home, 'jobs');
export const modelsFolder = (home: string): string => join(home, 'models');
export const comparisonsFolder = (home: string): string => join(home, 'comparisons');
export const deploymentsFolder = (home: string): string => join(home, 'deployments');

/** A home need not exist yet, but it can be neither a file nor below one. Throws `Problem` home-not-a-folder. */
export async function checkHome(home: string): Promise<void> {
  const found = await stat(home).catch((error: NodeJS.ErrnoException) => error);
  const isFolder = found instanceof Error ? !['ENOTDIR', 'ELOOP'].includes(found.code ?? '') : found.isDirectory();
  if (isFolder) return;
  throw new Problem({
    code: 'home-not-a-folder',
    message: { en: 'The home folder is not a folder.', hi: 'Home folder asal mein folder nahi hai.' },
    where: home,
    next: {
      en: 'Give a folder with --home DIR or VISHESH_HOME.',
      hi: '--home DIR ya VISHESH_HOME se koi folder do.',
    },
  });
}

/** What the system said about the home folder, in words; errors of another kind stay as they are. */
export function homeProblem(home: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const notMade = code === 'ENOENT' && error instanceof Error && 'syscall' in error && error.syscall === 'mkdir';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Problem({
      code: 'disk-full',
      message: { en: 'The disk with the home folder is full.', hi: 'Jis disk par home folder hai woh full hai.' },
      where: home,
      next: {
        en: 'Free some space, or choose another folder with --home.',
        hi: 'Jagah khaali karo, ya --home se dusra folder do.',
      },
      cause: error,
    });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST' || notMade)
    return new Problem({
      code: 'home-not-writable',
      message: { en: 'The home folder cannot be written to.', hi: 'Home folder me likh nahi sakte.' },
      where: home,
      next: {
        en: 'Choose another folder with --home, or allow writing to this one.',
        hi: '--home se dusra folder do, ya isme likhne ki permission do.',
      },
      cause: error,
    });
  return error;
}
