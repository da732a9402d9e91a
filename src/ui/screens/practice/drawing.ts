/** What the practice task is drawn from. */
import type { Lang } from '../../../base/localized.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { Theme } from '../../theme/theme.js';

export interface Drawing {
  words: Dictionary;
  lang: Lang;
  width: number;
  rows: number;
  theme: Theme;
}

/** Longer lines are hard to read. */
export const READING_WIDTH = 92;
