/** `learn [ID]`: the lessons, one lesson as text, its cells run, or its exercise. */
import { Problem } from '../base/error.js';
import { say } from '../base/localized.js';
import { exercisesOf, loadLesson, loadLessons } from '../learn/lesson/load.js';
import type { Lesson } from '../learn/lesson/types.js';
import { readProgress } from '../learn/progress/store.js';
import { asShown, cellsOf, runLesson } from '../learn/run-lesson.js';
import type { CommandIo } from './io.js';
import { lessonText, ranText } from './learn-text.js';

export interface LearnArgs {
  id?: string | undefined;
  /** Run the cells. */
  run?: boolean;
  /** Only these cells, comma separated. */
  cells?: string;
  /** Write the exercise's file here. */
  exercise?: string;
  /** Check this file with the exercise's tests, and give so many hints. */
  check?: string;
  hints?: number;
}

/** Exit code 1 when a cell did not print what the lesson shows. */
export async function learnCommand(
  { id, run, cells, exercise, check, hints = 0 }: LearnArgs,
  io: CommandIo,
): Promise<number> {
  refuseIdle('--cells', cells !== undefined && !run, '--run');
  refuseIdle('--hints', hints > 0 && check === undefined, '--check FILE');
  if (id === undefined) return list(io);
  const lesson = await loadLesson(id);
  if (exercise !== undefined) return (await import('./learn-exercise.js')).writeExercise(lesson, exercise, io);
  if (check !== undefined)
    return (await import('./learn-exercise.js')).checkOwnFile(lesson, { file: check, hints }, io);
  if (run) return runCells(lesson, cells?.split(','), io);
  if (io.json) io.out(JSON.stringify(lessonJson(lesson)));
  else io.out(lessonText(lesson, io.lang, [], process.stdout.columns));
  return 0;
}

/** A flag that would do nothing is a misunderstanding. */
function refuseIdle(flag: string, idle: boolean, needed: string): void {
  if (!idle) return;
  throw new Problem({
    code: 'usage',
    message: {
      en: `${flag} does nothing without ${needed}.`,
      hi: `${flag} akela kuch nahi karta; ${needed} ke saath do.`,
    },
    next: { en: `Add ${needed}, or leave ${flag} out.`, hi: `${needed} jodo, ya ${flag} hata do.` },
  });
}

async function list(io: CommandIo): Promise<number> {
  const [lessons, { progress, notice }] = [await loadLessons(), await readProgress(io.home)];
  if (notice) io.progress(`${say(notice, io.lang)}\n`);
  const isDone = (lesson: Lesson): boolean => progress.lessons[lesson.id]?.doneAt != null;
  if (io.json) {
    const entries = lessons.map((lesson) => ({
      id: lesson.id,
      title: say(lesson.title, io.lang),
      minutes: lesson.minutes,
      needs: lesson.needs,
      exercises: exercisesOf(lesson).map((exercise) => exercise.id),
      done: isDone(lesson),
    }));
    io.out(JSON.stringify({ lessons: entries }));
    return 0;
  }
  for (const lesson of lessons)
    io.out(
      `${isDone(lesson) ? '[x]' : '[ ]'} ${lesson.id.padEnd(26)} ${`${lesson.minutes} min`.padEnd(7)} ${say(lesson.title, io.lang)}`,
    );
  io.progress(`\n${say(HOW, io.lang)}\n`);
  return 0;
}

const HOW = {
  en: 'Read one: vishesh learn 01. Run its cells: vishesh learn 01 --run. In the app: vishesh, then Learn.',
  hi: 'Padho: vishesh learn 01. Uske cells chalao: vishesh learn 01 --run. App mein: vishesh, phir Learn.',
};

/** Throws a `Problem` (`no-such-cell`) for the first of `only` that the lesson does not have. */
async function runCells(lesson: Lesson, only: string[] | undefined, io: CommandIo): Promise<number> {
  const known = cellsOf(lesson).map((cell) => cell.id);
  const strange = only?.find((id) => !known.includes(id));
  if (strange !== undefined) throw noSuchCell(strange, lesson, known);
  const ran = await runLesson(lesson, only === undefined ? {} : { only }, {
    onCell: (cell) => io.progress(`${cell.id} ...\n`),
    onRan: (cell) => io.progress(`${ranText(cell, io.lang)}\n`),
  });
  const ok = ran.every(asShown);
  if (io.json) {
    const entries = ran.map(({ difference, ...cell }) => ({
      ...cell,
      asShown: cell.status === 'done' && difference === null,
      difference,
    }));
    io.out(JSON.stringify({ id: lesson.id, ok, cells: entries }));
  } else io.out(lessonText(lesson, io.lang, ran, process.stdout.columns));
  return ok ? 0 : 1;
}

const noSuchCell = (id: string, lesson: Lesson, known: readonly string[]): Problem =>
  new Problem({
    code: 'no-such-cell',
    message: {
      en: `Lesson ${lesson.id} has no cell ${id}.`,
      hi: `Lesson ${lesson.id} mein ${id} naam ka cell nahi hai.`,
    },
    next: {
      en: `Name cells that it has: --cells ${known.join(',')}`,
      hi: `Uske apne cells ke naam do: --cells ${known.join(',')}`,
    },
  });

const lessonJson = ({ folder: _, ...lesson }: Lesson) => lesson;
