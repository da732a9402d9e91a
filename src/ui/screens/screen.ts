import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import type { WorkflowEvent, WorkflowState } from '../../workflow/machine.js';
import type { Size } from '../layout.js';

/** What each of the eight steps gets: the workflow's state, the way to change it, the words, and the room there is. */
export interface ScreenProps extends Size {
  state: WorkflowState;
  dispatch: (event: WorkflowEvent) => void;
  words: Dictionary;
  lang: Lang;
  /** Back to the first screen; a running job goes on. */
  leave: () => void;
  /** A new workflow from step 1. */
  again: () => void;
}
