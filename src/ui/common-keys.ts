/** The keys that work on every screen. While text is typed, letters are text: then the same things have Ctrl keys. */
import type { Dictionary } from '../i18n/index.js';
import type { Driver } from '../workflow/drive.js';
import type { AppAction, Overlay } from './app-state.js';
import type { KeyBinding } from './keys.js';

interface Common {
  words: Dictionary;
  act: (action: AppAction) => void;
  quit: () => void;
  typing: boolean;
  driver: Driver;
  overlay: Overlay | null;
}

export function commonKeys({ words, act, quit, typing, driver, overlay }: Common): KeyBinding[] {
  const { keys } = words;
  const status = driver.state.progress?.status;
  const runs = status === 'running' || status === 'queued';
  const key = (letter: string, control: string): Pick<KeyBinding, 'key' | 'also'> =>
    typing && overlay === null ? { key: control } : { key: letter, also: [control] };
  return [
    { ...key('?', 'ctrl+g'), label: keys.help, run: () => act({ type: 'toggle', overlay: 'help' }) },
    { ...key('w', 'ctrl+y'), label: keys.why, run: () => act({ type: 'toggle', overlay: 'why' }) },
    { ...key('L', 'ctrl+l'), label: keys.language, run: () => act({ type: 'switch-language' }) },
    typing && overlay === null
      ? { key: 'ctrl+c', label: runs ? keys.detach : keys.quit }
      : { key: 'q', also: ['ctrl+c'], label: runs ? keys.detach : keys.quit, run: quit },
  ];
}

/** A panel's text and its neighbours. */
export interface Leafing {
  /** As many as it can be turned to. */
  topics: number;
  /** How far it can be scrolled; 0 where all of it is in sight. */
  last: number;
}

export function overlayKeys({ words, act, topics, last }: Pick<Common, 'words' | 'act'> & Leafing): KeyBinding[] {
  const close = (): void => act({ type: 'close' });
  return [
    { key: 'esc', also: ['enter'], label: words.keys.back, run: close },
    ...(topics > 1
      ? [
          { key: 'left', label: words.why.others, run: () => act({ type: 'turn', by: -1 }) },
          { key: 'right', label: null, run: () => act({ type: 'turn', by: 1 }) },
        ]
      : []),
    ...(last > 0
      ? [
          { key: 'up', label: words.keys.move, run: () => act({ type: 'scroll', by: -1, last }) },
          { key: 'down', label: null, run: () => act({ type: 'scroll', by: 1, last }) },
        ]
      : []),
  ];
}
