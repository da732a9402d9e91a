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

/** `any`: whether there is a repair to look at. */
export function repairKeys(words: Dictionary, any: boolean, calls: RepairCalls): KeyBinding[] {
  const { keys } = words;
  const { move, scroll, toggle, all, write, back } = calls;
  if (!any) return [{ key: 'esc', also: ['enter'], label: keys.back, run: back }];
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
