import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadQuestions, questionOf } from '../../src/learn/interview/load.js';
import { readProgress } from '../../src/learn/progress/store.js';
import { readReviews } from '../../src/learn/reviews/store.js';
import { cli, failure, jsonOf } from '../support/cli.js';

const questions = await loadQuestions();
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-interview-'));
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const run = (...args: string[]) => cli('interview', ...args, '--home', home);

test('interview lists every question by topic, in both languages and as JSON', async () => {
  const english = await run();
  for (const { id, ask } of questions) {
    expect(english.stdout).toContain(id);
    expect(english.stdout).toContain(ask.en);
  }
  expect((await run('--lang', 'hi')).stdout).toContain(questions[0]!.ask.hi);
  const listed = jsonOf(await run('--json')) as { due: string[]; questions: { lastScore: number | null }[] };
  expect(listed.due).toEqual([]);
  expect(listed.questions).toHaveLength(questions.length);
});

test('interview ask prints a question with no more than the hints asked for, and no model answer', async () => {
  const { hints, ask, answer } = questionOf(questions, 'lora-maths');
  const { stdout } = await run('ask', 'lora-maths', '--hints', '1');
  expect(stdout).toContain(ask.en);
  expect(stdout).toContain(hints[0]!.en);
  expect(stdout).not.toContain(hints[1]!.en);
  expect(stdout).not.toContain(answer.en.slice(0, 50));
  const seeded = async () => (jsonOf(await run('ask', '--json', '--seed', '5')) as { id: string }).id;
  expect(await seeded()).toBe(await seeded());
});

test('an answer is scored with its sentences and what is missing, recorded, and graded', async () => {
  const said = 'In LoRA the base weights are frozen. The rest I do not know.';
  const { stdout } = await run('ask', 'full-vs-lora', '--answer', said);
  expect(stdout).toContain('"In LoRA the base weights are frozen."');
  expect(stdout).toContain('missing: Full updates all weights.');
  expect(stdout).toContain('not a human');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const file = join(home, 'answer.txt');
  await writeFile(file, questionOf(questions, 'qlora').answer.hi);
  const told = jsonOf(
    await run('ask', 'qlora', '--answer-file', file, '--grade', 'good', '--json', '--lang', 'hi'),
  ) as Record<string, unknown>;
  expect(told).toMatchObject({ id: 'qlora', grade: 'good', score: { band: 'strong' } });
  expect(told.answer).toBe(questionOf(questions, 'qlora').answer.hi);
  const { progress } = await readProgress(home);
  expect(progress.interviews.map(({ question }) => question)).toEqual(['full-vs-lora', 'qlora']);
  expect(await readReviews(home)).toMatchObject([{ card: 'qlora', grade: 'good' }]);
});

test('an empty answer is refused: it is not scored, and gives nothing away', async () => {
  const before = await readProgress(home);
  const file = join(home, 'blank.txt');
  await writeFile(file, ' \n');
  for (const flags of [
    ['--answer', ''],
    ['--answer-file', file],
  ]) {
    const { code, stdout, stderr } = await run('ask', 'qlora', ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain('The answer is empty.');
    expect(stdout).not.toContain(questionOf(questions, 'qlora').answer.en.slice(0, 30));
  }
  expect(await readProgress(home)).toEqual(before);
});

test('interview mock asks five, scores a file of answers and keeps the report', async () => {
  const asked = jsonOf(await run('mock', '--seed', '7', '--json')) as { questions: { id: string }[] };
  expect(asked.questions).toHaveLength(5);
  const file = join(home, 'answers.json');
  const answers = asked.questions.map(({ id }) => ({ id, answer: questionOf(questions, id).answer.en }));
  await writeFile(file, JSON.stringify(answers));
  const told = jsonOf(await run('mock', '--answers', file, '--json')) as {
    score: number;
    report: string;
    answers: { id: string }[];
  };
  expect(told.answers.map(({ id }) => id)).toEqual(asked.questions.map(({ id }) => id));
  expect(told.score).toBeGreaterThanOrEqual(80);
  expect(await readFile(told.report, 'utf8')).toContain(questionOf(questions, asked.questions[0]!.id).ask.en);
});

test('what is not there or not a list of answers is a problem with a next step', async () => {
  expect((await failure(['interview', 'ask', 'nonsense', '--home', home], 'no-such-question')).next).toContain(
    'interview',
  );
  await failure(['interview', 'ask', 'qlora', '--answer-file', join(home, 'gone'), '--home', home], 'unreadable-file');
  const file = join(home, 'wrong.yaml');
  await writeFile(file, 'a: b');
  await failure(['interview', 'mock', '--answers', file, '--home', home], 'unreadable-answers');
});
