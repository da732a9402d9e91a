/** The compare screen before a comparison and beside it: the file, the methods taken, and what is looked at. Pure. */
import { METHODS, type Method } from '../../../plan/types.js';
import type { Comparison } from '../../../workflow/compare/schema.js';
import type { Sample } from '../../../workflow/samples.js';
import { within } from '../../within.js';

export interface CompareState {
  part: 'file' | 'methods';
  /** Of the list of the part: 0 is the path field of the first one. */
  at: number;
  path: string;
  /** What a path could go on with, after Tab; null when nobody asked. */
  candidates: readonly string[] | null;
  /** Newest first. */
  earlier: readonly Comparison[];
  file: string;
  base: string;
  methods: readonly Method[];
  /** Too few methods were taken when the start was asked for. */
  tooFew: boolean;
  /** The drawing instead of the advice. */
  chart: boolean;
  log: boolean;
  /** The columns of the table that have no room beside the others. */
  otherColumns: boolean;
  /** Lines of the advice scrolled away. */
  scroll: number;
  /** The next `x` cancels. */
  sure: boolean;
}

export type CompareAction =
  | { type: 'move'; by: number; last: number }
  | { type: 'type'; path: string }
  | { type: 'completed'; typed: string; path: string; candidates: readonly string[] }
  | { type: 'found-earlier'; earlier: readonly Comparison[] }
  | { type: 'take-file'; file: string }
  | { type: 'choose-file' }
  | { type: 'toggle'; method: Method }
  | { type: 'base'; base: string }
  | { type: 'refuse' }
  | { type: 'chart' }
  | { type: 'log' }
  | { type: 'columns' }
  | { type: 'scroll'; by: number; last: number }
  | { type: 'sure'; sure: boolean };

export interface CompareBeginning {
  file: string | null;
  base: string;
  methods: readonly Method[];
}

/** With a file, the methods are asked for at once. */
export const compareStart = ({ file, base, methods }: CompareBeginning): CompareState => ({
  part: file === null ? 'file' : 'methods',
  at: 0,
  path: '',
  candidates: null,
  earlier: [],
  file: file ?? '',
  base,
  methods,
  tooFew: false,
  chart: false,
  log: false,
  otherColumns: false,
  scroll: 0,
  sure: false,
});

export function reduceCompare(state: CompareState, action: CompareAction): CompareState {
  switch (action.type) {
    case 'move':
      return { ...state, at: Math.min(action.last, Math.max(0, state.at + action.by)), candidates: null };
    case 'type':
      return { ...state, path: action.path, candidates: null };
    case 'completed':
      if (state.path !== action.typed) return state;
      return { ...state, path: action.path, candidates: action.candidates.length === 1 ? null : action.candidates };
    case 'found-earlier':
      return { ...state, earlier: action.earlier };
    case 'take-file':
      return { ...state, part: 'methods', file: action.file, at: 0 };
    case 'choose-file':
      return { ...state, part: 'file', at: 0, tooFew: false };
    case 'toggle': {
      const taken = METHODS.filter((one) => state.methods.includes(one) !== (one === action.method));
      return { ...state, methods: taken, tooFew: false };
    }
    case 'base':
      return { ...state, base: action.base };
    case 'refuse':
      return { ...state, tooFew: true };
    case 'chart':
      return { ...state, chart: !state.chart };
    case 'log':
      return { ...state, log: !state.log };
    case 'columns':
      return { ...state, otherColumns: !state.otherColumns };
    case 'scroll':
      return { ...state, scroll: within(state.scroll + action.by, action.last) };
    case 'sure':
      return { ...state, sure: action.sure };
  }
}

export type FileItem = { kind: 'sample'; name: string; path: string } | { kind: 'earlier'; comparison: Comparison };

const EARLIER = 4;

/** Below the path field. */
export function fileItems({ earlier }: CompareState, samples: readonly Sample[]): FileItem[] {
  return [
    ...samples.map(({ name, path }): FileItem => ({ kind: 'sample', name, path })),
    ...earlier.slice(0, EARLIER).map((comparison): FileItem => ({ kind: 'earlier', comparison })),
  ];
}
