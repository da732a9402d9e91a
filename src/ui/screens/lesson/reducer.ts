/** How a lesson's state changes. Pure; what the lesson looks like now comes as a `Sight`. */
import type { CurvePoint } from '../../../learn/cells/run-cell.js';
import type { AnswerScore } from '../../../learn/interview/types.js';
import type { QuizBlock } from '../../../learn/lesson/types.js';
import type { Press } from '../../presses.js';
import { draftOf, editText } from '../../text-edit.js';
import { type ExerciseAction, exercised } from './exercise-reducer.js';
import { focusAt, reveal, revealRow, rowOf, type Sight, spotAt, totalRows, within } from './scroll.js';
import { type CellRun, type Curve, NEW_RUN, NO_QUIZ, type NotebookState, withOne } from './state.js';

export type NotebookAction =
  | { type: 'scroll'; by: number; sight: Sight }
  | { type: 'jump'; row: number; sight: Sight }
  /** To the next stop, or the one before. */
  | { type: 'stop'; by: 1 | -1; sight: Sight }
  /** The row of the cursor, or of the end of what grows, is brought into sight. */
  | { type: 'settle'; row: number; sight: Sight }
  /** What is done in this part makes it longer: its end stays in sight until one scrolls. */
  | { type: 'follow'; part: number }
  | { type: 'pan'; by: number }
  | { type: 'read'; section: string }
  | { type: 'answer'; part: number }
  | { type: 'leave' }
  | { type: 'point'; quiz: QuizBlock; by: number }
  | { type: 'choose'; quiz: QuizBlock }
  | { type: 'hint'; quiz: QuizBlock }
  | { type: 'edit'; part: number; text: string }
  | { type: 'press'; press: Press }
  | { type: 'keep-draft'; cell: string; original: string; code: string }
  | { type: 'keep-answer'; explain: string; text: string; score: AnswerScore | null }
  | { type: 'given-to-editor'; cell: string; path: string; editor: string | null }
  | { type: 'run'; cell: string }
  | { type: 'printed'; cell: string; text: string; points: readonly CurvePoint[] }
  | { type: 'ran'; cell: string; run: Omit<CellRun, 'output' | 'curves'> }
  | ExerciseAction;

export function reduceNotebook(state: NotebookState, action: NotebookAction): NotebookState {
  switch (action.type) {
    case 'scroll':
    case 'jump':
    case 'stop':
    case 'settle':
      return moved(state, action);
    case 'pan':
      return { ...state, shift: Math.max(0, state.shift + action.by) };
    case 'read':
      return { ...state, read: withOne(state.read, action.section) };
    case 'answer':
      return { ...state, mode: 'answer', focus: action.part, following: true };
    case 'follow':
      return { ...state, focus: action.part, following: true };
    case 'leave':
      return { ...state, mode: 'read', editor: null };
    case 'point':
    case 'choose':
    case 'hint':
      return answered(state, action);
    case 'edit':
      return { ...state, mode: 'edit', focus: action.part, editor: draftOf(action.text), following: false };
    case 'press':
      return state.editor === null ? state : { ...state, editor: editText(state.editor, action.press) };
    case 'keep-draft':
      return drafted(state, action);
    case 'keep-answer': {
      const { explain, text, score } = action;
      return {
        ...state,
        explains: { ...state.explains, [explain]: { text, score } },
        mode: 'read',
        editor: null,
        following: score !== null,
      };
    }
    case 'given-to-editor': {
      const { cell, path, editor } = action;
      return { ...state, files: { ...state.files, [cell]: { path, editor } } };
    }
    case 'run':
    case 'printed':
    case 'ran':
      return { ...state, ...running(state, action) };
    case 'exercise':
    case 'checking':
    case 'checked':
    case 'check-stopped':
    case 'exercise-hint':
    case 'solution':
      return { ...state, ...exercised(state, action) };
  }
}

/** Code that is the lesson's again is no change; what other code printed says nothing of this one. */
function drafted(
  state: NotebookState,
  { cell, original, code }: Extract<NotebookAction, { type: 'keep-draft' }>,
): NotebookState {
  const before = state.drafts[cell] ?? original;
  if (code.trimEnd() === before.trimEnd()) return state;
  const { [cell]: _, ...drafts } = state.drafts;
  const { [cell]: __, ...runs } = state.runs;
  return { ...state, runs, drafts: code.trimEnd() === original.trimEnd() ? drafts : { ...drafts, [cell]: code } };
}

