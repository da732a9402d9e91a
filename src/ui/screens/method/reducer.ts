/** Step 3: which question is asked, the answers pointed at, and how far the advice is scrolled. Pure. */
import { BUDGETS, type Budget, COMPUTES, type Compute } from '../../../plan/types.js';
import { within } from '../../within.js';

export type Asked = 'budget' | 'compute' | 'nothing';

export interface MethodState {
  asked: Asked;
  budget: number;
  compute: number;
  /** Lines of the advice scrolled away. */
  scroll: number;
}

export type MethodAction =
  | { type: 'move'; by: number }
  | { type: 'ask'; what: Asked }
  | { type: 'scroll'; by: number; last: number }
  /** Another method: its advice is read from the top. */
  | { type: 'to-top' };

export const methodStart = (given: { answered: boolean; budget: Budget; compute: Compute }): MethodState => ({
  asked: given.answered ? 'nothing' : 'budget',
  budget: BUDGETS.indexOf(given.budget),
  compute: COMPUTES.indexOf(given.compute),
  scroll: 0,
});

export function reduceMethod(state: MethodState, action: MethodAction): MethodState {
  switch (action.type) {
    case 'move': {
      if (state.asked === 'nothing') return state;
      const moved = Math.min(BUDGETS.length - 1, Math.max(0, state[state.asked] + action.by));
      return { ...state, [state.asked]: moved };
    }
    case 'ask':
      return { ...state, asked: action.what, scroll: 0 };
    case 'scroll':
      return { ...state, scroll: within(state.scroll + action.by, action.last) };
    case 'to-top':
      return { ...state, scroll: 0 };
  }
}

export const answersOf = ({ budget, compute }: MethodState): { budget: Budget; compute: Compute } => ({
  budget: BUDGETS[budget] ?? 'low',
  compute: COMPUTES[compute] ?? 'limited',
});
