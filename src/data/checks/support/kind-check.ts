/** Checks whose rows are found already: each kind of fault is named by its code, and needs only its words. */
import type { Localized, Text } from '../../../base/localized.js';
import type { Check, CheckItem } from '../../types.js';
import { rowCheck } from './row-check.js';
import { counted, verb } from './words.js';

export interface KindWords {
  /** "1 line ...", "3 lines ..." */
  en: [string, string];
  /** The same in Hinglish. */
  hi: [string, string];
  remedy: Localized;
}

/** An error with the count of its rows, the first of them, and what was wrong there. `noun`: what a row of this kind is called. */
export function kindCheck(
  code: string,
  noun: string,
  words: KindWords,
  find: (item: CheckItem) => Text | undefined,
): Check {
  return rowCheck({
    code,
    severity: 'error',
    find,
    message: (seen) => ({
      en: `${counted(seen.count, noun)} ${verb(seen.count, ...words.en)} (line ${seen.firstLine}: ${seen.example}).`,
      hi: `${counted(seen.count, noun)} ${verb(seen.count, ...words.hi)} (line ${seen.firstLine}: ${seen.exampleIn('hi')}).`,
    }),
    remedy: words.remedy,
  });
}
