import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface MethodCalls {
  answer: () => void;
  move: (by: number) => void;
  accept: () => void;
  choose: (by: number) => void;
  /** Null where the whole advice has room. */
  scroll: ((by: number) => void) | null;
  ask: () => void;
  /** All methods on this file, measured. */
  compare: () => void;
  back: () => void;
}

/** `fixed`: training goes on from an adapter, so that there is one method. */
export function methodKeys(
  words: Dictionary,
  { asking, fixed }: { asking: boolean; fixed: boolean },
  calls: MethodCalls,
): KeyBinding[] {
  const { keys } = words;
  const back: KeyBinding = { key: 'esc', label: keys.back, run: calls.back };
  if (asking) {
    return [
      { key: 'enter', label: keys.enter, run: calls.answer },
      { key: 'up', also: ['k'], label: keys.choose, run: () => calls.move(-1) },
      { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
      back,
    ];
  }
  const others: KeyBinding[] = [
    { key: 'left', label: keys.method, run: () => calls.choose(-1) },
    { key: 'right', label: null, run: () => calls.choose(1) },
  ];
  const { scroll } = calls;
  const reading: KeyBinding[] =
    scroll === null
      ? []
      : [
          { key: 'up', also: ['k'], label: words.method.keys.scroll, run: () => scroll(-1) },
          { key: 'down', also: ['j'], label: null, run: () => scroll(1) },
        ];
  return [
    { key: 'enter', label: keys.enter, run: calls.accept },
    ...(fixed ? [] : others),
    ...reading,
    { key: 'c', label: words.compare.keys.start, run: calls.compare },
    { key: 'a', label: keys.questions, run: calls.ask },
    back,
  ];
}
