import type { Task } from '../../../data/types.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface ValidateCalls {
  /** Null on a finding that names no rows, and while errors are in the way. */
  enter: (() => void) | null;
  move: (by: number) => void;
  tokens: () => void;
  repair: () => void;
  task: () => void;
  columns: () => void;
  /** Null where no longer length is to be had. */
  longer: (() => void) | null;
  back: () => void;
}

export interface ValidateKeyFacts {
  onFinding: boolean;
  nextTask: Task;
  longerLength: number | null;
}

export function validateKeys(words: Dictionary, facts: ValidateKeyFacts, calls: ValidateCalls): KeyBinding[] {
  const { keys } = words;
  const { enter, longer } = calls;
  return [
    ...(enter ? [{ key: 'enter', label: facts.onFinding ? keys.rows : keys.enter, run: enter }] : []),
    { key: 'up', also: ['k'], label: keys.move, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    { key: 'r', label: keys.repair, run: calls.repair },
    { key: 't', label: keys.tokens, run: calls.tokens },
    { key: 'esc', label: keys.back, run: calls.back },
    ...(longer ? [{ key: 'm', label: `${keys.longer} ${facts.longerLength}`, run: longer }] : []),
    { key: 'c', label: `${keys.task}: ${facts.nextTask}`, run: calls.task },
    { key: 'o', label: keys.columns, run: calls.columns },
  ];
}
