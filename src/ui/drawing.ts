/** What a room's pages are drawn from. */
import type { Lang } from '../base/localized.js';
import type { Dictionary } from '../i18n/index.js';
import type { Theme } from './theme/theme.js';

export interface Drawing {
  words: Dictionary;
  lang: Lang;
  width: number;
  rows: number;
  theme: Theme;
}
