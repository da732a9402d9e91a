/** Why the operating system said no, as the end of a sentence in both languages. Pure. */
import type { Localized } from './localized.js';

const REASONS: Record<string, Localized> = {
  ENOENT: { en: 'there is no such file or folder', hi: 'aisi koi file ya folder nahi hai' },
  ENOTDIR: { en: 'a part of the path is no folder', hi: 'path ka ek hissa folder nahi hai' },
  EISDIR: { en: 'it is a folder', hi: 'yeh ek folder hai' },
  EACCES: { en: 'the system does not allow it', hi: 'system ijaazat nahi deta' },
  EPERM: { en: 'the system does not allow it', hi: 'system ijaazat nahi deta' },
  EROFS: { en: 'the disk can only be read', hi: 'disk sirf padhi ja sakti hai' },
  ENOSPC: { en: 'the disk is full', hi: 'disk full hai' },
  EDQUOT: { en: 'the disk is full', hi: 'disk full hai' },
  ELOOP: { en: 'its links lead in a circle', hi: 'uske links gol ghoomte hain' },
  ENAMETOOLONG: { en: 'the name is too long', hi: 'naam bahut lamba hai' },
  EIO: { en: 'the disk failed', hi: 'disk mein kharabi hai' },
  EADDRNOTAVAIL: { en: 'this machine has no such address', hi: 'is machine ka aisa koi address nahi hai' },
  ENOTFOUND: { en: 'no machine has that name', hi: 'is naam ki koi machine nahi hai' },
};

/** A refusal that is not known here, or no error of the system, keeps its own words. */
export function systemReason(error: unknown): Localized {
  const own = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? { en: own, hi: own };
}
