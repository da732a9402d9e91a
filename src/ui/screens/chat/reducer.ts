/** Which model is talked to, and the fetching of one that is not here yet. Pure. */
import type { BaseOption } from '../../../workflow/base-options.js';
import type { ChatModel } from '../../../workflow/chat-models.js';
import type { ProblemView } from '../../../workflow/types.js';

export interface ChatState {
  /** Null until they were looked up. */
  models: readonly ChatModel[] | null;
  /** Bases that can be fetched, listed after the models. */
  offers: readonly BaseOption[];
  /** Of the models and, after them, the offers. */
  at: number;
  chosen: ChatModel | null;
  /** How far it is, in words. */
  fetching: { id: string; note: string | null } | null;
  problem: ProblemView | null;
}

export type ChatAction =
  | { type: 'found'; models: readonly ChatModel[]; bases: readonly BaseOption[]; wanted: string | null }
  | { type: 'failed'; problem: ProblemView }
  | { type: 'move'; by: number }
  | { type: 'choose' }
  | { type: 'fetch'; id: string }
  | { type: 'note'; note: string }
  | { type: 'stop' }
  | { type: 'list' };

export const CHAT_START: ChatState = {
  models: null,
  offers: [],
  at: 0,
  chosen: null,
  fetching: null,
  problem: null,
};

export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  const count = (state.models?.length ?? 0) + state.offers.length;
  switch (action.type) {
    case 'found': {
      const { models, wanted } = action;
      const chosen = models.find(({ id }) => id === wanted) ?? null;
      const offers = action.bases.filter(({ available }) => !available);
      return { ...state, models, offers, chosen, fetching: null };
    }
    case 'failed':
      return { ...state, models: state.models ?? [], fetching: null, problem: action.problem };
    case 'move':
      return { ...state, at: Math.max(0, Math.min(count - 1, state.at + action.by)) };
    case 'choose':
      return { ...state, chosen: state.models?.[state.at] ?? null, problem: null };
    case 'fetch':
      return { ...state, fetching: { id: action.id, note: null }, problem: null };
    case 'note':
      return state.fetching === null ? state : { ...state, fetching: { ...state.fetching, note: action.note } };
    case 'stop':
      return { ...state, fetching: null };
    case 'list':
      return { ...state, chosen: null };
  }
}

/** The base that is pointed at where that one is still to be fetched. */
export const offerAt = ({ models, offers, at }: ChatState): BaseOption | null =>
  models === null ? null : (offers[at - models.length] ?? null);
