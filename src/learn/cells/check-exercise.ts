/** Checks a learner's file with the program that came with the exercise, in a process of its own. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import type { Text } from '../../base/localized.js';
import { lessonsFolder } from '../lesson/load.js';
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
  /** What the learner's file printed. */
  printed: string;
}

const reportSchema = z.object({
  of: z.int(),
  tests: z.array(testSchema),
  /** Why the learner's file could not even be loaded. */
  problem: localizedSchema.nullable(),
});
/** A check needs a second or two; what takes longer has no end. */
const LIMIT_SECONDS = 30;
/** What the learner's own `console.log` may fill. */
const MOST_PRINTED = 4000;

/**
 * A check is a module that exports `tests`: `{name: {en, hi}, run(exercise, kit)}[]` (`lessons/check-kit.ts`), where `exercise` is what the learner's
 * file exports. A test fails by throwing an `Error`, or `{en, hi}` to say it in both languages. An error of the learner's file names its line.
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
    await workspace.write('check-kit', await readFile(join(lessonsFolder(), 'check-kit.ts'), 'utf8'));
    await workspace.write('check', await readFile(join(lesson.folder, exercise.check), 'utf8'));
    await workspace.write('exercise', code);
    await writeFile(join(workspace.folder, 'run-check.js'), RUNNER);
    const { seconds = LIMIT_SECONDS, signal } = options;
    const ran = await runCell(
      join(workspace.folder, 'run-check.js'),
      { seconds },
      signal === undefined ? {} : { signal },
    );
    const report = await readFile(join(workspace.folder, 'result.json'), 'utf8').catch(() => '{}');
    return { ...resultOf(ran, report), printed: ran.stdout.slice(-MOST_PRINTED).trimEnd() };
  } catch (error) {
    if (error instanceof Problem) return { ...NOTHING, error: withPlace(error) };
    throw error;
  } finally {
    await workspace.remove();
  }
}

const NOTHING: ExerciseResult = { status: 'error', score: 0, tests: [], error: null, printed: '' };

/** Written anew after each test, so that an endless loop in the third does not hide the first two. */
const RUNNER = `import { writeFileSync } from 'node:fs';
import { kit } from './check-kit.js';
import { tests } from './check.js';
const report = { of: tests.length, tests: [], problem: null };
const keep = () => writeFileSync(new URL('result.json', import.meta.url), JSON.stringify(report));
// Lines are those of the learner's file and not of its JavaScript.
process.setSourceMapsEnabled(true);
const lineOf = (error) => {
  const frames = String(error.stack).split('\\n').filter((line) => /^\\s+at /.test(line));
  const first = frames.find((line) => /[\\\\/](exercise|check(-kit)?)\\.[jt]s:/.test(line));
  return /exercise\\.ts:(\\d+)/.exec(first ?? '')?.[1];
};
const said = (error) => {
  if (typeof error?.en === 'string' && typeof error?.hi === 'string') return { en: error.en, hi: error.hi };
  if (!(error instanceof Error)) return String(error);
  const line = lineOf(error);
  if (line === undefined) return error.message;
  const what = error.name + ': ' + error.message;
  return { en: 'Line ' + line + ' of your file: ' + what, hi: 'Tumhari file ki line ' + line + ': ' + what };
};
const needed = (exported) =>
  new Proxy({ ...exported }, {
    get(target, name) {
      if (name in target) return target[name];
      throw { en: 'Your file exports no ' + String(name) + '.', hi: 'Tumhari file ' + String(name) + ' export nahi karti.' };
    },
  });
keep();
const exported = await import('./exercise.js').catch((error) => {
  const message = said(error);
  report.problem = typeof message === 'string' ? { en: message, hi: message } : message;
  keep();
  process.exit(0);
});
for (const { name, run } of tests) {
  try {
    await run(needed(exported), kit);
    report.tests.push({ name, status: 'pass', message: '' });
  } catch (error) {
    report.tests.push({ name, status: 'fail', message: said(error) });
  }
  keep();
}
process.exit(0);
`;

function resultOf(ran: CellResult, report: string): ExerciseResult {
  const parsed = reportSchema.safeParse(JSON.parse(report));
  if (!parsed.success) return { ...NOTHING, error: reasonOf(ran) };
  const { of, tests, problem } = parsed.data;
  const passed = tests.filter((test) => test.status === 'pass').length;
  const score = of === 0 ? 0 : Math.round((100 * passed) / of);
  const partial = { score, tests, printed: '' };
  if (problem !== null) return { ...NOTHING, error: problem };
  if (ran.status !== 'done' || tests.length < of) return { ...partial, status: 'error', error: reasonOf(ran) };
  return { ...partial, status: passed === of ? 'pass' : 'fail', error: null };
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
