/** A lesson as it is being read: where, what runs, what was changed and answered. */
import type { Text } from '../../../base/localized.js';
import type { ExerciseResult } from '../../../learn/cells/check-exercise.js';
import type { OutputDifference } from '../../../learn/cells/expected-output.js';
import type { CellResult } from '../../../learn/cells/run-cell.js';
import type { AnswerScore } from '../../../learn/interview/types.js';
import type { LessonProgress } from '../../../learn/progress/schema.js';
import type { Draft } from '../../text-edit.js';
import type { Spot } from './scroll.js';

export interface CellRun {
  /** `broken`: the code could not be read; see `problem`. */
  status: 'running' | 'broken' | CellResult['status'];
  output: string;
  curves: Readonly<Record<string, Curve>>;
  seconds: number;
  /** Null when it printed what the lesson shows. */
  difference: OutputDifference | null;
  problem: Text | null;
}

export interface Curve {
  points: readonly { step: number; value: number }[];
  steps: number;
}

export interface QuizState {
  /** The option pointed at. */
  at: number;
  /** Wrong options chosen so far. */
  wrong: readonly number[];
  solved: boolean;
  hints: number;
}

export interface ExplainState {
  text: string;
  score: AnswerScore | null;
}

export interface ExerciseState {
  path: string;
  /** The editor that has it, if one was opened. */
  editor: string | null;
  code: string;
  checking: boolean;
  result: ExerciseResult | null;
  /** Different versions of the learner's own that did not pass. */
  tries: readonly string[];
  hints: number;
  /** The solution while it is shown. */
  solution: string | null;
  /** Where the learner's text went when the file was started anew. */
  setAside: string | null;
}

/** Arrows scroll while reading; the other modes belong to the part in focus. */
export type Mode = 'read' | 'answer' | 'edit';

export interface NotebookState {
  top: Spot;
  /** The part that keys work on. */
  focus: number | null;
  /** Keeps the end of the part in focus in sight while it grows. */
  following: boolean;
  /** Columns that wide lines are moved to the left. */
  shift: number;
  mode: Mode;
  editor: Draft | null;
  /** Changed code by cell. */
  drafts: Readonly<Record<string, string>>;
  /** Files of cells that an editor has, and its name. */
  files: Readonly<Record<string, { path: string; editor: string | null }>>;
  runs: Readonly<Record<string, CellRun>>;
  quizzes: Readonly<Record<string, QuizState>>;
  explains: Readonly<Record<string, ExplainState>>;
  exercises: Readonly<Record<string, ExerciseState>>;
  /** Sections read and cells run, now or on another day. */
  read: readonly string[];
  ran: readonly string[];
  passed: readonly string[];
}

export const NO_QUIZ: QuizState = { at: 0, wrong: [], solved: false, hints: 0 };
/** So many tries open the solution. */
export const TRIES_FOR_SOLUTION = 2;

/** After it passed there is nothing left to spoil. */
export const solutionIsOpen = ({ exercises, passed }: NotebookState, id: string): boolean =>
  exercises[id] !== undefined && (passed.includes(id) || exercises[id].tries.length >= TRIES_FOR_SOLUTION);

export const withOne = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list : [...list, item];

export const NEW_RUN: CellRun = {
  status: 'running',
  output: '',
  curves: {},
  seconds: 0,
  difference: null,
  problem: null,
};

export function openNotebook(progress: LessonProgress | null, part: number): NotebookState {
  const quizzes = Object.entries(progress?.quizzes ?? {}).filter(([, quiz]) => quiz.correct);
  return {
    top: { part, line: 0 },
    focus: null,
    following: false,
    shift: 0,
    mode: 'read',
    editor: null,
    drafts: {},
    files: {},
    runs: {},
    quizzes: Object.fromEntries(quizzes.map(([id]) => [id, { ...NO_QUIZ, solved: true }])),
    explains: {},
    exercises: {},
    read: progress?.sections ?? [],
    ran: progress?.cells ?? [],
    passed: progress?.exercises ?? [],
  };
}

/** After the screen was closed: nothing runs, nothing is being typed. `part`: where to open it, or null for where it was. */
export function reopenNotebook(state: NotebookState, part: number | null): NotebookState {
  const stopped = Object.entries(state.runs).map(([id, run]): [string, CellRun] => [
    id,
    run.status === 'running' ? { ...run, status: 'stopped' } : run,
  ]);
  const unchecked = Object.entries(state.exercises).map(([id, one]) => [id, { ...one, checking: false }] as const);
  return {
    ...state,
    ...(part === null ? {} : { top: { part, line: 0 }, focus: null }),
    mode: 'read',
    editor: null,
    following: false,
    runs: Object.fromEntries(stopped),
    exercises: Object.fromEntries(unchecked),
  };
}
