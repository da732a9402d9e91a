import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface HomeCalls {
  open: () => void;
  move: (by: number) => void;
  progress: () => void;
}

export function homeKeys(words: Dictionary, { open, move, progress }: HomeCalls): KeyBinding[] {
  return [
    { key: 'enter', label: words.keys.go, run: open },
    { key: 'up', also: ['k'], label: words.keys.choose, run: () => move(-1) },
    { key: 'p', label: words.progress.keys.progress, run: progress },
    { key: 'down', also: ['j'], label: null, run: () => move(1) },
  ];
}
