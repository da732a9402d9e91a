/** The keys of the labs, by what is going on. */
import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import type { LabState } from './state.js';

export interface LabListCalls {
  open: () => void;
  move: (by: number) => void;
  lesson: () => void;
  back: () => void;
}

export function labListKeys({ keys, labs }: Dictionary, calls: LabListCalls): KeyBinding[] {
  return [
    { key: 'enter', label: keys.open, run: calls.open },
    { key: 'up', also: ['k'], label: keys.choose, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    { key: 'l', label: labs.keys.lesson, run: calls.lesson },
    { key: 'esc', label: keys.back, run: calls.back },
  ];
}

export interface LabCalls {
  run: () => void;
  stop: () => void;
  point: (by: number) => void;
  choose: () => void;
  tell: () => void;
  log: () => void;
  /** Null where everything is in sight. */
  look: (() => void) | null;
  scroll: (by: number) => void;
  page: (by: 1 | -1) => void;
  anew: () => void;
  /** Null after the last lab. */
  next: (() => void) | null;
  list: () => void;
}

export function labKeys(words: Dictionary, state: LabState, calls: LabCalls): KeyBinding[] {
  const names = words.labs.keys;
  const { look } = calls;
  const further: KeyBinding[] = look === null ? [] : [{ key: 'tab', label: names.look, run: look }];
  const looking: KeyBinding[] = [
    ...(Object.keys(state.curves).length === 0 ? [] : [{ key: 'l', label: words.keys.logScale, run: calls.log }]),
    ...(look === null
      ? []
      : [
          { key: ' ', also: ['pagedown'], label: names.page, run: () => calls.page(1) },
          { key: 'pageup', label: names.pageBack, run: () => calls.page(-1) },
        ]),
  ];
  const list: KeyBinding = { key: 'esc', label: names.list, run: calls.list };
  if (state.run.kind === 'running')
    return [{ key: 's', also: ['esc'], label: names.stop, run: calls.stop }, ...further, ...looking];
  const scrolling: KeyBinding[] = [
    { key: 'up', also: ['k'], label: look === null ? null : names.scroll, run: () => calls.scroll(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.scroll(1) },
  ];
  switch (state.session.step) {
    case 'watch':
    case 'heal': {
      const label = state.run.kind !== 'none' ? names.again : state.session.step === 'watch' ? names.start : names.heal;
      return [{ key: 'enter', label, run: calls.run }, ...further, ...scrolling, list, ...looking];
    }
    case 'diagnose':
    case 'repair':
      return [
        { key: 'enter', label: names.choose, run: calls.choose },
        { key: 'up', also: ['k'], label: words.keys.choose, run: () => calls.point(-1) },
        { key: 'down', also: ['j'], label: null, run: () => calls.point(1) },
        ...(state.isTold ? [] : [{ key: 'h', label: names.see, run: calls.tell }]),
        ...further,
        list,
        ...looking,
      ];
    case 'compare':
      return [
        { key: 'enter', label: calls.next === null ? names.list : names.next, run: calls.next ?? calls.list },
        ...further,
        ...scrolling,
        { key: 'r', label: names.anew, run: calls.anew },
        list,
        ...looking,
      ];
  }
}
