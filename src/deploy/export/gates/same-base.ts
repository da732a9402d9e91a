/** Refuses to put what was learned onto a base that it was not learned on. */
import { Problem } from '../../../base/error.js';
import type { ExportCheck } from '../types.js';

/** `expected`: the fingerprint at training time. Throws a `Problem` `base-changed`. */
export function sameBase(
  name: string,
  base: { id: string; path: string; fingerprint: string },
  expected: string,
): ExportCheck {
  if (base.fingerprint === expected)
    return {
      code: 'same-base',
      measured: 0,
      limit: 0,
      text: {
        en: `base ${base.id}: SHA-256 ${short(expected)}, as in training`,
        hi: `base ${base.id}: SHA-256 ${short(expected)}, training wala hi`,
      },
    };
  throw new Problem({
    code: 'base-changed',
    message: {
      en: `${name} was trained on another version of ${base.id}: SHA-256 ${short(expected)} then, ${short(base.fingerprint)} now.`,
      hi: `${name} ${base.id} ke kisi aur version par train hua tha: tab SHA-256 ${short(expected)}, ab ${short(base.fingerprint)}.`,
    },
    where: base.path,
    next: {
      en: 'Bring the old base model back, or train again on this one.',
      hi: 'Purana base model wapas lao, ya is wale par phir se train karo.',
    },
    exitCode: 1,
  });
}

const short = (sha256: string): string => sha256.slice(0, 12);
