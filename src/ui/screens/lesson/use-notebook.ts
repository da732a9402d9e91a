/** A lesson's state with what happens outside of it: cells that run, files that are watched, progress that is kept. */
import { type Dispatch, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Problem } from '../../../base/error.js';
import type { CurvePoint } from '../../../learn/cells/run-cell.js';
import type { CellBlock, ExerciseBlock, Lesson } from '../../../learn/lesson/types.js';
import type { LearnPorts, OpenedLesson } from '../../learn-ports.js';
import { headingOf, type Part } from './parts.js';
import { type NotebookAction, reduceNotebook } from './reducer.js';
import { NEW_RUN, type NotebookState, openNotebook, reopenNotebook } from './state.js';

/** How often a printing cell is drawn. */
const FLUSH_MS = 100;

export interface Notebook {
  state: NotebookState;
  /** Ahead of `state` when keys come faster than frames. */
  now: () => NotebookState;
  act: Dispatch<NotebookAction>;
  work: NotebookWork;
}

export function useNotebook(
  learn: LearnPorts,
  { lesson, progress }: OpenedLesson,
  parts: readonly Part[],
  section: string | null,
): Notebook {
  const [state, setState] = useState(() => {
    const at = lesson.sections.findIndex(({ id }) => id === section);
    const part = at === -1 ? null : headingOf(parts, at);
    const before = learn.notebooks.get(lesson.id);
    return before === undefined ? openNotebook(progress, part ?? 0) : reopenNotebook(before, part);
  });
  // The newest state, also between a key and the frame that it changes.
  const newest = useRef(state);
  const act = useCallback((action: NotebookAction): void => {
    newest.current = reduceNotebook(newest.current, action);
    setState(newest.current);
  }, []);
  const now = useCallback(() => newest.current, []);
  const work = useMemo(() => notebookWork(learn, lesson, act), [learn, lesson, act]);
  const opened = useRef(state);
  useEffect(() => {
    for (const [id, { path, code }] of Object.entries(opened.current.exercises)) {
      const exercise = exerciseOf(lesson, id);
      if (exercise !== undefined) work.watchExercise(exercise, path, code);
    }
    return () => work.close();
  }, [work, lesson]);
  useEffect(() => void learn.notebooks.set(lesson.id, state), [learn, lesson, state]);
  return { state, now, act, work };
}

export type NotebookWork = ReturnType<typeof notebookWork>;

