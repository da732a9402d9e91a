import { createHash } from 'node:crypto';
import { link, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyRepairs, proposeRepairs, type RepairContext } from '../../../src/data/repairs/index.js';
import { writeRepaired } from '../../../src/data/repairs/write.js';
import type { FileFormat, Row } from '../../../src/data/types.js';

const CONTEXT: RepairContext = {
  task: 'qa',
  shape: 'question-answer',
  columns: { prompt: 'question', completion: 'answer' },
  maxLength: 64,
};
const ROWS: Row[] = [
  { line: 1, record: { question: 'Open, today?', answer: ' Yes "we" are', id: 1n } },
  { line: 2, record: { question: 'Lines?', answer: 'one\ntwo', note: null } },
];
const repaired = applyRepairs(ROWS, proposeRepairs(ROWS, CONTEXT), CONTEXT);

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

let folder: string;
let source: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-repair-'));
  source = join(folder, 'data.jsonl');
  await writeFile(source, 'the source\n');
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const write = (out: string, format: FileFormat = 'jsonl') =>
  writeRepaired({ path: source, format, sha256: sha256('the source\n') }, join(folder, out), repaired);

describe('writing a repaired copy', () => {
  it('writes JSONL and an audit that identifies both files', async () => {
    const written = await write('out.jsonl');
    const text = await readFile(written.path, 'utf8');
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { question: 'Open, today?', answer: 'Yes "we" are', id: 1 },
      { question: 'Lines?', answer: 'one\ntwo', note: null },
    ]);
    const audit = JSON.parse(await readFile(join(folder, 'out.jsonl.audit.json'), 'utf8'));
    expect(audit).toMatchObject({
      version: 1,
      source: { path: source, sha256: sha256('the source\n') },
      output: { rows: 2, format: 'jsonl', sha256: sha256(text) },
      rowsBefore: 2,
      rowsAfter: 2,
      changes: [{ line: 1, code: 'trim-whitespace' }],
    });
    expect(await readdir(folder)).toEqual(['data.jsonl', 'out.jsonl', 'out.jsonl.audit.json']);
    expect(await readFile(source, 'utf8')).toBe('the source\n');
  });

  it('stays CSV or TSV when the source was, quoted so that it reads back the same', async () => {
    for (const [format, delimiter] of [
      ['csv', ','],
      ['tsv', '\t'],
    ] as const) {
      const { path } = await write(`out-${format}`, format);
      expect(parse(await readFile(path, 'utf8'), { columns: true, delimiter })).toEqual([
        { question: 'Open, today?', answer: 'Yes "we" are', id: '1', note: '' },
        { question: 'Lines?', answer: 'one\ntwo', id: '', note: '' },
      ]);
    }
  });

  it('follows the name of the copy, and packs it when that ends in .gz', async () => {
    expect((await write('a.csv', 'jsonl')).format).toBe('csv');
    expect((await write('b.jsonl', 'csv')).format).toBe('jsonl');
    expect((await write('c', 'parquet')).format).toBe('jsonl');
    expect(JSON.parse(await readFile((await write('e.json')).path, 'utf8'))).toHaveLength(2);
    await expect(write('f.parquet')).rejects.toMatchObject({ code: 'unsupported-output' });
    const { path } = await write('d.jsonl.gz', 'csv');
    expect(gunzipSync(await readFile(path)).toString()).toContain('Open, today?');
  });

  it('refuses the source by name, in another case, through a symbolic and through a hard link', async () => {
    await symlink(source, join(folder, 'soft.jsonl'));
    await link(source, join(folder, 'hard.jsonl'));
    for (const out of ['data.jsonl', 'DATA.jsonl', './x/../data.jsonl', 'soft.jsonl', 'hard.jsonl']) {
      const failure = expect(write(out), out).rejects;
      await failure.toMatchObject({ code: 'would-overwrite-source', where: source });
    }
    expect(await readFile(source, 'utf8')).toBe('the source\n');
    expect((await readdir(folder)).filter((name) => name.endsWith('.audit.json'))).toEqual([]);
  });

  it('writes over its own earlier copy, and over no other file', async () => {
    await writeFile(join(folder, 'mine.jsonl'), 'mine');
    await expect(write('mine.jsonl')).rejects.toMatchObject({ code: 'output-exists' });
    expect(await readFile(join(folder, 'mine.jsonl'), 'utf8')).toBe('mine');
    await write('copy.jsonl');
    expect((await write('copy.jsonl')).rows).toBe(2);
  });

  it('refuses when the audit would land on the source', async () => {
    source = join(folder, 'out.jsonl.audit.json');
    await writeFile(source, 'the source\n');
    await expect(write('out.jsonl')).rejects.toMatchObject({ code: 'would-overwrite-source' });
  });

  it('refuses to lose an unreadable line that nobody agreed to remove', async () => {
    const rows: Row[] = [...ROWS, { line: 3, fault: { kind: 'not-json', detail: '{' } }];
    const kept = applyRepairs(rows, [], CONTEXT);
    const writing = writeRepaired({ path: source, format: 'jsonl', sha256: '' }, join(folder, 'out.jsonl'), kept);
    await expect(writing).rejects.toMatchObject({ code: 'unreadable-rows-left', where: `${source}:3` });
    expect(await readdir(folder)).toEqual(['data.jsonl']);
  });

  it('says so when the folder does not exist', async () => {
    await expect(write('no/such/out.jsonl')).rejects.toMatchObject({ code: 'cannot-write' });
  });
});
