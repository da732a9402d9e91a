/** Right, wrong and strange submissions: each is graded sensibly, none is a stack trace. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CheckInput, gradePart } from '../../../src/learn/practice/check.js';
import { loadContent, type PracticeContent } from '../../../src/learn/practice/content.js';
import { answersTemplate, readmeText } from '../../../src/learn/practice/folder-texts.js';
import { estimatesOf } from '../../../src/learn/practice/grade-estimate.js';
import { prepareFile } from '../../../src/learn/practice/submission.js';
import { makeTask } from '../../../src/learn/practice/task.js';
import type { PartResult, PracticePart } from '../../../src/learn/practice/types.js';
import { PRACTICE_PARTS } from '../../../src/learn/progress/summary.js';
import { answer, choose, csv, EXPLAINED, explain, repair } from './solver.js';

let content: PracticeContent;
let root: string;
let folder: string;
beforeAll(async () => {
  content = await loadContent();
  root = await mkdtemp(join(tmpdir(), 'vishesh-submissions-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;
beforeEach(() => {
  folder = join(root, String(++count));
});

/** The folder as `practice start` writes it. */
async function begin(seed: number, lang: 'en' | 'hi' = 'en'): Promise<CheckInput> {
  const task = makeTask(seed, content.banks);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'messy.csv'), task.csv);
  await writeFile(join(folder, 'answers.yaml'), answersTemplate(task, lang));
  await writeFile(join(folder, 'README.md'), readmeText(task, lang));
  return { home: root, folder, task, content };
}

const failed = ({ tests }: PartResult): string[] =>
  tests.flatMap(({ status, name }) => (status === 'fail' && typeof name !== 'string' ? [name.en] : []));

const said = (result: PartResult): string => JSON.stringify(result);

