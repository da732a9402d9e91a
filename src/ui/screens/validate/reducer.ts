/** Step 2: which line of the list is pointed at, and what is open over it. Pure. */
import type { Finding, Severity } from '../../../data/types.js';

/** Over the list of findings: the rows of one, the token view, the repairs, or the columns to name. */
export type Panel = { kind: 'rows'; finding: Finding } | { kind: 'tokens' } | { kind: 'repairs' } | { kind: 'columns' };

export interface ValidateState {
  /** A finding by its place in the sorted list; one past the last is the way to the next step. */
  at: number;
  panel: Panel | null;
}

export type ValidateAction =
  | { type: 'move'; by: number; last: number }
  | { type: 'open'; panel: Panel }
  | { type: 'close' }
  /** Another report: begin at its start. */
  | { type: 'begin'; at: number };

export const validateStart = (at: number): ValidateState => ({ at, panel: null });

export function reduceValidate(state: ValidateState, action: ValidateAction): ValidateState {
  switch (action.type) {
    case 'move':
      return { ...state, at: Math.min(action.last, Math.max(0, state.at + action.by)) };
    case 'open':
      return { ...state, panel: action.panel };
    case 'close':
      return { ...state, panel: null };
    case 'begin':
      return { ...state, at: action.at };
  }
}

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Worst first; within a severity as the checks told them. */
export const sortedFindings = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);

/** The way on where it is open, else the worst finding. */
export const firstAt = (isValid: boolean, findings: readonly Finding[]): number => (isValid ? findings.length : 0);
