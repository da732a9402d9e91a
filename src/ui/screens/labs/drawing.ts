/** What the labs are drawn from, and the pieces that are drawn. */
import type { Lang } from '../../../base/localized.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { Theme } from '../../theme/theme.js';
import type { Line } from '../lesson/lines.js';

export interface Drawing {
  words: Dictionary;
  lang: Lang;
  width: number;
  rows: number;
  theme: Theme;
}

/** Something to look at: a title, and lines of which the first says it. */
export interface Section {
  title: string;
  lines: Line[];
}
