/** Which line of the progress is pointed at, and what became of an export. Pure. */
import type { ProblemView } from '../../../workflow/types.js';

export interface ProgressState {
  at: number;
  exported: { path: string } | { problem: ProblemView } | null;
}

export type ProgressAction =
  | { type: 'move'; by: number; count: number }
  | { type: 'exported'; path: string }
  | { type: 'failed'; problem: ProblemView };

export const PROGRESS_START: ProgressState = { at: 0, exported: null };

export function reduceProgress(state: ProgressState, action: ProgressAction): ProgressState {
  switch (action.type) {
    case 'move':
      return { at: Math.max(0, Math.min(action.count - 1, state.at + action.by)), exported: null };
    case 'exported':
      return { ...state, exported: { path: action.path } };
    case 'failed':
      return { ...state, exported: { problem: action.problem } };
  }
}
