import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lessonsFolder, loadLessons } from '../../src/learn/lesson/load.js';
import { progressPath, readProgress, saveLearned } from '../../src/learn/progress/store.js';
import { cli, failure, jsonOf } from '../support/cli.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-learn-'));
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

test('learn lists the lessons in order, in both languages and as JSON', async () => {
  const lessons = await loadLessons();
  const { lessons: listed } = jsonOf(await cli('learn', '--json', '--home', home)) as {
    lessons: { id: string; done: boolean }[];
  };
  expect(listed.map(({ id }) => id)).toEqual(lessons.map(({ id }) => id));
  expect(listed.every(({ done }) => !done)).toBe(true);
  const hindi = await cli('learn', '--lang', 'hi', '--home', home);
  expect(hindi.stdout).toContain(lessons[0]!.title.hi);
  expect(hindi.code).toBe(0);
});

test('learn ID --run refuses a cell that the lesson does not have, and names those it has', async () => {
  const { message, next } = await failure(['learn', '3', '--run', '--cells', 'nope', '--home', home], 'no-such-cell');
  expect(message).toContain('nope');
  expect(next).toMatch(/--cells \S+/);
});

test.each([
  [['--cells', 'one'], '--cells', '--run'],
  [['--hints', '1'], '--hints', '--check'],
])('learn ID %j is refused: it would do nothing', async (flags, named, needed) => {
  const { message, next } = await failure(['learn', '3', ...flags, '--home', home], 'usage');
  expect(message).toContain(named);
  expect(next).toContain(needed);
});

test('learn ID prints a lesson of plain text, no wider than the page', async () => {
  for (const lang of ['en', 'hi'] as const) {
    const { code, stdout } = await cli('learn', '1', '--lang', lang, '--home', home);
    expect(code).toBe(0);
    const [first] = await loadLessons();
    expect(stdout).toContain(first!.title[lang]);
    expect(stdout).toContain(first!.summary[lang].split(' ').slice(0, 4).join(' '));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no escape sequence may reach a pipe
    expect(stdout).not.toMatch(/\u001b|\{\{/);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test('learn ID prints tables as columns', async () => {
  for (const [lang, head, row] of [
    ['en', /^Where +Format +Command$/m, /^Ollama +GGUF and Modelfile +export ID --format ollama$/m],
    ['hi', /^Kahan +Format +Command$/m, /^Ollama +GGUF \+ Modelfile +export ID --format ollama$/m],
  ] as const) {
    const { stdout } = await cli('learn', '11', '--lang', lang, '--home', home);
    expect(stdout).toMatch(head);
    expect(stdout).toMatch(row);
    expect(stdout).not.toContain('|---|');
  }
});

test('an exercise is written out once, checked as text and as JSON, hinted at, and kept when it passes', async () => {
  const out = join(home, 'mine.ts');
  const written = await cli('learn', '07', '--exercise', out, '--home', home);
  expect(written.stdout).toContain(`vishesh learn 07 --check ${out}`);
  expect((await failure(['learn', '07', '--exercise', out, '--home', home], 'file-exists')).where).toBe(out);

  const checked = await cli('learn', '07', '--check', out, '--hints', '1', '--home', home, '--lang', 'hi');
  expect(checked.code).toBe(1);
  expect(checked.stdout).toContain('OR hai, AND nahi');
  expect(checked.stdout).toMatch(/Hint: memory.*\n(.*\n)?Ek hint: --hints 2/);
  const told = jsonOf(await cli('learn', '07', '--check', out, '--json', '--home', home));
  expect(told).toMatchObject({ id: '07-choosing-a-method', exercise: 'choose', status: 'fail', solution: null });
  expect((told as { tests: object[] }).tests).toContainEqual(
    expect.objectContaining({ status: 'fail', message: expect.stringContaining('OR and not AND') }),
  );

  await copyFile(join(lessonsFolder(), '07-choosing-a-method', 'solution.ts'), out);
  const passed = await cli('learn', '07', '--check', out, '--json', '--home', home);
  expect(passed.code).toBe(0);
  expect(jsonOf(passed)).toMatchObject({ status: 'pass', score: 100, error: null });
  const { progress } = await readProgress(home);
  expect(progress.lessons['07-choosing-a-method']?.exercises).toEqual(['choose']);
});

test('a file that is not there and a lesson without an exercise say what to do', async () => {
  expect((await failure(['learn', '07', '--check', join(home, 'none.ts')], 'unreadable-file')).next).toContain(
    '--exercise',
  );
  expect((await failure(['learn', '04', '--check', 'x.ts'], 'no-exercise')).next).toContain('03-types');
});

test('a lesson that is not there names those that are', async () => {
  expect((await failure(['learn', '99'], 'no-such-lesson')).next).toContain('01-what-is-fine-tuning');
});

test('progress tells what was learned and what is next, and survives a damaged file', async () => {
  const [lesson] = await loadLessons();
  await saveLearned(home, { type: 'interview-answered', topic: 'lora', question: 'q', score: 50 });
  const told = jsonOf(await cli('progress', '--json', '--home', home)) as { summary: object; progress: object };
  expect(told.summary).toMatchObject({ streak: 1, interview: 50, next: { kind: 'lesson', id: lesson!.id } });
  expect(told.progress).toMatchObject({ version: 1 });
  await writeFile(progressPath(home), 'not json');
  const damaged = await cli('progress', '--home', home);
  expect(damaged.code).toBe(0);
  expect(damaged.stderr).toContain('progress.json.bad');
});
