/** Which entry of the first screen is pointed at. Pure. */
import type { HomeFacts } from '../../../workflow/home-facts.js';

export interface HomeState {
  /** Null until they were looked up. */
  facts: HomeFacts | null;
  at: number;
}

export type HomeAction = { type: 'found'; facts: HomeFacts } | { type: 'move'; by: number; count: number };

export const HOME_START: HomeState = { facts: null, at: 0 };

export function reduceHome(state: HomeState, action: HomeAction): HomeState {
  switch (action.type) {
    case 'found':
      return { facts: action.facts, at: state.facts === null ? 0 : state.at };
    case 'move':
      return { ...state, at: Math.min(action.count - 1, Math.max(0, state.at + action.by)) };
  }
}
