import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import type { WorkflowEvent, WorkflowState } from '../../workflow/machine.js';
import type { KeyBinding } from '../keys.js';

/** What every screen gets: the workflow's state, the way to change it, and the words of the chosen language. */
export interface ScreenProps {
  state: WorkflowState;
  dispatch: (event: WorkflowEvent) => void;
  words: Dictionary;
  lang: Lang;
  /** Keys that work everywhere (language, quit); screens where text is typed leave them out. */
  common: readonly KeyBinding[];
  /** First words of the header's right side. */
  context: string;
  columns: number;
  rows: number;
}
