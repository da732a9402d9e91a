/** Which model is talked to. Pure. */
import type { ChatModel } from '../../../workflow/chat-models.js';
import type { ProblemView } from '../../../workflow/types.js';

export interface ChatState {
  /** Null until they were looked up. */
  models: readonly ChatModel[] | null;
  at: number;
  chosen: ChatModel | null;
  problem: ProblemView | null;
}

export type ChatAction =
  | { type: 'found'; models: readonly ChatModel[]; wanted: string | null }
  | { type: 'failed'; problem: ProblemView }
  | { type: 'move'; by: number }
  | { type: 'choose' }
  | { type: 'list' };

export const CHAT_START: ChatState = { models: null, at: 0, chosen: null, problem: null };

export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  const count = state.models?.length ?? 0;
  switch (action.type) {
    case 'found': {
      const { models, wanted } = action;
      const chosen = models.find(({ id }) => id === wanted) ?? null;
      return { ...state, models, chosen };
    }
    case 'failed':
      return { ...state, models: [], problem: action.problem };
    case 'move':
      return { ...state, at: Math.max(0, Math.min(count - 1, state.at + action.by)) };
    case 'choose':
      return { ...state, chosen: state.models?.[state.at] ?? null };
    case 'list':
      return { ...state, chosen: null };
  }
}
