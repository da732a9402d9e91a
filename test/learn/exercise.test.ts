/** Exercises: the learner's file, its check, and word of every save. */
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkExercise } from '../../src/learn/cells/check-exercise.js';
import { runOneCell } from '../../src/learn/cells/run-one.js';
import { openInEditor, putOnBench, watchText } from '../../src/learn/cells/workbench.js';
import type { ExerciseBlock, Lesson } from '../../src/learn/lesson/types.js';
import { eventually } from '../support/eventually.js';

const CHECK = `export const tests = [
  { name: { en: 'doubles three', hi: 'teen ka doguna' }, run: ({ double }: { double(x: number): number }) => {
    if (double(3) !== 6) throw new Error(\`double(3) gave \${double(3)}\`);
  } },
  { name: { en: 'doubles nothing', hi: 'zero ka doguna' }, run: async ({ double }: { double(x: number): number }) => {
    if (double(0) !== 0) throw { en: 'zero stays zero', hi: 'zero zero hi rehta hai' };
  } },
];`;

const exercise: ExerciseBlock = {
  kind: 'exercise',
  id: 'double',
  file: 'exercise.ts',
  check: 'check.ts',
  solution: 'solution.ts',
  stub: '',
  hints: [],
  line: 1,
};
let folder: string;
let lesson: Lesson;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-exercise-'));
  await writeFile(join(folder, 'check.ts'), CHECK);
  const cell = (id: string, code: string, output: string) =>
    ({ kind: 'cell', id, code, output, limit: 20, line: 1 }) as const;
  const both = { en: 'x', hi: 'x' };
  lesson = {
    id: '01-x',
    title: both,
    minutes: 5,
    needs: [],
    goal: both,
    summary: both,
    folder,
    sections: [
      {
        id: 's',
        title: both,
        line: 1,
        blocks: [
          cell('first', 'export const value: number = 1;', ''),
          cell('second', `import { value } from './first.js'; console.log(value);`, '1'),
        ],
      },
    ],
  };
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const check = (code: string, seconds = 20) => checkExercise(lesson, exercise, code, { seconds });

describe('an exercise', () => {
  it('passes when every test does', async () => {
    const result = await check('export const double = (x: number): number => 2 * x;');
    expect(result).toMatchObject({ status: 'pass', score: 100, error: null });
    expect(result.tests.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });

  it('fails with the share that passed and the reason of each test, in both languages where it has them', async () => {
    const result = await check('export const double = (x: number): number => x + 3;');
    expect(result).toMatchObject({ status: 'fail', score: 50 });
    expect(result.tests[1]).toMatchObject({ status: 'fail', message: { en: 'zero stays zero' } });
    const other = await check('export const double = (): number => 7;');
    expect(other.tests[0]).toMatchObject({ message: 'double(3) gave 7', name: { hi: 'teen ka doguna' } });
  });

  it('is an error, not a failure, when nothing could run: with the line', async () => {
    expect(await check('export const double = (x: number) => {')).toMatchObject({
      status: 'error',
      score: 0,
      tests: [],
      error: { en: expect.stringContaining('exercise.ts:1') },
    });
    expect((await check(`// types only\ntype A = 1;\n\nthrow new RangeError('too early');`)).error).toEqual({
      en: 'Line 4 of your file: RangeError: too early',
      hi: 'Tumhari file ki line 4: RangeError: too early',
    });
  });

  it('names the line of the learner that throws, a function that is gone, and keeps what was printed', async () => {
    const thrown = await check(
      'export const double = (x: number) => {\n  console.log(x);\n  return [x].map(none);\n};',
    );
    expect(thrown.tests[0]).toMatchObject({
      message: {
        en: 'Line 3 of your file: ReferenceError: none is not defined',
        hi: expect.stringContaining('line 3'),
      },
    });
    expect(thrown.printed).toBe('3\n0');
    expect((await check('export const triple = 3;')).tests[1]).toMatchObject({
      message: { en: 'Your file exports no double.' },
    });
  });

  it('keeps what was tested before an endless loop', async () => {
    const result = await check('export const double = (x: number) => { if (x === 0) for (;;); return 2 * x; };', 10);
    expect(result).toMatchObject({ status: 'error', score: 50 });
    expect(result.tests.map(({ status }) => status)).toEqual(['pass']);
    expect(JSON.stringify(result.error)).toContain('loop');
  });
});

describe('one cell of a lesson', () => {
  it('runs with the changes made in it and before it', async () => {
    expect(await runOneCell(lesson, 'second')).toMatchObject({ status: 'done', stdout: '1\n', difference: null });
    const changed = await runOneCell(lesson, 'second', { first: 'export const value = 5;' });
    expect(changed).toMatchObject({ status: 'done', stdout: '5\n', difference: { expected: '1', printed: '5' } });
  });
});

describe('a file on the bench', () => {
  it('keeps what the learner wrote unless asked for anew', async () => {
    const asked = { lesson: '01-x', name: 'double', code: 'stub' };
    const { path } = await putOnBench(folder, { ...asked, keep: true });
    await writeFile(path, 'mine');
    expect((await putOnBench(folder, { ...asked, keep: true })).code).toBe('mine');
    expect((await putOnBench(folder, { ...asked, keep: false })).code).toBe('stub');
    expect(await readFile(path, 'utf8')).toBe('stub');
  });

  it('is told after each save, also by editors that put a new file in its place, and no more once nobody listens', async () => {
    const path = join(folder, 'watched.ts');
    await writeFile(path, 'one');
    const told = vi.fn();
    const abort = new AbortController();
    watchText(path, told, abort.signal);
    let saves = 0;
    await eventually(async () => {
      await writeFile(path, `two ${saves++}`);
      expect(told).toHaveBeenCalled();
    });
    await writeFile(`${path}.new`, 'three');
    await rename(`${path}.new`, path);
    await eventually(() => expect(told).toHaveBeenLastCalledWith('three'));
    abort.abort();
    const later = vi.fn();
    const other = new AbortController();
    watchText(path, later, other.signal);
    await eventually(async () => {
      await writeFile(path, `four ${saves++}`);
      expect(later).toHaveBeenCalled();
    });
    other.abort();
    expect(told).toHaveBeenLastCalledWith('three');
  });

  it('is not given to an editor that needs the terminal itself', () => {
    expect(openInEditor('/x.ts', 'vim')).toBeNull();
    expect(openInEditor('/x.ts', '/usr/bin/nano -w')).toBeNull();
    expect(openInEditor('/x.ts', undefined)).toBeNull();
  });
});
