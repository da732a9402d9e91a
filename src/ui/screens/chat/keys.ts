import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import type { ChatAction, ChatState } from './reducer.js';

export interface ChatCalls {
  act: (action: ChatAction) => void;
  back: () => void;
}

export function modelKeys({ keys }: Dictionary, { models }: ChatState, { act, back }: ChatCalls): KeyBinding[] {
  const some: KeyBinding[] =
    models === null || models.length === 0
      ? []
      : [
          { key: 'enter', label: keys.chat, run: () => act({ type: 'choose' }) },
          { key: 'up', also: ['k'], label: keys.choose, run: () => act({ type: 'move', by: -1 }) },
          { key: 'down', also: ['j'], label: null, run: () => act({ type: 'move', by: 1 }) },
        ];
  return [...some, { key: 'esc', label: keys.back, run: back }];
}