function expectSensible(result: PartResult): void {
  expect(result.status).not.toBe('pass');
  expect(result.score).toBeLessThan(100);
  expect(result.status === 'error').toBe(result.error !== null);
  expect(said(result)).not.toMatch(/undefined|NaN|\[object|at \w+ \(/);
  for (const { status, message } of result.tests) expect(message === '').toBe(status === 'pass');
}

describe.each([1, 4, 9, 16, 25, 36])('seed %i, done well', (seed) => {
  it('passes parts 1 to 4 from the public files', async () => {
    const lang = seed % 2 === 0 ? 'hi' : 'en';
    const input = await begin(seed, lang);
    await repair(folder);
    expect(failed(await gradePart('prepare', input))).toEqual([]);
    const { report, size } = await prepareFile(join(folder, 'messy.csv'), root).then(async (messy) => ({
      report: messy.report,
      size: (await prepareFile(join(folder, 'repaired.csv'), root)).size,
    }));
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    for (let from = 0; from < Object.keys(EXPLAINED).length; from += 3) {
      await answer(folder, { validate: explain(report, from) });
      const result = await gradePart('validate', input);
      expect(failed(result), JSON.stringify(result.tests)).toEqual([]);
      expect(result.tests.some(({ evidence }) => (evidence?.length ?? 0) > 0)).toBe(true);
    }
    await answer(folder, { choose: choose(readme), estimate: estimatesOf(input.task.estimate, size) });
    for (const part of ['choose', 'estimate'] as const) expect(failed(await gradePart(part, input))).toEqual([]);
  });
});

describe('part 1', () => {
  it('is not done by the messy file itself', async () => {
    const input = await begin(3);
    await cp(join(folder, 'messy.csv'), join(folder, 'repaired.csv'));
    const messy = await gradePart('prepare', input);
    expectSensible(messy);
    expect(failed(messy)).toContain('No copies');
    expect(failed(messy)).toContain('No personal data');
  });

  it('names rows that were thrown away, invented, repeated or labelled wrongly', async () => {
    const input = await begin(3);
    const rows = await repair(folder);
    const write = (changed: typeof rows) => writeFile(join(folder, 'repaired.csv'), csv(changed));
    await write(rows.slice(0, 30));
    expect(failed(await gradePart('prepare', input))).toContain('The good rows are kept');
    await write([...rows, { text: 'Mujhe apna password yaad nahi hai, kya karun main ab', label: rows[0]!.label }]);
    expect(failed(await gradePart('prepare', input))).toEqual(['No row is invented']);
    const wrong = rows.find(({ label }) => label !== rows[0]!.label)!.label;
    await write(rows.map((row, index) => (index === 0 ? { ...row, label: wrong } : row)));
    const result = await gradePart('prepare', input);
    expect(failed(result)).toEqual(['Each message has the label that fits it']);
    expect(said(result)).toContain('line 2 of your file');
  });

  it('allows one row to be judged otherwise, another order, and another format', async () => {
    const input = await begin(3);
    const rows = await repair(folder);
    await rm(join(folder, 'repaired.csv'));
    const lines = rows
      .slice(1)
      .reverse()
      .map(({ text, label }) => JSON.stringify({ text, category: label }));
    await writeFile(join(folder, 'repaired.jsonl'), lines.join('\n'));
    expect(failed(await gradePart('prepare', input))).toEqual([]);
  });

  it.each([
    ['no file', null],
    ['an empty file', ''],
    ['white space', '\n\n  \n'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['a header alone', 'text,category\n'],
    ['wrong columns', 'id,when\n1,Monday\n2,Tuesday\n3,Friday\n'],
    ['swapped columns', 'text,category\nrefund,Where is my money for order 12345?\ndelivery,Where is the rider now?\n'],
    ['not a table', 'I could not do it, sorry.'],
    ['huge', 'x'.repeat(3_000_000)],
  ])('%s', async (_, bytes) => {
    const input = await begin(3);
    if (bytes !== null) await writeFile(join(folder, 'repaired.csv'), bytes);
    expectSensible(await gradePart('prepare', input));
  });

  it("does not take somebody else's repaired file, nor a folder of that name", async () => {
    const input = await begin(3);
    await writeFile(join(folder, 'messy.csv'), makeTask(5, content.banks).csv);
    await repair(folder);
    const result = await gradePart('prepare', input);
    expectSensible(result);
    expect(failed(result)).toEqual(expect.arrayContaining(['The good rows are kept', 'No row is invented']));
    await rm(join(folder, 'repaired.csv'));
    await mkdir(join(folder, 'repaired.csv'));
    expectSensible(await gradePart('prepare', input));
  });
});

describe('answers', () => {
  const OTHERS: PracticePart[] = ['validate', 'choose', 'estimate', 'trade-offs'];

  it.each([
    ['no file', null],
    ['an empty file', ''],
    ['comments alone', '# nothing\n'],
    ['a list', '- one\n- two\n'],
    ['a number', '42'],
    ['YAML that does not parse', 'validate:\n  - finding: [1, 2\n choose: }{'],
    ['tabs', 'choose:\n\ta:\n\t\tmethod: lora\n'],
    ['binary', Buffer.from([1, 2, 0, 0, 255, 254])],
    ['huge', `conclusion: ${'a'.repeat(400_000)}`],
    [
      'aliases without end',
      `a: &a [x, x]\n${'bcdefghij'
        .split('')
        .map((k, i) => `${k}: &${k} [${`*${'abcdefghij'[i]},`.repeat(9)}]`)
        .join('\n')}`,
    ],
    ['sections of the wrong kind', 'validate: yes\nchoose: [lora, full]\nestimate: none\ntrade-offs: 5\n'],
    [
      'sections swapped',
      'validate: {a: {method: lora}}\nchoose: [{finding: mojibake}]\nestimate: {lora: {job: x}}\ntrade-offs: {cost_usd: 4}\n',
    ],
    [
      'deep nonsense',
      'estimate: {cost_usd: {a: [1, {b: 2}]}, epoch_tokens: [1], train_tokens: true}\nchoose: {a: {method: [full], why: {x: 1}}}\n',
    ],
    [
      'keys of JavaScript',
      'validate: [{finding: constructor}, {finding: __proto__}]\nchoose: {a: {method: toString}}\n__proto__: 1\n',
    ],
  ])('%s', async (_, bytes) => {
    const input = await begin(3);
    await repair(folder);
    const path = join(folder, 'answers.yaml');
    if (bytes === null) await rm(path);
    else await writeFile(path, bytes);
    for (const part of OTHERS) expectSensible(await gradePart(part, input));
  });

  it('of another seed are told so, and the untouched template is only not filled in', async () => {
    const input = await begin(3);
    for (const part of OTHERS) {
      const result = await gradePart(part, input);
      expectSensible(result);
      // The estimate has nothing to be held against without a repaired file.
      if (part !== 'estimate') expect(said(result)).toContain('Not filled in yet');
    }
    await writeFile(join(folder, 'answers.yaml'), answersTemplate(makeTask(5, content.banks), 'en'));
    for (const part of OTHERS)
      expect((await gradePart(part, input)).error).toMatchObject({ en: expect.stringContaining('seed 5') });
  });

  it('may be JSON, with numbers as people write them', async () => {
    const input = await begin(3);
    await repair(folder);
    const truth = estimatesOf(input.task.estimate, (await prepareFile(join(folder, 'repaired.csv'), root)).size);
    const written = {
      epoch_tokens: truth.epoch_tokens.toLocaleString('en-IN'),
      train_tokens: `${truth.train_tokens} tokens`,
      cost_usd: `$ ${truth.cost_usd.toFixed(4)}`,
      scaled_full_usd: `${Math.round(truth.scaled_full_usd)} dollars`,
      scaled_lora_inr: `Rs. ${Math.round(truth.scaled_lora_inr).toLocaleString('en-IN')}`,
    };
    await writeFile(join(folder, 'answers.yaml'), JSON.stringify({ seed: 3, estimate: written }));
    expect(failed(await gradePart('estimate', input))).toEqual([]);
    const wrong = {
      ...written,
      cost_usd: `₹ ${truth.cost_usd}`,
      train_tokens: truth.train_tokens * 1.06,
      epoch_tokens: '',
    };
    await writeFile(join(folder, 'answers.yaml'), JSON.stringify({ seed: 3, estimate: wrong }));
    const result = await gradePart('estimate', input);
    expect(result.tests.map(({ status }) => status)).toEqual(['fail', 'fail', 'fail', 'pass', 'pass']);
    expect(said(result)).toContain('asked in dollars');
  });

  it('in part 2 must be three, of the report, on their lines, in own words', async () => {
    const input = await begin(3);
    const { report } = await prepareFile(join(folder, 'messy.csv'), root);
    const [one, two, three] = explain(report, 0);
    const grade = async (validate: unknown[]) => {
      await answer(folder, { validate });
      return failed(await gradePart('validate', input));
    };
    expect(await grade([one, two, three])).toEqual([]);
    expect(await grade([one, two])).toContain('Three different findings');
    expect(await grade([one, two, two])).toEqual(['Three different findings']);
    expect(await grade([one, two, { ...three, finding: 'bad-data' }])).toContain('3. a finding of the report');
    expect(await grade([one, two, { ...three, lines: [1, 9999] }])).toEqual(['3. the lines']);
    expect(await grade([one, two, { ...three, why: 'duplicate, double, weight, train, test, leak, score' }])).toEqual([
      '3. why it hurts',
    ]);
    const finding = report.findings.find(({ code }) => code === three!.finding)!;
    expect(await grade([one, two, { ...three, fix: finding.remedy.en }])).toEqual(['3. what to do']);
    const lines = report.findings.find(({ code }) => code === two!.finding)!.rows.join(' and ');
    expect(await grade([one, { ...two, lines: `lines ${lines}` }, three])).toEqual([]);
  });

  it('in part 3 need the method and the reason that decides', async () => {
    const input = await begin(3);
    const right = choose(await readFile(join(folder, 'README.md'), 'utf8'));
    const grade = async (change: Record<string, unknown>) => {
      await answer(folder, { choose: { ...right, ...change } });
      return failed(await gradePart('choose', input));
    };
    const other = right.a!.method === 'lora' ? 'full' : 'lora';
    expect(await grade({ a: { ...right.a, method: other } })).toEqual(['a. the method']);
    expect(await grade({ a: { ...right.a, method: 'qlora' } })).toEqual(['a. the method']);
    expect(await grade({ a: { ...right.a, method: ` ${right.a!.method.toUpperCase()} ` } })).toEqual([]);
    expect(await grade({ a: { ...right.a, why: 'I like this one better than all of the others.' } })).toEqual([
      'a. the reason that decides',
    ]);
    expect(await grade({ b: { ...right.b, why: right.a!.why } })).toContain('A reason of its own for each');
  });
});

it('nothing at all can be in the folder', async () => {
  const task = makeTask(3, content.banks);
  for (const part of PRACTICE_PARTS)
    expectSensible(await gradePart(part, { home: root, folder: join(root, 'nowhere'), task, content }));
});
