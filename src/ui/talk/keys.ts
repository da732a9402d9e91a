import type { Dictionary } from '../../i18n/index.js';
import type { KeyBinding } from '../keys.js';
import { isBusy, type Mode, nextMode } from './conversation.js';
import type { Talk } from './use-talk.js';

export interface TalkCalls {
  /** Whether there is a base to stand beside. */
  both: boolean;
  /** Lines that do not fit. */
  hidden: number;
  back: () => void;
}

export function talkKeys(
  { keys, deploy, talk: words }: Dictionary,
  talk: Talk,
  { both, hidden, back }: TalkCalls,
): KeyBinding[] {
  const { state, act, stop } = talk;
  const busy = isBusy(state);
  const labels: Record<Mode, string> = {
    both: deploy.keys.mode,
    base: deploy.keys.modeBase,
    tuned: deploy.keys.modeTuned,
  };
  const mode = nextMode(state.mode, both);
  return [
    { key: 'enter', label: keys.send },
    ...(both ? [{ key: 'tab', label: labels[mode], run: () => act({ type: 'mode', mode }) }] : []),
    ...(state.exchanges.length > 0 && !busy
      ? [{ key: 'ctrl+n', label: words.keys.anew, run: () => act({ type: 'anew' }) }]
      : []),
    ...(hidden > 0
      ? [
          { key: 'up', also: ['pageup'], label: keys.move, run: () => act({ type: 'scroll', by: 3, most: hidden }) },
          { key: 'down', also: ['pagedown'], label: null, run: () => act({ type: 'scroll', by: -3, most: hidden }) },
        ]
      : []),
    busy ? { key: 'esc', label: deploy.keys.stop, run: stop } : { key: 'esc', label: keys.back, run: back },
  ];
}
