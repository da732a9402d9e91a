import type { Lang } from '../base/localized.js';
import { type Dictionary, en } from './en.js';
import { hi } from './hi.js';

/** The strings of one language. */
export function dictionary(lang: Lang): Dictionary {
  return lang === 'hi' ? hi : en;
}

export type { Dictionary };