type Moving = Extract<NotebookAction, { type: 'scroll' | 'jump' | 'stop' | 'settle' }>;

function moved(state: NotebookState, action: Moving): NotebookState {
  const { sight } = action;
  const now = within(sight, rowOf(sight, state.top));
  if (action.type === 'settle') {
    const top = spotAt(sight, revealRow(sight, now, action.row));
    // A new state would be drawn, settled and drawn again without an end.
    return top.part === state.top.part && top.line === state.top.line ? state : { ...state, top };
  }
  const settled = { ...state, following: false };
  if (action.type === 'stop') {
    const part = stopFrom(sight, state.focus ?? focusAt(sight, now, null), action.by);
    const top = part === null ? now : reveal(sight, now, part);
    return { ...settled, mode: 'read', top: spotAt(sight, top), focus: part };
  }
  const row = within(sight, action.type === 'jump' ? action.row : now + action.by);
  if (action.type === 'scroll' && row === now) return { ...settled, focus: neighbour(sight, state.focus, action.by) };
  const before = action.type === 'scroll' ? state.focus : action.row < totalRows(sight) ? null : lastStop(sight);
  return { ...settled, top: spotAt(sight, row), focus: focusAt(sight, row, before) };
}

const lastStop = ({ stops }: Sight): number | null => stops.at(-1) ?? null;

/** Where nothing is left to scroll, the arrows go on from stop to stop. */
function neighbour({ stops }: Sight, focus: number | null, by: number): number | null {
  if (focus === null) return (by > 0 ? stops.at(-1) : stops[0]) ?? null;
  const at = stops.indexOf(focus) + Math.sign(by);
  return stops[at] ?? focus;
}

/** The stop after the part in focus, or the one before it. */
function stopFrom({ stops }: Sight, focus: number | null, by: 1 | -1): number | null {
  if (focus === null) return (by === 1 ? stops[0] : stops.at(-1)) ?? null;
  return stops[stops.indexOf(focus) + by] ?? focus;
}

function answered(
  state: NotebookState,
  action: Extract<NotebookAction, { type: 'point' | 'choose' | 'hint' }>,
): NotebookState {
  const { id, options, hints } = action.quiz;
  const quiz = state.quizzes[id] ?? NO_QUIZ;
  const keep = (change: Partial<typeof quiz>, mode = state.mode): NotebookState => ({
    ...state,
    mode,
    quizzes: { ...state.quizzes, [id]: { ...quiz, ...change } },
  });
  switch (action.type) {
    case 'point':
      return keep({ at: Math.min(options.length - 1, Math.max(0, quiz.at + action.by)) });
    case 'hint':
      return keep({ hints: Math.min(hints.length, quiz.hints + 1) });
    case 'choose':
      if (quiz.solved) return keep({}, 'read');
      return options[quiz.at]?.correct === true
        ? keep({ solved: true }, 'read')
        : keep({ wrong: quiz.wrong.includes(quiz.at) ? quiz.wrong : [...quiz.wrong, quiz.at] });
  }
}

function running(
  { runs, ran }: NotebookState,
  action: Extract<NotebookAction, { type: 'run' | 'printed' | 'ran' }>,
): Partial<NotebookState> {
  const { cell } = action;
  const before = runs[cell] ?? NEW_RUN;
  if (action.type === 'run') return { runs: { ...runs, [cell]: NEW_RUN }, mode: 'read', editor: null };
  if (action.type === 'printed') {
    const curves = action.points.reduce(withPoint, before.curves);
    return { runs: { ...runs, [cell]: { ...before, output: before.output + action.text, curves } } };
  }
  return {
    runs: { ...runs, [cell]: { ...before, ...action.run } },
    ran: action.run.status === 'done' ? withOne(ran, cell) : ran,
  };
}

/** A loss that is not a number breaks the line. */
function withPoint(curves: CellRun['curves'], { curve, step, steps, loss }: CurvePoint): CellRun['curves'] {
  const before: Curve = curves[curve] ?? { points: [], steps };
  return { ...curves, [curve]: { steps, points: [...before.points, { step, value: loss ?? Number.NaN }] } };
}
