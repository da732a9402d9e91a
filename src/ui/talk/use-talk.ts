/** A conversation in progress: asks through the app's ports, and stops when its screen is left. */
import { useEffect, useRef } from 'react';
import { problemView } from '../../workflow/drive.js';
import { type KeptStates, useKeptReducer } from '../hooks/use-kept-reducer.js';
import { useStudio } from '../studio.js';
import {
  begin,
  type Conversation,
  type ConversationAction,
  failureText,
  type Mode,
  messagesFor,
  reduceConversation,
  stopped,
  type Who,
} from './conversation.js';

export interface Partner {
  /** As the server knows them; null where there is no such one. */
  tuned: string | null;
  base: string | null;
  /** Whether the model was made for conversations: then it is told what was said before. */
  remembers: boolean;
}

export interface Talk {
  state: Conversation;
  act: (action: ConversationAction) => void;
  send: (text: string) => void;
  stop: () => void;
}

const MODELS: Record<Mode, readonly Who[]> = { both: ['base', 'tuned'], base: ['base'], tuned: ['tuned'] };

/** Beside its tuned model a base is asked the very same thing, so that what differs is what was trained. */
const promptOf = ({ tuned }: Partner, mode: Mode, who: Who): string | undefined =>
  mode === 'both' && who === 'base' && tuned !== null ? tuned : undefined;

const KEPT: KeptStates<Conversation> = new WeakMap();

export function useTalk(partner: Partner): Talk {
  const { ports, lang } = useStudio();
  const [state, act] = useKeptReducer(KEPT, reduceConversation, {
    about: `${partner.tuned} ${partner.base}`,
    start: () => begin(partner.tuned === null ? 'base' : 'tuned'),
    reopened: stopped,
  });
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);
  const send = (text: string): void => {
    const models = MODELS[state.mode].flatMap((who) => {
      const model = partner[who];
      return model === null ? [] : [{ who, model }];
    });
    const id = state.exchanges.length;
    const stopping = new AbortController();
    asking.current = stopping;
    act({ type: 'send', text, models });
    const ask = async ({ who, model }: { who: Who; model: string }): Promise<void> => {
      const messages = messagesFor(state, { who, remembers: partner.remembers }, text);
      try {
        const onPiece = (piece: string): void => act({ type: 'piece', id, who, text: piece });
        await ports.chat.ask(model, messages, onPiece, stopping.signal, promptOf(partner, state.mode, who));
        act({ type: 'end', id, who, status: 'done' });
      } catch (error) {
        if (stopping.signal.aborted) act({ type: 'end', id, who, status: 'stopped' });
        else act({ type: 'fail', id, who, text: failureText(problemView(error), lang) });
      }
    };
    // One after the other: the machine has only so many cores.
    void (async () => {
      for (const model of models) await ask(model);
    })();
  };
  return { state, act, send, stop: () => asking.current?.abort() };
}
