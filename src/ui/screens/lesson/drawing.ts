/** What every part of a lesson is drawn from. */
import type { Lang } from '../../../base/localized.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { Lesson } from '../../../learn/lesson/types.js';
import type { Theme } from '../../theme/theme.js';
import type { NotebookState } from './state.js';

export interface Drawing {
  lesson: Lesson;
  /** The id of the lesson that follows, or null. */
  next: string | null;
  state: NotebookState;
  words: Dictionary;
  lang: Lang;
  /** Columns for text, without the bar. */
  width: number;
  theme: Theme;
}
