import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface OptionsCalls {
  move: (by: number) => void;
  /** Null for a line that only tells. */
  change: (() => void) | null;
  stop: () => void;
  back: () => void;
}

export function optionsKeys(words: Dictionary, editing: boolean, calls: OptionsCalls): KeyBinding[] {
  if (editing) {
    return [
      { key: 'enter', label: words.settings.keep },
      { key: 'esc', label: words.settings.leave, run: calls.stop },
    ];
  }
  return [
    ...(calls.change === null
      ? []
      : [{ key: 'enter', also: [' ', 'right'], label: words.options.change, run: calls.change }]),
    { key: 'up', also: ['k'], label: words.keys.move, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    { key: 'esc', label: words.keys.back, run: calls.back },
  ];
}
