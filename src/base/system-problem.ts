/** What the operating system refused, in words with a next step; every other error stays what it is. */
import { Problem } from './error.js';
import type { Localized } from './localized.js';

interface Refusal {
  code: string;
  message: Localized;
  next: Localized;
}

const FULL: Refusal = {
  code: 'disk-full',
  message: { en: 'The disk is full.', hi: 'Disk full hai.' },
  next: {
    en: 'Free some space, or choose another folder (--home DIR for the home folder).',
    hi: 'Jagah khaali karo, ya dusra folder do (home folder ke liye --home DIR).',
  },
};

const REFUSED: Refusal = {
  code: 'permission-denied',
  message: { en: 'The system does not allow this access.', hi: 'System yeh access allow nahi karta.' },
  next: {
    en: 'Allow it, or choose another folder (--home DIR for the home folder).',
    hi: 'Permission do, ya dusra folder chuno (home folder ke liye --home DIR).',
  },
};

const READ_ONLY: Refusal = {
  code: 'read-only',
  message: { en: 'The folder can only be read, not written to.', hi: 'Folder sirf padha ja sakta hai, likha nahi.' },
  next: REFUSED.next,
};

const BAD_PATH: Refusal = {
  code: 'bad-path',
  message: { en: 'This path leads nowhere.', hi: 'Yeh path kahin nahi jaata.' },
  next: { en: 'Check the path, its links and the spelling.', hi: 'Path, uske links aur spelling check karo.' },
};

const REFUSALS: Record<string, Refusal> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: REFUSED,
  EPERM: REFUSED,
  EROFS: READ_ONLY,
  ELOOP: BAD_PATH,
  ENAMETOOLONG: BAD_PATH,
  ENOTDIR: BAD_PATH,
};

/** A `Problem` disk-full, permission-denied, read-only or bad-path for an error of the file system, with its path. */
export function systemProblem(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  // A folder whose parent exists and lets nothing be made.
  const refusal = code === 'ENOENT' && syscall === 'mkdir' ? REFUSED : REFUSALS[code];
  if (refusal === undefined) return error;
  return new Problem({ ...refusal, ...(path === undefined ? {} : { where: path }), cause: error });
}
