import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface FormCalls {
  start: () => void;
  edit: () => void;
  /** Null for a setting without a value before or after. */
  nudge: ((by: 1 | -1) => void) | null;
  move: (by: number) => void;
  measure: () => void;
  stopEditing: () => void;
  back: () => void;
}

export function formKeys(words: Dictionary, on: 'field' | 'start' | 'draft', calls: FormCalls): KeyBinding[] {
  const { keys, settings } = words;
  const { nudge } = calls;
  if (on === 'draft') {
    return [
      { key: 'enter', label: settings.keep },
      { key: 'esc', label: settings.leave, run: calls.stopEditing },
    ];
  }
  const first: KeyBinding[] =
    on === 'start'
      ? [{ key: 'enter', label: keys.start, run: calls.start }]
      : [
          { key: 'enter', label: keys.edit, run: calls.edit },
          ...(nudge === null
            ? []
            : [
                { key: 'left', label: settings.lessMore, run: () => nudge(-1) },
                { key: 'right', label: null, run: () => nudge(1) },
              ]),
        ];
  return [
    ...first,
    { key: 'up', also: ['k'], label: keys.move, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    { key: 'm', label: keys.measure, run: calls.measure },
    { key: 'esc', label: keys.back, run: calls.back },
  ];
}
