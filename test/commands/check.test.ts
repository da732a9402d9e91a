import { existsSync, linkSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/commands/check.js';
import { tokensText } from '../../src/commands/check-tokens.js';
import type { CommandIo } from '../../src/commands/io.js';
import { fileOf, folder } from '../data/support.js';
import { problemOf } from '../support/problem-of.js';

interface Written extends CommandIo {
  stdout: string[];
  stderr: string[];
}

function io(options: Partial<CommandIo> = {}): Written {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const sinks = { out: (text: string) => void stdout.push(text), progress: (text: string) => void stderr.push(text) };
  return { json: false, lang: 'en', home: folder(), plain: true, debug: false, ...sinks, ...options, stdout, stderr };
}

const TOPICS = [
  'invoice',
  'parcel',
  'password',
  'refund',
  'camera',
  'voucher',
  'address',
  'screen',
  'battery',
  'delivery',
];
const row = (i: number): Record<string, string> => ({
  text: `My ${TOPICS[i % 10]} from order ${i * 7919} has a problem since ${TOPICS[(i * 3 + 1) % 10]} day ${i}`,
  label: i % 2 === 0 ? 'billing' : 'technical',
});
const GOOD = Array.from({ length: 40 }, (_, i) => `${JSON.stringify(row(i))}\n`).join('');
const BROKEN = `${GOOD}{"text":"cut of\n{"text":"no label"}\n${GOOD.split('\n')[0]}\n`;

async function checkJson(file: string, flags: object = {}, options: Partial<CommandIo> = {}) {
  const written = io({ json: true, ...options });
  const code = await checkCommand({ file, ...flags }, written);
  expect(written.stdout).toHaveLength(1);
  return { code, json: JSON.parse(written.stdout[0]!), written };
}

describe('check --json', () => {
  it('prints the object of the contract and returns 0 for valid data', async () => {
    const file = fileOf(GOOD);
    const { code, json } = await checkJson(file);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      file,
      format: 'jsonl',
      task: 'classification',
      columns: { prompt: 'text', completion: 'label' },
      rows: 40,
      usable: 40,
      isValid: true,
      stats: { totalExamples: 40, uniquePrompts: 40, labels: { billing: 20, technical: 20 } },
    });
  });

  it('returns 1 for data with errors, with lines and texts in the language asked for', async () => {
    const file = fileOf(BROKEN);
    const [english, hinglish] = [await checkJson(file), await checkJson(file, {}, { lang: 'hi' })];
    expect([english.code, hinglish.code, english.json.isValid]).toEqual([1, 1, false]);
    const errors = english.json.findings.filter((finding: { severity: string }) => finding.severity === 'error');
    expect(errors.flatMap((finding: { rows: number[] }) => finding.rows)).toEqual(expect.arrayContaining([41, 42]));
    for (const [index, finding] of english.json.findings.entries()) {
      expect(finding).toMatchObject({
        message: expect.any(String),
        remedy: expect.any(String),
        count: expect.any(Number),
      });
      expect(hinglish.json.findings[index].message).not.toBe(finding.message);
    }
  });

  it('obeys the task and the columns of the user', async () => {
    const { json } = await checkJson(fileOf(GOOD), { task: 'qa', columns: { prompt: 'label', completion: 'text' } });
    expect(json).toMatchObject({ task: 'qa', columns: { prompt: 'label', completion: 'text' } });
  });

  it('fails with a problem for a file that cannot be read and for a model that is not there', async () => {
    expect(await problemOf(checkCommand({ file: join(folder(), 'none.csv') }, io()))).toMatchObject({
      code: 'file-not-found',
      exitCode: 2,
    });
    expect(await problemOf(checkCommand({ file: fileOf(GOOD), base: 'no-such-model' }, io()))).toMatchObject({
      exitCode: 2,
    });
  });

  it('counts tokens as the model in the box does when none is named', async () => {
    const { json } = await checkJson(fileOf(GOOD));
    expect(json).toMatchObject({ base: 'nano' });
    expect(JSON.stringify(json)).toContain('promptTokens');
  });
});

