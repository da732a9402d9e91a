/** What each key of a lesson does. */
import { scoreAnswer } from '../../../learn/interview/score.js';
import { roomOf } from '../../../learn/rooms.js';
import type { KeyBinding } from '../../keys.js';
import type { OpenedLesson } from '../../learn-ports.js';
import { openOwn } from '../../open-own.js';
import { useStudio } from '../../studio.js';
import { textOfDraft } from '../../text-edit.js';
import { type NotebookCalls, notebookKeys } from './keys.js';
import { type ActiveBlock, activeBlock, headingOf, type Part } from './parts.js';
import { startOf, totalRows } from './scroll.js';
import { NO_QUIZ, type NotebookState, solutionIsOpen } from './state.js';
import type { Notebook } from './use-notebook.js';
import type { Page } from './use-page.js';

const PAN = 8;

export function useLessonKeys(
  opened: OpenedLesson,
  parts: readonly Part[],
  page: Page,
  notebook: Notebook,
): readonly KeyBinding[] {
  const studio = useStudio();
  const { words, go } = studio;
  const room = roomOf(opened.lesson.id);
  const { state, work } = notebook;
  const part = page.focus === null ? undefined : parts[page.focus];
  const block = activeBlock(part);
  const running = Object.values(state.runs).some(({ status }) => status === 'running');
  const checking = Object.values(state.exercises).some((exercise) => exercise.checking);
  const { next } = opened;
  const calls: NotebookCalls = {
    ...movingCalls(parts, page, notebook, opened.lesson.sections.length),
    ...blockCalls(block, page.focus ?? 0, notebook, opened),
    halt: running ? work.stop : checking ? work.stopCheck : null,
    next: next === null ? null : () => go({ type: 'open', place: { name: 'lesson', id: next } }),
    own: () => void openOwn(studio),
    room:
      room === null
        ? null
        : { label: words.learn.rooms[room], open: () => go({ type: 'open', place: { name: room } }) },
    search: () => go({ type: 'open', place: { name: 'learn', search: true } }),
    back: () => go({ type: 'back' }),
  };
  return notebookKeys(words, state.mode, part?.kind === 'end' ? 'end' : (block?.kind ?? null), calls);
}

type Moving = Pick<NotebookCalls, 'scroll' | 'page' | 'section' | 'stop' | 'edge' | 'pan'>;

function movingCalls(
  parts: readonly Part[],
  { sight, top, wide, section }: Page,
  { state, act }: Notebook,
  sections: number,
): Moving {
  return {
    scroll: (by) => act({ type: 'scroll', by, sight }),
    page: (by) => act({ type: 'scroll', by: by * Math.max(1, sight.rows - 2), sight }),
    section: (by) => {
      const start = startOf(sight, headingOf(parts, section));
      const to = by === -1 && top > start ? section : section + by;
      const row = to < 0 ? 0 : to >= sections ? totalRows(sight) : startOf(sight, headingOf(parts, to));
      act({ type: 'jump', row, sight });
    },
    stop: (by) => act({ type: 'stop', by, sight }),
    edge: (end) => act({ type: 'jump', row: end ? totalRows(sight) : 0, sight }),
    pan: wide || state.shift > 0 ? (by) => act({ type: 'pan', by: by * PAN }) : null,
  };
}

type OfBlock = Omit<NotebookCalls, keyof Moving | 'halt' | 'next' | 'own' | 'room' | 'search' | 'back'>;

