/** How the score is looked at: the table, the confusion matrix, the rows, the worst ones. Pure. */
import { within } from '../../within.js';

export const VIEWS = ['scores', 'confusion', 'samples', 'worst'] as const;
export type EvaluateView = (typeof VIEWS)[number];

export const FILTERS = ['all', 'better', 'worse', 'same'] as const;
export type RowFilter = (typeof FILTERS)[number];

export interface EvaluateState {
  view: EvaluateView;
  filter: RowFilter;
  /** The row pointed at, of those that the filter lets through. */
  at: number;
  /** That row in full, and how many of its lines are scrolled away; null for the list. */
  whole: { scroll: number } | null;
  /** Whose confusion matrix. */
  model: 'base' | 'tuned';
  /** First label shown of the matrix, down and to the right. */
  corner: { row: number; column: number };
  /** Metrics of the table that are scrolled away. */
  skipped: number;
}

export type EvaluateAction =
  | { type: 'turn'; views: readonly EvaluateView[]; by: number }
  | { type: 'filter' }
  | { type: 'move'; by: number; count: number }
  | { type: 'scroll'; rows: number; columns: number; labels: number }
  /** `last`: how many metrics can be scrolled away. */
  | { type: 'skip'; by: number; last: number }
  | { type: 'other-model' }
  | { type: 'whole' }
  | { type: 'list' }
  | { type: 'read'; by: number; last: number };

export const EVALUATE_START: EvaluateState = {
  view: 'scores',
  filter: 'all',
  at: 0,
  whole: null,
  model: 'tuned',
  corner: { row: 0, column: 0 },
  skipped: 0,
};

export function reduceEvaluate(state: EvaluateState, action: EvaluateAction): EvaluateState {
  switch (action.type) {
    case 'turn': {
      const { views, by } = action;
      const next = views[(views.indexOf(state.view) + by + views.length) % views.length];
      return { ...state, view: next ?? 'scores', at: 0 };
    }
    case 'filter':
      return { ...state, filter: FILTERS[(FILTERS.indexOf(state.filter) + 1) % FILTERS.length] ?? 'all', at: 0 };
    case 'move':
      return {
        ...state,
        at: within(state.at + action.by, action.count - 1),
        whole: state.whole && { scroll: 0 },
      };
    case 'scroll': {
      const { row, column } = state.corner;
      const last = action.labels - 1;
      return {
        ...state,
        corner: { row: within(row + action.rows, last), column: within(column + action.columns, last) },
      };
    }
    case 'skip':
      return { ...state, skipped: within(state.skipped + action.by, action.last) };
    case 'other-model':
      return { ...state, model: state.model === 'base' ? 'tuned' : 'base' };
    case 'whole':
      return { ...state, whole: { scroll: 0 } };
    case 'list':
      return { ...state, whole: null };
    case 'read':
      return { ...state, whole: state.whole && { scroll: within(state.whole.scroll + action.by, action.last) } };
  }
}