describe('check for a person', () => {
  it('groups the findings by severity, with lines and remedies, without escape codes in a pipe', async () => {
    const written = io();
    expect(await checkCommand({ file: fileOf(BROKEN) }, written)).toBe(1);
    const text = written.stdout.join('\n');
    expect(text).toMatch(/Errors \(these stop the run\): \d+[\s\S]+lines 41[\s\S]+-> [\s\S]+Not yet/);
    expect(text).not.toContain('\u001b');
  });

  it('speaks Hinglish', async () => {
    const written = io({ lang: 'hi' });
    await checkCommand({ file: fileOf(GOOD) }, written);
    expect(written.stdout.join('\n')).toContain('training ho sakti hai');
  });
});

describe('check --fix', () => {
  it('writes a copy that is valid and an audit of every change, and leaves the file alone', async () => {
    const file = fileOf(BROKEN);
    const out = join(folder(), 'fixed.jsonl');
    const { json } = await checkJson(file, { fix: out });
    expect(json.fix).toMatchObject({ out, rowsBefore: 43, rowsAfter: 40 });
    expect(readFileSync(file, 'utf8')).toBe(BROKEN);
    expect((await checkJson(out)).code).toBe(0);
    const audit = JSON.parse(readFileSync(`${out}.audit.json`, 'utf8'));
    expect(audit.source.path).toBe(file);
    expect(audit.changes.map((change: { line: number }) => change.line).sort()).toEqual([41, 42, 43]);
  });

  it('writes the format that the name of the copy asks for', async () => {
    const out = join(folder(), 'fixed.csv');
    await checkJson(fileOf(GOOD), { fix: out });
    expect((await checkJson(out)).json).toMatchObject({ format: 'csv', rows: 40, isValid: true });
    expect((await problemOf(checkCommand({ file: fileOf(GOOD), fix: join(folder(), 'a.parquet') }, io()))).code).toBe(
      'unsupported-output',
    );
  });

  it.skipIf(process.platform === 'win32')(
    'refuses to write over the file, by its name, a link to it or a linked folder',
    async () => {
      const file = fileOf(BROKEN);
      const root = folder();
      symlinkSync(file, join(root, 'soft.jsonl'));
      linkSync(file, join(root, 'hard.jsonl'));
      symlinkSync(join(file, '..'), join(root, 'dir'));
      for (const fix of [file, join(root, 'soft.jsonl'), join(root, 'hard.jsonl'), join(root, 'dir', 'data.jsonl')])
        expect((await problemOf(checkCommand({ file, fix }, io()))).code).toBe('would-overwrite-source');
      expect(readFileSync(file, 'utf8')).toBe(BROKEN);
    },
  );

  it('refuses to write over a file that is not an earlier copy, and into a folder that is not there', async () => {
    const file = fileOf(BROKEN);
    const other = fileOf('mine', 'other.jsonl');
    expect((await problemOf(checkCommand({ file, fix: other }, io()))).code).toBe('output-exists');
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect((await problemOf(checkCommand({ file, fix: join(folder(), 'no', 'out.jsonl') }, io()))).code).toBe(
      'cannot-write',
    );
    const out = join(folder(), 'out.jsonl');
    await checkJson(file, { fix: out });
    expect((await checkJson(file, { fix: out })).json.fix.rowsAfter).toBe(40);
    expect(readdirSync(join(out, '..')).sort()).toEqual(['out.jsonl', 'out.jsonl.audit.json']);
    expect(existsSync(file)).toBe(true);
  });
});

describe('the tokens of an example', () => {
  const pieces = [
    { text: '<|im_start|>', trained: false, special: true },
    { text: 'hi\n', trained: false, special: false },
    { text: 'refund', trained: true, special: false },
    { text: '\u001b[2J', trained: true, special: false },
  ];

  it('are marked as trained or masked by sign, and by colour where there is colour', () => {
    const text = tokensText({ line: 3, pieces }, { lang: 'en', colour: false });
    expect(text.split('\n').slice(1)).toEqual(['  . <|im_start|>|hi\\n', '  + refund|\\u001b[2J']);
    expect(text).toContain('Line 3: 4 tokens, + 2 trained, . 2 masked');
    expect(tokensText({ line: 3, pieces }, { lang: 'en', colour: true })).toContain('\u001b[32m  + refund');
  });
});

it('a file too large to train on is still checked', async () => {
  const file = fileOf('{"input":"where is my parcel","output":"on its way"}\n'.repeat(100_001));
  const { json } = await checkJson(file);
  expect(json).toMatchObject({ rows: 100_001, usable: 100_001, stats: { uniquePrompts: 1 } });
});
