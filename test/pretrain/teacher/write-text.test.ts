import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BatchDecoder } from '../../../src/engine/generate/batch-decoder.js';
import { Overlap } from '../../../src/pretrain/corpus/overlap.js';
import type { Spoken } from '../../../src/pretrain/teacher/clean-answer.js';
import { promptAt } from '../../../src/pretrain/teacher/prompts.js';
import { readTeacherRows } from '../../../src/pretrain/teacher/teacher-file.js';
import { type TeacherWork, writeTeacherText } from '../../../src/pretrain/teacher/write-text.js';
import { tinyModel } from '../../support/tiny-model.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teacher-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const model = tinyModel();

/** The tiny model speaks no English, so its letters count as words here. */
const spell = ({ text }: Spoken) => {
  const letters = text.replace(/[^a-z]/g, '');
  return letters.length < 4 ? { rejected: 'too-short' as const } : { text: [...letters].join(' ') };
};

async function write(change: Partial<TeacherWork> = {}): Promise<ReturnType<typeof writeTeacherText>> {
  const size = { texts: 4, capacity: 420, candidates: 20 };
  const decoder = await BatchDecoder.open(model.config, model.weights, size, 1);
  try {
    return await writeTeacherText({
      decoder,
      chat: { tokenizer: model.tokenizer, template: model.chatTemplate },
      path: join(folder, 'deep/teacher.jsonl'),
      tokens: 500,
      seed: 3,
      reserved: new Overlap(),
      clean: spell,
      maxTokens: 24,
      temperature: 1,
      topP: 0.9,
      ...change,
    });
  } finally {
    await decoder.release();
  }
}

const content = () => readFile(join(folder, 'deep/teacher.jsonl'), 'utf8');

test('rows stand in the order of their prompts until the file has enough tokens', async () => {
  const progress = await write();
  const rows = (await content())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.length).toBe(progress.rows);
  expect(progress.tokens).toBeGreaterThanOrEqual(500);
  expect(progress.answers).toBe(rows.length + Object.values(progress.rejected).reduce((sum, count) => sum + count, 0));
  expect(rows.map(({ n }) => n)).toEqual([...rows.map(({ n }) => n)].sort((a, b) => a - b));
  for (const { n, messages, lang } of rows) {
    expect(lang).toBe('en');
    expect(messages).toEqual([
      { role: 'user', content: promptAt(3, n).user },
      { role: 'assistant', content: expect.stringMatching(/^[a-z]( [a-z])+$/) },
    ]);
  }
});

test('a run that was killed in the middle of a line goes on to the same file as one that was not', async () => {
  await write();
  const whole = await content();
  const third = whole.split('\n').slice(0, 3).join('\n').length + 1;
  await truncate(join(folder, 'deep/teacher.jsonl'), third + 25);
  await write();
  expect(await content()).toBe(whole);
});

test('another seed adds other rows; a file that has enough stays as it is', async () => {
  await write({ tokens: 300 });
  const first = await content();
  await write({ tokens: 300 });
  expect(await content()).toBe(first);
  await write({ tokens: 600, seed: 4 });
  expect((await content()).startsWith(first)).toBe(true);
  expect(new Set((await readTeacherRows(join(folder, 'deep/teacher.jsonl'))).map(({ seed }) => seed))).toEqual(
    new Set([3, 4]),
  );
});

test('a row that shares words with a reserved text is left out and counted', async () => {
  await write();
  const [row] = await readTeacherRows(join(folder, 'deep/teacher.jsonl'));
  const reserved = new Overlap();
  reserved.add(row!.messages[1].content);
  await rm(join(folder, 'deep'), { recursive: true });
  const progress = await write({ reserved });
  expect(progress.rejected.reserved).toBe(1);
  expect((await readTeacherRows(join(folder, 'deep/teacher.jsonl'))).map(({ n }) => n)).not.toContain(row!.n);
});

test('an answer that was there before, or nearly so, is left out and counted', async () => {
  const same = 'The sun is warm today, and the whole family sits in the garden and drinks tea.';
  const said = [same, same, same.replace('.', '!'), same.replace('tea', 'teas')];
  const progress = await write({ clean: (spoken) => ({ text: said.shift() ?? String(spoken.user) }) });
  expect(progress.rejected).toMatchObject({ repeat: 2, 'near-repeat': 1 });
});

test('lines that are no rows are passed over', async () => {
  await write({ tokens: 300 });
  const rows = await readTeacherRows(join(folder, 'deep/teacher.jsonl'));
  await appendFile(join(folder, 'deep/teacher.jsonl'), 'no json\n{"messages":[]}\n');
  expect(await readTeacherRows(join(folder, 'deep/teacher.jsonl'))).toEqual(rows);
});