function blockCalls(
  block: ActiveBlock | null,
  part: number,
  { now, act, work }: Notebook,
  { lesson }: OpenedLesson,
): OfBlock {
  const ofQuiz = (type: 'choose' | 'hint') => () => {
    if (block?.kind !== 'quiz') return;
    const { at, solved } = now().quizzes[block.id] ?? NO_QUIZ;
    const correct = block.options[at]?.correct === true;
    if (type === 'choose' && !solved) work.record({ type: 'quiz-answered', lesson, quiz: block.id, correct });
    act({ type, quiz: block });
  };
  /** Points at an option and chooses it. */
  const choosing = (option: number) => () => {
    if (block?.kind !== 'quiz') return;
    act({ type: 'point', quiz: block, by: option - (now().quizzes[block.id] ?? NO_QUIZ).at });
    ofQuiz('choose')();
  };
  const start = (anew: boolean) => () => {
    if (block?.kind !== 'exercise') return;
    act({ type: 'follow', part });
    void work.startExercise(block, anew).catch(() => {});
  };
  return {
    run: () => {
      if (block?.kind !== 'cell') return;
      act({ type: 'follow', part });
      void work.run(block.id, now().drafts);
    },
    edit: () => {
      if (block !== null && block.kind !== 'quiz') act({ type: 'edit', part, text: editable(block, now()) });
    },
    editor: () => {
      if (block?.kind === 'cell') void work.toEditor(block, editable(block, now())).catch(() => {});
      if (block?.kind === 'exercise') void work.exerciseToEditor(block).catch(() => {});
    },
    reset: block?.kind === 'cell' && now().drafts[block.id] !== undefined ? () => keepCode(block.code, block) : null,
    answer: () => act({ type: 'answer', part }),
    point: (by) => {
      if (block?.kind === 'quiz') act({ type: 'point', quiz: block, by });
    },
    choose: ofQuiz('choose'),
    options: block?.kind === 'quiz' ? block.options.map((_, option) => choosing(option)) : [],
    hint: block?.kind === 'exercise' ? hintOf(block) : block?.kind === 'quiz' ? quizHintOf(block) : null,
    leave: () => act({ type: 'leave' }),
    start: start(false),
    stub: block?.kind === 'exercise' && now().exercises[block.id] !== undefined ? start(true) : null,
    solution: block?.kind === 'exercise' && solutionIsOpen(now(), block.id) ? () => turnSolution(block) : null,
    keep: (submit) => keep(submit),
  };

  function hintOf(exercise: ActiveBlock & { kind: 'exercise' }): (() => void) | null {
    const taken = now().exercises[exercise.id]?.hints ?? exercise.hints.length;
    if (taken >= exercise.hints.length) return null;
    return () => {
      act({ type: 'follow', part });
      act({ type: 'exercise-hint', exercise });
    };
  }

  function quizHintOf({ id, hints }: ActiveBlock & { kind: 'quiz' }): (() => void) | null {
    return (now().quizzes[id] ?? NO_QUIZ).hints < hints.length ? ofQuiz('hint') : null;
  }

  /** Brings the solution, or puts it away. */
  function turnSolution(exercise: ActiveBlock & { kind: 'exercise' }): void {
    if (now().exercises[exercise.id]?.solution != null) act({ type: 'solution', id: exercise.id, code: null });
    else {
      act({ type: 'follow', part });
      void work.solution(exercise).catch(() => {});
    }
  }

  function keepCode(code: string, { id, code: original }: ActiveBlock & { kind: 'cell' }): void {
    act({ type: 'keep-draft', cell: id, original, code });
    const file = now().files[id];
    if (file !== undefined) void work.save(file.path, code).catch(() => {});
  }

  /** Leaves the text; what was typed stays. */
  function keep(submit: boolean): void {
    const { editor, drafts, exercises } = now();
    if (editor === null) return;
    const text = textOfDraft(editor);
    act({ type: 'leave' });
    if (submit) act({ type: 'follow', part });
    if (block?.kind === 'cell') {
      keepCode(text, block);
      if (submit) void work.run(block.id, { ...drafts, [block.id]: text });
    } else if (block?.kind === 'exercise') {
      const path = exercises[block.id]?.path;
      if (path !== undefined) void work.saveExercise(block, path, text).catch(() => {});
    } else if (block?.kind === 'explain') {
      const score = submit && text.trim() !== '' ? scoreAnswer(block, text) : null;
      act({ type: 'keep-answer', explain: block.id, text: text.trimEnd(), score });
    }
  }
}

/** The text that an editor begins with. */
function editable(block: ActiveBlock, { drafts, explains, exercises }: NotebookState): string {
  if (block.kind === 'cell') return (drafts[block.id] ?? block.code).trimEnd();
  if (block.kind === 'explain') return explains[block.id]?.text ?? '';
  return exercises[block.id]?.code.trimEnd() ?? '';
}
