/** `learn ID --exercise OUT` and `learn ID --check FILE`: a lesson's exercise with an editor of one's own. Touches the disk. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../base/error.js';
import { type Lang, type Localized, say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import { checkExercise, type ExerciseResult } from '../learn/cells/check-exercise.js';
import { exercisesOf, loadLessons } from '../learn/lesson/load.js';
import type { ExerciseBlock, Lesson } from '../learn/lesson/types.js';
import { saveLearned } from '../learn/progress/store.js';
import type { CommandIo } from './io.js';

/** Writes the file to complete. Throws `Problem` `no-exercise`, or `file-exists` when something is there. */
export async function writeExercise(lesson: Lesson, out: string, io: CommandIo): Promise<number> {
  const exercise = await exerciseOf(lesson);
  try {
    await writeFile(out, exercise.stub, { flag: 'wx' });
  } catch (cause) {
    throw notWritten(out, cause);
  }
  const check = `vishesh learn ${lesson.id.slice(0, 2)} --check ${out}`;
  if (io.json) io.out(JSON.stringify({ id: lesson.id, exercise: exercise.id, path: out, check }));
  else io.out(`${out}\n${say(THEN, io.lang)}: ${check}`);
  return 0;
}

/** Checks a file with as many hints as asked for. Exit code 1 unless every test passes. */
export async function checkOwnFile(
  lesson: Lesson,
  { file, hints }: { file: string; hints: number },
  io: CommandIo,
): Promise<number> {
  const exercise = await exerciseOf(lesson);
  const code = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  io.progress(`${lesson.id} ${exercise.id} ...\n`);
  const result = await checkExercise(lesson, exercise, code);
  const passed = result.status === 'pass';
  if (passed) await saveLearned(io.home, { type: 'exercise-passed', lesson, exercise: exercise.id });
  const told = exercise.hints.slice(0, hints).map((hint) => say(hint, io.lang));
  const solution = passed ? join(lesson.folder, exercise.solution) : null;
  if (io.json)
    io.out(JSON.stringify({ id: lesson.id, exercise: exercise.id, ...inOne(result, io.lang), hints: told, solution }));
  else io.out(resultLines(result, { told, of: exercise.hints.length, solution }, io.lang).join('\n'));
  return passed ? 0 : 1;
}

const inOne = ({ status, score, tests, error, printed }: ExerciseResult, lang: Lang) => ({
  status,
  score,
  tests: tests.map((test) => ({ name: say(test.name, lang), status: test.status, message: say(test.message, lang) })),
  error: error === null ? null : say(error, lang),
  printed,
});

const WIDTH = 76;

function resultLines(
  { tests, error, score, printed }: ExerciseResult,
  { told, of, solution }: { told: string[]; of: number; solution: string | null },
  lang: Lang,
): string[] {
  const lines = printed === '' ? [] : [`${say(PRINTS, lang)}:`, ...printed.split('\n').map((line) => `  ${line}`), ''];
  for (const { name, status, message } of tests) {
    lines.push(`${status === 'pass' ? '[x]' : '[ ]'} ${say(name, lang)}`);
    if (status === 'fail') lines.push(...indented(say(message, lang)));
  }
  if (error !== null) lines.push(...wrapWords(`${say(CANNOT, lang)}: ${say(error, lang)}`, WIDTH));
  lines.push(`${score}/100`);
  for (const hint of told) lines.push(...wrapWords(`${say(HINT, lang)}: ${hint}`, WIDTH));
  if (solution !== null) lines.push(`${say(SOLUTION, lang)}: ${solution}`);
  else if (told.length < of) lines.push(`${say(MORE, lang)}: --hints ${told.length + 1}`);
  return lines;
}

const indented = (text: string): string[] =>
  text.split('\n').flatMap((one) => wrapWords(one, WIDTH - 4).map((line) => `    ${line}`));

const THEN: Localized = { en: 'complete it, then', hi: 'ise poora karo, phir' };
const PRINTS: Localized = { en: 'your code prints', hi: 'tumhara code print karta hai' };
const CANNOT: Localized = { en: 'The tests could not all run', hi: 'Saare tests chal nahi paye' };
const HINT: Localized = { en: 'Hint', hi: 'Hint' };
const MORE: Localized = { en: 'A hint', hi: 'Ek hint' };
const SOLUTION: Localized = { en: 'One solution, to compare', hi: 'Milane ke liye ek solution' };

async function exerciseOf(lesson: Lesson): Promise<ExerciseBlock> {
  const [exercise] = exercisesOf(lesson);
  if (exercise !== undefined) return exercise;
  const others = (await loadLessons()).filter((one) => exercisesOf(one).length > 0).map(({ id }) => id);
  throw new Problem({
    code: 'no-exercise',
    message: { en: `Lesson ${lesson.id} has no exercise.`, hi: `Lesson ${lesson.id} mein koi exercise nahi hai.` },
    where: lesson.id,
    next: { en: `These have one: ${others.join(', ')}`, hi: `Inme hai: ${others.join(', ')}` },
  });
}

function notWritten(path: string, cause: unknown): Problem {
  const there = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
  return new Problem({
    code: there ? 'file-exists' : 'cannot-write',
    message: there
      ? {
          en: 'There is a file of this name already; it is left as it is.',
          hi: 'Is naam ki file pehle se hai; use chhua nahi.',
        }
      : { en: 'The file cannot be written.', hi: 'File likhi nahi ja rahi.' },
    where: path,
    next: { en: 'Give another path.', hi: 'Koi aur path do.' },
    cause,
  });
}

const unreadable = (path: string, cause: unknown): Problem =>
  new Problem({
    code: 'unreadable-file',
    message: { en: 'Your file cannot be read.', hi: 'Tumhari file padhi nahi ja rahi.' },
    where: path,
    next: {
      en: 'Check the path, or write the file first: --exercise OUT.',
      hi: 'Path dekho, ya pehle file banao: --exercise OUT.',
    },
    cause,
  });
