import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface RepairCalls {
  move: (by: number) => void;
  scroll: (by: number) => void;
  toggle: () => void;
  all: () => void;
  /** Null while nothing is accepted. */
  write: (() => void) | null;
  back: () => void;
}

export function repairKeys(words: Dictionary, { move, scroll, toggle, all, write, back }: RepairCalls): KeyBinding[] {
  const { keys } = words;
  return [
    ...(write ? [{ key: 'enter', label: keys.write, run: write }] : []),
    { key: ' ', label: keys.toggle, run: toggle },
    { key: 'a', label: keys.all, run: all },
    { key: 'up', also: ['k'], label: keys.move, run: () => move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => move(1) },
    { key: 'left', label: keys.samples, run: () => scroll(-1) },
    { key: 'right', label: null, run: () => scroll(1) },
    { key: 'esc', label: keys.back, run: back },
  ];
}
