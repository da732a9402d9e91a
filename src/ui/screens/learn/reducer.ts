/** Which lesson is pointed at, and what is searched for. Pure. */
import type { Shelf } from '../../learn-ports.js';

export interface LearnState {
  /** Null until it was read. */
  shelf: Shelf | null;
  at: number;
  /** Null while the list is shown. */
  search: { text: string; at: number } | null;
}

export type LearnAction =
  /** `at`: where to point when the list is first seen. */
  | { type: 'found'; shelf: Shelf; at: number }
  | { type: 'move'; by: number; count: number }
  | { type: 'open-search' }
  | { type: 'type'; text: string }
  | { type: 'close-search' };

export const learnStart = (search: boolean): LearnState => ({
  shelf: null,
  at: 0,
  search: search ? { text: '', at: 0 } : null,
});

export function reduceLearn(state: LearnState, action: LearnAction): LearnState {
  switch (action.type) {
    case 'found':
      return { ...state, shelf: action.shelf, at: state.shelf === null ? action.at : state.at };
    case 'move': {
      const within = (at: number): number => Math.max(0, Math.min(action.count - 1, at + action.by));
      return state.search === null
        ? { ...state, at: within(state.at) }
        : { ...state, search: { ...state.search, at: within(state.search.at) } };
    }
    case 'open-search':
      return { ...state, search: { text: '', at: 0 } };
    case 'type':
      return { ...state, search: { text: action.text, at: 0 } };
    case 'close-search':
      return { ...state, search: null };
  }
}

/** The list's window: the first row shown so that `at` is in sight, near the middle. */
export function windowStart(at: number, count: number, rows: number): number {
  return Math.max(0, Math.min(count - rows, at - Math.floor(rows / 2)));
}
