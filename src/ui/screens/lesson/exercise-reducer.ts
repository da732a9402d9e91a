/** How the work on an exercise changes. Pure. */
import type { ExerciseResult } from '../../../learn/cells/check-exercise.js';
import type { ExerciseBlock } from '../../../learn/lesson/types.js';
import { type ExerciseState, type NotebookState, withOne } from './state.js';

export type ExerciseAction =
  /** The learner's file as it is now. `setAside`: where its text went when it was started anew. */
  | { type: 'exercise'; id: string; path: string; code: string; editor?: string | null; setAside?: string | null }
  | { type: 'checking'; id: string }
  | { type: 'checked'; exercise: ExerciseBlock; result: ExerciseResult }
  | { type: 'check-stopped'; id: string }
  | { type: 'exercise-hint'; exercise: ExerciseBlock }
  /** Null puts it away. */
  | { type: 'solution'; id: string; code: string | null };

const NEW: ExerciseState = {
  path: '',
  editor: null,
  code: '',
  checking: false,
  result: null,
  tries: [],
  hints: 0,
  solution: null,
  setAside: null,
};

export function exercised(state: NotebookState, action: ExerciseAction): Partial<NotebookState> {
  const id = 'exercise' in action ? action.exercise.id : action.id;
  const before = state.exercises[id];
  const keep = (change: Partial<ExerciseState>): Partial<NotebookState> => ({
    exercises: { ...state.exercises, [id]: { ...(before ?? NEW), ...change } },
  });
  if (action.type === 'exercise') {
    const { path, code, editor = before?.editor ?? null, setAside = before?.setAside ?? null } = action;
    return keep({ path, code, editor, setAside });
  }
  if (before === undefined) return {};
  switch (action.type) {
    case 'checking':
      return keep({ checking: true });
    case 'check-stopped':
      return keep({ checking: false });
    case 'exercise-hint':
      return keep({ hints: Math.min(action.exercise.hints.length, before.hints + 1) });
    case 'solution':
      return keep({ solution: action.code });
    case 'checked':
      return { ...keep(checked(before, action)), ...passedWith(state, action) };
  }
}

type Checked = Extract<ExerciseAction, { type: 'checked' }>;

/** The stub itself is no try, and the same text twice is one. */
function checked({ code, tries }: ExerciseState, { exercise, result }: Checked): Partial<ExerciseState> {
  const own = code.trim() !== exercise.stub.trim();
  const failed = own && result.status !== 'pass';
  return { checking: false, result, tries: failed ? withOne(tries, code.trim()) : tries };
}

const passedWith = ({ passed }: NotebookState, { exercise, result }: Checked): Partial<NotebookState> =>
  result.status === 'pass' ? { passed: withOne(passed, exercise.id) } : {};
