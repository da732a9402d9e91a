import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface ListCalls {
  open: () => void;
  move: (by: number) => void;
  search: () => void;
  own: () => void;
  progress: () => void;
  back: () => void;
}

export function listKeys({ keys, learn, notebook, progress }: Dictionary, calls: ListCalls): KeyBinding[] {
  return [
    { key: 'enter', label: keys.open, run: calls.open },
    { key: 'up', also: ['k'], label: keys.choose, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    { key: '/', label: learn.keys.search, run: calls.search },
    { key: 'p', label: progress.keys.progress, run: calls.progress },
    { key: 't', label: notebook.keys.own, run: calls.own },
    { key: 'esc', label: keys.back, run: calls.back },
  ];
}

/** While words are typed; Enter belongs to the field. */
export function searchKeys(
  { keys, learn }: Dictionary,
  { move, back }: Pick<ListCalls, 'move' | 'back'>,
): KeyBinding[] {
  return [
    { key: 'enter', label: keys.open },
    { key: 'up', label: keys.choose, run: () => move(-1) },
    { key: 'down', label: null, run: () => move(1) },
    { key: 'esc', label: learn.keys.leaveSearch, run: back },
  ];
}
