/** A conversation with one model, or with two side by side. Pure. */
import type { Localized } from '../../base/localized.js';
import type { Message } from '../../data/types.js';

export type Who = 'base' | 'tuned';

export interface Answer {
  who: Who;
  model: string;
  text: string;
  status: 'waiting' | 'writing' | 'done' | 'stopped' | 'failed';
}

export interface Exchange {
  id: number;
  question: string;
  /** One, or base and tuned. */
  answers: readonly Answer[];
}

export type Mode = Who | 'both';

export interface Conversation {
  mode: Mode;
  draft: string;
  exchanges: readonly Exchange[];
  /** Lines scrolled up from the end. */
  up: number;
}

export type ConversationAction =
  | { type: 'type'; text: string }
  | { type: 'send'; text: string; models: readonly { who: Who; model: string }[] }
  | { type: 'piece'; id: number; who: Who; text: string }
  | { type: 'end'; id: number; who: Who; status: 'done' | 'stopped' }
  | { type: 'fail'; id: number; who: Who; text: string }
  | { type: 'mode'; mode: Mode }
  | { type: 'scroll'; by: number; most: number }
  | { type: 'anew' };

export const begin = (mode: Mode): Conversation => ({ mode, draft: '', exchanges: [], up: 0 });

/** After its screen was left: nobody writes any more. */
export const stopped = (state: Conversation): Conversation => ({
  ...state,
  exchanges: state.exchanges.map((exchange) => ({
    ...exchange,
    answers: exchange.answers.map((answer) =>
      answer.status === 'waiting' || answer.status === 'writing' ? { ...answer, status: 'stopped' } : answer,
    ),
  })),
});

export function reduceConversation(state: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case 'type':
      return { ...state, draft: action.text };
    case 'send': {
      const answers = action.models.map((model): Answer => ({ ...model, text: '', status: 'waiting' }));
      const exchange: Exchange = { id: state.exchanges.length, question: action.text, answers };
      return { ...state, draft: '', up: 0, exchanges: [...state.exchanges, exchange] };
    }
    case 'piece':
      return changed(state, action, (answer) => ({ ...answer, status: 'writing', text: answer.text + action.text }));
    case 'end':
      return changed(state, action, (answer) => ({ ...answer, status: action.status }));
    case 'fail':
      return changed(state, action, (answer) => ({ ...answer, status: 'failed', text: action.text }));
    case 'mode':
      return { ...state, mode: action.mode };
    case 'scroll':
      return { ...state, up: Math.max(0, Math.min(action.most, state.up + action.by)) };
    case 'anew':
      return begin(state.mode);
  }
}

function changed(
  state: Conversation,
  { id, who }: { id: number; who: Who },
  change: (answer: Answer) => Answer,
): Conversation {
  const exchanges = state.exchanges.map((exchange) =>
    exchange.id === id
      ? { ...exchange, answers: exchange.answers.map((answer) => (answer.who === who ? change(answer) : answer)) }
      : exchange,
  );
  return { ...state, exchanges };
}

export const isBusy = ({ exchanges }: Conversation): boolean =>
  exchanges.at(-1)?.answers.some(({ status }) => status === 'waiting' || status === 'writing') ?? false;

/**
 * What a model is told: its own side of the conversation when it remembers, else the question alone. Where only the other one was asked,
 * the other's answer stands in, so that base and tuned always go on from as many turns.
 */
export function messagesFor(
  { exchanges }: Conversation,
  { who, remembers }: { who: Who; remembers: boolean },
  question: string,
): Message[] {
  const before = remembers ? exchanges : [];
  return [
    ...before.flatMap(({ question: asked, answers }): Message[] => {
      const answer = answers.find((one) => one.who === who) ?? answers[0];
      return answer?.status === 'done'
        ? [
            { role: 'user', content: asked },
            { role: 'assistant', content: answer.text },
          ]
        : [];
    }),
    { role: 'user', content: question },
  ];
}

const TURNS: Record<Mode, Mode> = { tuned: 'both', both: 'base', base: 'tuned' };

/** A tuned model can be asked alone, beside its base, or its base alone; a base only by itself. */
export const nextMode = (mode: Mode, both: boolean): Mode => (both ? TURNS[mode] : mode);

/** What a failure says in a turn. */
export const failureText = (problem: { message: Localized; next: Localized }, lang: 'en' | 'hi'): string =>
  `${problem.message[lang]} ${problem.next[lang]}`;
