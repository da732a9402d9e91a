import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import { type ChatAction, type ChatState, offerAt } from './reducer.js';

export interface ChatCalls {
  act: (action: ChatAction) => void;
  fetch: (id: string) => void;
  stop: () => void;
  back: () => void;
}

export function modelKeys(words: Dictionary, state: ChatState, { act, fetch, stop, back }: ChatCalls): KeyBinding[] {
  const { keys, talk } = words;
  const { models, offers, fetching } = state;
  if (fetching) return [{ key: 'esc', label: talk.keys.stop, run: stop }];
  const offer = offerAt(state);
  const enter: KeyBinding = offer
    ? { key: 'enter', label: talk.keys.fetch, run: () => fetch(offer.id) }
    : { key: 'enter', label: keys.chat, run: () => act({ type: 'choose' }) };
  const some: KeyBinding[] =
    models === null || models.length + offers.length === 0
      ? []
      : [
          enter,
          { key: 'up', also: ['k'], label: keys.choose, run: () => act({ type: 'move', by: -1 }) },
          { key: 'down', also: ['j'], label: null, run: () => act({ type: 'move', by: 1 }) },
        ];
  return [...some, { key: 'esc', label: keys.back, run: back }];
}
