/** How progress grows: one pure function over what happened. */
import type { Lesson } from '../lesson/types.js';
import type { LessonProgress, Progress } from './schema.js';

export type Learned =
  | { type: 'section-read'; lesson: Lesson; section: string }
  | { type: 'cell-ran'; lesson: Lesson; cell: string }
  | { type: 'quiz-answered'; lesson: Lesson; quiz: string; correct: boolean }
  | { type: 'exercise-passed'; lesson: Lesson; exercise: string }
  | { type: 'lab-named'; lab: string }
  | { type: 'lab-healed'; lab: string }
  | { type: 'interview-answered'; topic: string; question: string; score: number }
  | { type: 'debrief-answered'; job: string; question: string; lesson: string; correct: boolean }
  | { type: 'practice-started'; seed: number; folder: string }
  | { type: 'practice-scored'; part: string; score: number }
  | { type: 'practice-hint'; part: string }
  | { type: 'practice-finished' };

/** The moment, as an ISO time and as the learner's calendar day. */
export interface Moment {
  iso: string;
  day: string;
}

const EMPTY: LessonProgress = { sections: [], cells: [], quizzes: {}, exercises: [], doneAt: null };

export function record(progress: Progress, event: Learned, now: Moment): Progress {
  const days = progress.days.includes(now.day) ? progress.days : [...progress.days, now.day].sort();
  return { ...recorded(progress, event, now), days };
}

function recorded(progress: Progress, event: Learned, now: Moment): Progress {
  switch (event.type) {
    case 'section-read':
      return inLesson(progress, event.lesson, now, (l) => ({ ...l, sections: withOne(l.sections, event.section) }));
    case 'cell-ran':
      return inLesson(progress, event.lesson, now, (l) => ({ ...l, cells: withOne(l.cells, event.cell) }));
    case 'exercise-passed':
      return inLesson(progress, event.lesson, now, (l) => ({ ...l, exercises: withOne(l.exercises, event.exercise) }));
    case 'quiz-answered':
      return inLesson(progress, event.lesson, now, (l) => answered(l, event.quiz, event.correct));
    case 'lab-named':
    case 'lab-healed': {
      const before = progress.labs[event.lab] ?? { named: false, healed: false };
      const after = event.type === 'lab-named' ? { ...before, named: true } : { ...before, healed: true };
      return { ...progress, labs: { ...progress.labs, [event.lab]: after } };
    }
    case 'interview-answered': {
      const { topic, question, score } = event;
      return { ...progress, interviews: [...progress.interviews, { at: now.iso, topic, question, score }] };
    }
    case 'debrief-answered':
      return { ...progress, debriefs: debriefed(progress.debriefs, event, now) };
    case 'practice-started':
      return {
        ...progress,
        practice: {
          startedAt: now.iso,
          seed: event.seed,
          folder: event.folder,
          parts: {},
          // The same task again: what was told stays told.
          hints: progress.practice?.seed === event.seed ? progress.practice.hints : {},
          finishedAt: null,
        },
      };
    default:
      return progress.practice === null
        ? progress
        : { ...progress, practice: practised(progress.practice, event, now) };
  }
}

type PracticeEvent = Extract<Learned, { type: 'practice-scored' | 'practice-hint' | 'practice-finished' }>;

function practised(practice: NonNullable<Progress['practice']>, event: PracticeEvent, now: Moment) {
  if (event.type === 'practice-finished') return { ...practice, finishedAt: practice.finishedAt ?? now.iso };
  if (event.type === 'practice-hint')
    return { ...practice, hints: { ...practice.hints, [event.part]: (practice.hints[event.part] ?? 0) + 1 } };
  const best = Math.max(practice.parts[event.part] ?? 0, event.score);
  return { ...practice, parts: { ...practice.parts, [event.part]: best } };
}

type Debriefs = Progress['debriefs'];

/** The first answer counts: after it the reasons are known. */
function debriefed(
  debriefs: Debriefs,
  { job, question, lesson, correct }: Extract<Learned, { type: 'debrief-answered' }>,
  now: Moment,
): Debriefs {
  const before = debriefs[job] ?? { at: now.iso, answers: {} };
  return { ...debriefs, [job]: { ...before, answers: { [question]: { lesson, correct }, ...before.answers } } };
}

/** After the right answer, more answers count no more. */
function answered(lesson: LessonProgress, quiz: string, correct: boolean): LessonProgress {
  const before = lesson.quizzes[quiz] ?? { tries: 0, correct: false };
  if (before.correct) return lesson;
  return { ...lesson, quizzes: { ...lesson.quizzes, [quiz]: { tries: before.tries + 1, correct } } };
}

function inLesson(
  progress: Progress,
  lesson: Lesson,
  now: Moment,
  change: (before: LessonProgress) => LessonProgress,
): Progress {
  const changed = change(progress.lessons[lesson.id] ?? EMPTY);
  const doneAt = changed.doneAt ?? (isDone(lesson, changed) ? now.iso : null);
  return { ...progress, lessons: { ...progress.lessons, [lesson.id]: { ...changed, doneAt } } };
}

/** Everything read and run, every question answered rightly, every exercise passed. */
export function isDone(lesson: Lesson, progress: LessonProgress): boolean {
  return lesson.sections.every(
    (section) =>
      progress.sections.includes(section.id) &&
      section.blocks.every((block) => {
        if (block.kind === 'cell') return progress.cells.includes(block.id);
        if (block.kind === 'quiz') return progress.quizzes[block.id]?.correct === true;
        if (block.kind === 'exercise') return progress.exercises.includes(block.id);
        return true;
      }),
  );
}

const withOne = (list: readonly string[], item: string): string[] =>
  list.includes(item) ? [...list] : [...list, item];
