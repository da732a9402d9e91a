/** Disk: the lessons that came with the program. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../base/error.js';
import { packageRoot } from '../../models/package-root.js';
import { type ParsedLesson, parseLesson } from './parse.js';
import type { ExerciseBlock, Lesson } from './types.js';

export const lessonsFolder = (): string => join(packageRoot(), 'lessons');

/** Every lesson in order. Reading all of them takes some milliseconds. */
export async function loadLessons(folder: string = lessonsFolder()): Promise<Lesson[]> {
  const parsed = await Promise.all((await lessonIds(folder)).map((id) => readLesson(id, folder)));
  return parsed.flatMap(({ lesson }) => (lesson === null ? [] : [lesson]));
}

/** One lesson by its id, or by the number that the id begins with. Throws `Problem` `no-such-lesson`. */
export async function loadLesson(idOrNumber: string, folder: string = lessonsFolder()): Promise<Lesson> {
  const ids = await lessonIds(folder);
  const wanted = /^\d$/.test(idOrNumber) ? `0${idOrNumber}` : idOrNumber;
  const id = ids.find((candidate) => candidate === wanted || candidate.startsWith(`${wanted}-`));
  const parsed = id === undefined ? null : await readLesson(id, folder);
  if (parsed?.lesson) return parsed.lesson;
  throw new Problem({
    code: 'no-such-lesson',
    message: { en: `There is no lesson ${idOrNumber}.`, hi: `${idOrNumber} naam ka koi lesson nahi hai.` },
    where: folder,
    next: { en: `Choose one of: ${ids.join(', ')}`, hi: `Inme se chuno: ${ids.join(', ')}` },
    exitCode: 2,
  });
}

/** A lesson's file, with the stubs of its exercises, and with all that is wrong with it. */
export async function readLesson(id: string, folder: string = lessonsFolder()): Promise<ParsedLesson> {
  const path = join(folder, id);
  const parsed = parseLesson(await readFile(join(path, 'lesson.md'), 'utf8'), path);
  for (const exercise of parsed.lesson === null ? [] : exercisesOf(parsed.lesson)) {
    const stub = await readFile(join(path, exercise.file), 'utf8').catch(() => null);
    if (stub === null) parsed.faults.push({ line: exercise.line, message: `there is no file ${exercise.file}` });
    else exercise.stub = stub;
  }
  return parsed;
}

export const exercisesOf = ({ sections }: Pick<Lesson, 'sections'>): ExerciseBlock[] =>
  sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'exercise');

export async function lessonIds(folder: string = lessonsFolder()): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder);
  return entries.filter((name) => /^\d\d-/.test(name) && existsSync(join(folder, name, 'lesson.md'))).sort();
}
