/** Checks a learner's file with the program that came with the exercise, in a process of its own. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import type { Text } from '../../base/localized.js';
import { localizedSchema } from '../lesson/schemas.js';
import type { ExerciseBlock, Lesson } from '../lesson/types.js';
import { type CellResult, runCell } from './run-cell.js';
import { makeWorkspace } from './workspace.js';

const testSchema = z.object({
  name: localizedSchema,
  status: z.enum(['pass', 'fail']),
  /** Empty when it passed. */
  message: z.union([z.string(), localizedSchema]),
});
export type ExerciseTest = z.infer<typeof testSchema>;

export interface ExerciseResult {
  /** `error`: not all tests could run. */
  status: 'pass' | 'fail' | 'error';
  /** 0 to 100: the share of tests that passed. */
  score: number;
  tests: ExerciseTest[];
  /** Why the tests could not run, or null. */
  error: Text | null;
}

const reportSchema = z.object({ of: z.int(), tests: z.array(testSchema) });
const LIMIT_SECONDS = 60;

/**
 * A check is a module that exports `tests`: `{name: {en, hi}, run(exercise)}[]`, where `exercise` is what the learner's file exports. A test fails by
 * throwing an `Error`, or `{en, hi}` to say it in both languages.
 */
export async function checkExercise(
  lesson: Lesson,
  exercise: ExerciseBlock,
  code: string,
  options: { signal?: AbortSignal; seconds?: number } = {},
): Promise<ExerciseResult> {
  const workspace = await makeWorkspace();
  try {
    await workspace.writeShared(lesson.folder);
    await workspace.write('check', await readFile(join(lesson.folder, exercise.check), 'utf8'));
    await workspace.write('exercise', code);
    await writeFile(join(workspace.folder, 'run-check.js'), RUNNER);
    const { seconds = LIMIT_SECONDS, signal } = options;
    const ran = await runCell(
      join(workspace.folder, 'run-check.js'),
      { seconds },
      signal === undefined ? {} : { signal },
    );
    return resultOf(ran, await readFile(join(workspace.folder, 'result.json'), 'utf8').catch(() => '{}'));
  } catch (error) {
    if (error instanceof Problem) return { ...NOTHING, error: withPlace(error) };
    throw error;
  } finally {
    await workspace.remove();
  }
}

const NOTHING: ExerciseResult = { status: 'error', score: 0, tests: [], error: null };

/** Written anew after each test, so that an endless loop in the third does not hide the first two. */
const RUNNER = `import { writeFileSync } from 'node:fs';
import { tests } from './check.js';
const exercise = await import('./exercise.js');
const done = [];
const keep = () => writeFileSync(new URL('result.json', import.meta.url), JSON.stringify({ of: tests.length, tests: done }));
keep();
for (const { name, run } of tests) {
  try {
    await run(exercise);
    done.push({ name, status: 'pass', message: '' });
  } catch (error) {
    const both = typeof error?.en === 'string' && typeof error?.hi === 'string';
    const message = both ? { en: error.en, hi: error.hi } : error instanceof Error ? error.message : String(error);
    done.push({ name, status: 'fail', message });
  }
  keep();
}
process.exit(0);
`;

function resultOf(ran: CellResult, report: string): ExerciseResult {
  const parsed = reportSchema.safeParse(JSON.parse(report));
  if (!parsed.success) return { ...NOTHING, error: reasonOf(ran) };
  const { of, tests } = parsed.data;
  const passed = tests.filter((test) => test.status === 'pass').length;
  const score = of === 0 ? 0 : Math.round((100 * passed) / of);
  if (ran.status !== 'done' || tests.length < of) return { status: 'error', score, tests, error: reasonOf(ran) };
  return { status: passed === of ? 'pass' : 'fail', score, tests, error: null };
}

function reasonOf({ status, stderr, seconds }: CellResult): Text {
  if (status === 'timeout')
    return {
      en: `It was stopped after ${Math.round(seconds)} s: is there a loop without an end?`,
      hi: `${Math.round(seconds)} s baad rokna pada: kahin koi loop khatam hi nahi ho raha?`,
    };
  if (status === 'memory') return { en: 'It took too much memory.', hi: 'Isne bahut zyada memory le li.' };
  if (status === 'stopped') return { en: 'Stopped.', hi: 'Rok diya.' };
  // Node names the place first; the line of the error itself is what helps.
  const line = stderr.split('\n').find((text) => /^\w*Error\b/.test(text));
  return line ?? (stderr.trim() || { en: 'It ended before the tests.', hi: 'Tests se pehle hi khatam ho gaya.' });
}

function withPlace({ text, where }: Problem): Text {
  const at = (message: string): string => (where === undefined ? message : `${where}: ${message}`);
  return typeof text === 'string' ? at(text) : { en: at(text.en), hi: at(text.hi) };
}
