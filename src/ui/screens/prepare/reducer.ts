/** Step 1: what is pointed at, the path as typed, and whether the base model is being chosen. Pure. */
import type { Sample } from '../../../workflow/samples.js';

export interface PrepareState {
  /** 0 is the path field; then come the items of the list. */
  at: number;
  path: string;
  /** What a path could go on with, after Tab; null when nobody asked. */
  candidates: readonly string[] | null;
  /** Files chosen lately. */
  recent: readonly string[];
  choosingBase: boolean;
}

export type PrepareAction =
  | { type: 'move'; by: number; last: number }
  | { type: 'type'; path: string }
  /** `typed` is what the completion was asked for; what was typed meanwhile is not taken back. */
  | { type: 'completed'; typed: string; path: string; candidates: readonly string[] }
  | { type: 'found-recent'; files: readonly string[] }
  | { type: 'choose-base'; open: boolean };

export const prepareStart = (file: string | null): PrepareState => ({
  at: 0,
  path: file ?? '',
  candidates: null,
  recent: [],
  choosingBase: false,
});

export function reducePrepare(state: PrepareState, action: PrepareAction): PrepareState {
  switch (action.type) {
    case 'move':
      return { ...state, at: Math.min(action.last, Math.max(0, state.at + action.by)), candidates: null };
    case 'type':
      return { ...state, path: action.path, candidates: null };
    case 'completed': {
      if (state.path !== action.typed) return state;
      return { ...state, path: action.path, candidates: action.candidates.length === 1 ? null : action.candidates };
    }
    case 'found-recent':
      // The list grows above the samples: what is pointed at stays pointed at.
      return {
        ...state,
        recent: action.files,
        at: state.at === 0 ? 0 : Math.max(1, state.at + action.files.length - state.recent.length),
      };
    case 'choose-base':
      return { ...state, choosingBase: action.open };
  }
}

export type Item = { kind: 'recent'; path: string } | { kind: 'sample'; name: string; path: string } | { kind: 'base' };

/** Below the path field. */
export function itemsOf({ recent }: PrepareState, samples: readonly Sample[]): Item[] {
  return [
    ...recent.map((path): Item => ({ kind: 'recent', path })),
    ...samples.map(({ name, path }): Item => ({ kind: 'sample', name, path })),
    { kind: 'base' },
  ];
}
