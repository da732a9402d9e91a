/** Step 3: which question is asked, and the answers pointed at. Pure. */
import { BUDGETS, type Budget, COMPUTES, type Compute } from '../../../plan/types.js';

export type Asked = 'budget' | 'compute' | 'nothing';

export interface MethodState {
  asked: Asked;
  budget: number;
  compute: number;
}

export type MethodAction = { type: 'move'; by: number } | { type: 'ask'; what: Asked };

export const methodStart = (given: { answered: boolean; budget: Budget; compute: Compute }): MethodState => ({
  asked: given.answered ? 'nothing' : 'budget',
  budget: BUDGETS.indexOf(given.budget),
  compute: COMPUTES.indexOf(given.compute),
});

export function reduceMethod(state: MethodState, action: MethodAction): MethodState {
  switch (action.type) {
    case 'move': {
      if (state.asked === 'nothing') return state;
      const moved = Math.min(BUDGETS.length - 1, Math.max(0, state[state.asked] + action.by));
      return { ...state, [state.asked]: moved };
    }
    case 'ask':
      return { ...state, asked: action.what };
  }
}

export const answersOf = ({ budget, compute }: MethodState): { budget: Budget; compute: Compute } => ({
  budget: BUDGETS[budget] ?? 'low',
  compute: COMPUTES[compute] ?? 'limited',
});
