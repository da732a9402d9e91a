/** Every exercise: its stub fails and tells why, its solution passes, and a typical misconception is named and not only refused. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lang, say } from '../../src/base/localized.js';
import { checkExercise, type ExerciseResult } from '../../src/learn/cells/check-exercise.js';
import { exercisesOf, loadLessons } from '../../src/learn/lesson/load.js';
import { MISTAKES } from './mistakes.js';

const WIDTH = 76;
/** Other tests share the machine's cores. */
const PATIENT = { seconds: 120 };
const exercises = (await loadLessons()).flatMap((lesson) =>
  exercisesOf(lesson).map((exercise) => [lesson.id, lesson, exercise] as const),
);

const messages = ({ tests }: ExerciseResult, lang: Lang): string[] =>
  tests.filter(({ status }) => status === 'fail').map(({ message }) => say(message, lang));

/** What every message keeps: said in both languages, in Roman script, with more in it than "wrong". */
function areTelling(result: ExerciseResult): void {
  const [en, hi] = [messages(result, 'en'), messages(result, 'hi')];
  for (const [at, text] of en.entries()) {
    expect(text.length, text).toBeGreaterThan(30);
    expect(hi[at], text).not.toBe(text);
    expect(hi[at]).not.toMatch(/[\u0900-\u097f]/);
  }
}

it('at least ten lessons have an exercise, each with hints in both languages and room for its code', () => {
  expect(exercises.length).toBeGreaterThanOrEqual(10);
  for (const [id, , { hints, stub }] of exercises) {
    expect(hints.length, id).toBeGreaterThanOrEqual(2);
    expect(
      stub.split('\n').filter((line) => line.length > WIDTH),
      id,
    ).toEqual([]);
  }
});

describe.each(exercises)('%s', (id, lesson, exercise) => {
  const read = (name: string): Promise<string> => readFile(join(lesson.folder, name), 'utf8');

  it('fails as it is given, with a message for each test that fails', async () => {
    const result = await checkExercise(lesson, exercise, exercise.stub, PATIENT);
    expect(result.status, JSON.stringify(result)).toBe('fail');
    expect(messages(result, 'en').length).toBeGreaterThan(0);
    areTelling(result);
  });

  it('passes when it is solved, within a width that shows everywhere', async () => {
    const solution = await read(exercise.solution);
    const result = await checkExercise(lesson, exercise, solution, PATIENT);
    expect(messages(result, 'en')).toEqual([]);
    expect(result).toMatchObject({ status: 'pass', score: 100, error: null });
    expect(solution.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
  });

  const mistakes = MISTAKES[id] ?? [];
  it('has a misconception to be tried', () => expect(mistakes.length).toBeGreaterThan(0));
  it.each(mistakes)('names it when somebody %s', async (_what, right, wrong, en, hi) => {
    const solution = await read(exercise.solution);
    expect(solution).toContain(right);
    const result = await checkExercise(lesson, exercise, solution.replace(right, wrong), PATIENT);
    expect(result.status, JSON.stringify(result)).toBe('fail');
    expect(messages(result, 'en').join('\n')).toMatch(en);
    expect(messages(result, 'hi').join('\n')).toMatch(hi);
    areTelling(result);
  });
});
