import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import type { Item } from './reducer.js';

export interface PrepareCalls {
  open: (item: Item) => void;
  complete: () => void;
  move: (by: number) => void;
  leave: () => void;
}

/** `item` is null while the path field is pointed at: its Enter is the field's own. */
export function prepareKeys(words: Dictionary, item: Item | null, calls: PrepareCalls): KeyBinding[] {
  const { keys } = words;
  const first: KeyBinding[] =
    item === null
      ? [
          { key: 'enter', label: keys.enter },
          { key: 'tab', label: keys.complete, run: calls.complete },
        ]
      : [{ key: 'enter', label: item.kind === 'base' ? keys.choose : keys.open, run: () => calls.open(item) }];
  return [
    ...first,
    { key: 'up', label: keys.choose, run: () => calls.move(-1) },
    { key: 'down', label: null, run: () => calls.move(1) },
    { key: 'esc', label: keys.home, run: calls.leave },
  ];
}