function notebookWork(learn: LearnPorts, lesson: Lesson, act: Dispatch<NotebookAction>) {
  const runner = cellRunner(learn, lesson, act);
  const files = new AbortController();
  const watched = new Set<string>();
  const known = new Map<string, string>();
  let checks = new AbortController();

  const check = async (exercise: ExerciseBlock, path: string, code: string): Promise<void> => {
    checks.abort();
    checks = new AbortController();
    const { signal } = checks;
    known.set(path, code);
    act({ type: 'exercise', id: exercise.id, path, code });
    act({ type: 'checking', id: exercise.id });
    signal.addEventListener('abort', () => act({ type: 'check-stopped', id: exercise.id }), { once: true });
    const result = await learn.check(lesson, exercise, code, signal);
    if (signal.aborted) return;
    act({ type: 'checked', exercise, result });
    if (result.status === 'pass') void learn.record({ type: 'exercise-passed', lesson, exercise: exercise.id });
  };
  const watch = (path: string, changed: (text: string) => void): void => {
    if (watched.has(path)) return;
    watched.add(path);
    learn.watch(path, (text) => text !== known.get(path) && changed(text), files.signal);
  };
  const watchExercise = (exercise: ExerciseBlock, path: string, code: string): void => {
    known.set(path, code);
    watch(path, (text) => void check(exercise, path, text).catch(() => {}));
  };
  return {
    ...runner,
    watchExercise,
    record: (event: Parameters<LearnPorts['record']>[0]): void => void learn.record(event).catch(() => {}),
    toEditor: async (cell: CellBlock, code: string): Promise<void> => {
      const { path, editor } = await learn.toEditor(lesson, cell.id, code);
      known.set(path, code);
      act({ type: 'given-to-editor', cell: cell.id, path, editor });
      watch(path, (text) => {
        known.set(path, text);
        act({ type: 'keep-draft', cell: cell.id, original: cell.code, code: text });
      });
    },
    /** Code typed here for a file that an editor has, too. */
    save: async (path: string, code: string): Promise<void> => {
      known.set(path, code);
      await learn.save(path, code);
    },
    startExercise: async (exercise: ExerciseBlock, anew: boolean): Promise<void> => {
      const { path, code, setAside } = await learn.exercise(lesson, exercise, anew);
      if (setAside !== null) act({ type: 'exercise', id: exercise.id, path, code, setAside });
      watchExercise(exercise, path, code);
      await check(exercise, path, code);
    },
    /** The learner's file, whatever was begun here, in an editor with a window of its own. */
    exerciseToEditor: async (exercise: ExerciseBlock): Promise<void> => {
      const { path, code, editor } = await learn.exerciseToEditor(lesson, exercise);
      act({ type: 'exercise', id: exercise.id, path, code, editor });
      watchExercise(exercise, path, code);
    },
    solution: async (exercise: ExerciseBlock): Promise<void> =>
      act({ type: 'solution', id: exercise.id, code: await learn.solution(lesson, exercise) }),
    stopCheck: (): void => checks.abort(),
    saveExercise: async (exercise: ExerciseBlock, path: string, code: string): Promise<void> => {
      known.set(path, code);
      await learn.save(path, code);
      await check(exercise, path, code);
    },
    close: (): void => {
      runner.stop();
      files.abort();
      checks.abort();
    },
  };
}

/** One cell at a time; what it prints is handed on a few times a second. */
function cellRunner(learn: LearnPorts, lesson: Lesson, act: Dispatch<NotebookAction>) {
  let abort = new AbortController();
  const run = async (cell: string, drafts: Readonly<Record<string, string>>): Promise<void> => {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const waiting: { text: string; points: CurvePoint[] } = { text: '', points: [] };
    let timer: NodeJS.Timeout | null = null;
    const flush = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (waiting.text !== '' || waiting.points.length > 0) act({ type: 'printed', cell, ...waiting });
      Object.assign(waiting, { text: '', points: [] });
    };
    const later = (): void => {
      timer ??= setTimeout(flush, FLUSH_MS);
    };
    act({ type: 'run', cell });
    try {
      const { status, seconds, difference, stderr } = await learn.runCell(lesson, cell, drafts, {
        onOutput: (text, stream) => {
          // Errors come at the end, without the paths of the machine.
          if (stream === 'stdout') waiting.text += text;
          later();
        },
        onCurve: (point) => {
          waiting.points.push(point);
          later();
        },
        signal,
      });
      waiting.text += stderr;
      flush();
      act({ type: 'ran', cell, run: { status, seconds, difference, problem: null } });
      if (status === 'done') await learn.record({ type: 'cell-ran', lesson, cell });
    } catch (error) {
      flush();
      act({ type: 'ran', cell, run: { ...NEW_RUN, status: 'broken', problem: textOf(error) } });
    }
  };
  return { run, stop: () => abort.abort() };
}

function textOf(error: unknown): string | { en: string; hi: string } {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const { text, where } = error;
  const at = where === undefined ? '' : ` (${where})`;
  return typeof text === 'string' ? text + at : { en: text.en + at, hi: text.hi + at };
}

const exerciseOf = ({ sections }: Lesson, id: string): ExerciseBlock | undefined =>
  sections
    .flatMap(({ blocks }) => blocks)
    .filter((block) => block.kind === 'exercise')
    .find((block) => block.id === id);
