import { createHash } from 'node:crypto';
import { chmodSync, closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { loadExamples, loadRows } from '../../src/data/load.js';
import { problemOf } from '../support/problem-of.js';
import { fileOf, folder } from './support.js';

const JSONL = '{"question":"a?","answer":"b"}\n{"question":"c?","answer":"d"}\n';
const EXAMPLES = [
  { line: 1, input: 'a?', output: 'b' },
  { line: 2, input: 'c?', output: 'd' },
];
const english = (reasons: { en: string }[]): string => reasons.map((reason) => reason.en).join('\n');

function parquet(): Uint8Array {
  const columnData = [
    { name: 'question', data: ['a?', 'c?'] },
    { name: 'answer', data: ['b', 'd'] },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 1 }));
}

describe('a data file', () => {
  it.each([
    ['jsonl', JSONL, 'data.jsonl', [1, 2]],
    ['json', `[\n${JSONL.trim().replace('\n', ',\n')}\n]`, 'data.json', [2, 3]],
    ['csv', 'question,answer\na?,b\nc?,d\n', 'data.csv', [2, 3]],
    ['tsv', 'question\tanswer\na?\tb\nc?\td\n', 'data.tsv', [2, 3]],
    ['parquet', parquet(), 'data.parquet', [1, 2]],
  ] as const)('is read as %s, plain and gzipped, with the lines of the file', async (format, content, name, lines) => {
    for (const path of [
      fileOf(content, name),
      fileOf(gzipSync(content), `${name}.gz`),
      fileOf(gzipSync(content), 'no-name'),
    ]) {
      const { detection, examples, rows, skipped } = await loadExamples(path);
      expect(detection).toMatchObject({ format, shape: 'question-answer', task: 'qa' });
      expect(examples).toEqual(EXAMPLES.map((example, index) => ({ ...example, line: lines[index] })));
      expect({ rows, skipped }).toEqual({ rows: 2, skipped: [] });
    }
  });

  it('is read in UTF-16 and with a byte order mark, and says so', async () => {
    for (const bytes of [Buffer.from(`\ufeff${JSONL}`, 'utf16le'), Buffer.from(`\ufeff${JSONL}`, 'utf16le').swap16()]) {
      const { detection, examples } = await loadExamples(fileOf(bytes));
      expect(examples).toEqual(EXAMPLES);
      expect(english(detection.reasons)).toContain('UTF-16');
    }
    expect((await loadExamples(fileOf(`\ufeff${JSONL}`))).examples).toEqual(EXAMPLES);
  });

  it('is read by its content when its name is wrong, and the name is mentioned', async () => {
    const { detection } = await loadExamples(fileOf(JSONL, 'data.csv'));
    expect(detection.format).toBe('jsonl');
    expect(english(detection.reasons)).toContain("The file's name promises CSV");
    const binary = await loadExamples(fileOf(parquet(), 'data.json'));
    expect(english(binary.detection.reasons)).toContain('promises JSON, but its content is Parquet');
  });

  it('accounts for every row: those without an example are listed with the reason', async () => {
    const { examples, rows, skipped } = await loadExamples(
      fileOf(`${JSONL}{"question":"e?"}\n{"question":\n{"messages":[]}\n`),
    );
    expect(rows).toBe(5);
    expect(examples).toHaveLength(2);
    expect(skipped.map(({ line, problem }) => [line, problem.kind])).toEqual([
      [3, 'missing-field'],
      [4, 'not-json'],
      [5, 'schema-mismatch'],
    ]);
  });

  it.each([
    ['data.jsonl', JSONL],
    ['data.jsonl.gz', gzipSync(JSONL)],
    ['data.parquet', parquet()],
  ])('has the SHA-256 of its bytes: %s', async (name, content) => {
    const { sha256 } = await loadExamples(fileOf(content, name));
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('is read once: the checksum is that of the rows, though the file changes behind the reader', async () => {
    const path = fileOf(JSONL);
    const onProgress = (): void => writeFileSync(path, JSONL.replaceAll('a?', 'z?'));
    const { rows, sha256 } = await loadRows(path, { onProgress });
    expect(rows[0]).toEqual({ line: 1, record: { question: 'a?', answer: 'b' } });
    expect(sha256).toBe(createHash('sha256').update(JSONL).digest('hex'));
  });
});

describe('a file that cannot be read', () => {
  it('is reported when it is missing, a folder, empty, or blank', async () => {
    const root = folder();
    expect(await problemOf(loadRows(join(root, 'none.jsonl')))).toMatchObject({
      code: 'file-not-found',
      where: join(root, 'none.jsonl'),
    });
    expect((await problemOf(loadRows(root))).code).toBe('is-a-directory');
    expect((await problemOf(loadRows(fileOf('')))).code).toBe('empty-file');
    expect((await problemOf(loadRows(fileOf(' \n\n')))).code).toBe('empty-file');
    expect((await problemOf(loadRows(fileOf(gzipSync(''))))).code).toBe('empty-file');
    expect((await problemOf(loadRows(fileOf('[]')))).code).toBe('no-records');
    expect((await problemOf(loadRows(fileOf('text,label\n', 'a.csv')))).code).toBe('no-records');
  });

  it.skipIf(process.getuid?.() === 0)('is reported when the permission is missing', async () => {
    const path = fileOf(JSONL);
    chmodSync(path, 0);
    expect((await problemOf(loadRows(path))).code).toBe('permission-denied');
  });

  it.skipIf(process.platform === 'win32')('is reported when it is a device', async () => {
    expect((await problemOf(loadRows('/dev/zero'))).code).toBe('not-a-file');
  });

  it.each([
    ['a PNG image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['a ZIP archive', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')],
    ['an SQLite database', Buffer.from('SQLite format 3\0\x10\0\x01\x01\0', 'latin1')],
    ['a binary file', Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 37) % 256))],
  ])('is called %s when it is one', async (kind, bytes) => {
    const problem = await problemOf(loadRows(fileOf(bytes)));
    expect(problem.code).toBe('binary-file');
    expect(problem.message).toContain(kind);
  });

  it('is sent back when most of it is in another encoding; a single wrong row is not', async () => {
    const latin = Buffer.from('{"input":"h\xe9","output":"x"}\n'.repeat(3), 'latin1');
    const problem = await problemOf(loadRows(fileOf(latin)));
    expect(problem).toMatchObject({ code: 'wrong-encoding' });
    expect(problem.where).toMatch(/:1$/);
    const { skipped, examples } = await loadExamples(
      fileOf(Buffer.concat([latin.subarray(0, 28), Buffer.from(JSONL)])),
    );
    expect(skipped.map(({ line, problem: fault }) => [line, fault.kind])).toEqual([[1, 'bad-encoding']]);
    expect(examples).toHaveLength(2);
  });

  it('is reported when its gzip is cut off or damaged, wherever the fault lies', async () => {
    const lines = Array.from(
      { length: 30_000 },
      (_, i) => `{"question":"${Math.imul(i, 2654435761)} ${i}?","answer":"b${i}"}\n`,
    );
    const packed = gzipSync(lines.join(''));
    for (const keep of [40, Math.floor(packed.length / 2), packed.length - 4])
      expect((await problemOf(loadRows(fileOf(packed.subarray(0, keep), 'a.jsonl.gz')))).code).toBe('truncated-gzip');
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 2000, 2400);
    expect((await problemOf(loadRows(fileOf(damaged, 'a.jsonl.gz')))).code).toBe('corrupt-gzip');
  });

  it('is reported when it is a cut-off or damaged Parquet file', async () => {
    const bytes = parquet();
    expect((await problemOf(loadRows(fileOf(bytes.subarray(0, bytes.length - 20))))).code).toBe('corrupt-parquet');
    const damaged = Uint8Array.from(bytes);
    damaged.fill(0xff, bytes.length - 40, bytes.length - 8);
    expect((await problemOf(loadRows(fileOf(damaged)))).code).toBe('corrupt-parquet');
  });

  it('is reported when it is prose, with the line to begin at', async () => {
    const problem = await problemOf(loadRows(fileOf('Dear reader,\nthis is a letter.\n\nYours\n', 'letter.txt')));
    expect(problem.code).toBe('unknown-format');
    expect(problem.where).toMatch(/letter\.txt:1$/);
    const table = '# Files\n\n| file | what |\n|---|---|\n| a | b |\n| c | d |\n| e | f |\n| g | h |\n| i | j |\n';
    expect((await problemOf(loadRows(fileOf(table, 'README.md')))).code).toBe('unknown-format');
  });

  it('is reported with the first fault when no record can be read', async () => {
    const problem = await problemOf(loadRows(fileOf("{'input': 'a', 'output': 'b'}\n{'input': 'c', 'output': 'd'}\n")));
    expect(problem.code).toBe('no-readable-records');
    expect(problem.where).toMatch(/:1$/);
  });

  it('costs neither memory nor the other rows when one line is huge', async () => {
    const path = fileOf(JSONL);
    const file = openSync(path, 'a');
    writeSync(file, '{"question":"');
    const piece = Buffer.alloc(4 << 20, 'x');
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 50; i++) writeSync(file, piece);
    writeSync(file, '","answer":"b"}\n{"question":"last?","answer":"z"}\n');
    closeSync(file);
    const { skipped, examples } = await loadExamples(path);
    expect(skipped.map(({ line, problem }) => [line, problem.kind])).toEqual([[3, 'too-long']]);
    expect(examples.at(-1)).toEqual({ line: 4, input: 'last?', output: 'z' });
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 2 ** 20);
  });

  it('reads on behind one line of 1 GB, which is told by its number', async () => {
    // Members of a .gz file one after another are one file.
    const piece = gzipSync(Buffer.alloc(64 * 2 ** 20, 'x'), { level: 1 });
    const members = [`${JSONL}{"question":"`, ...Array.from({ length: 16 }, () => piece), '","answer":"b"}\n', JSONL];
    const path = fileOf(
      Buffer.concat(members.map((member) => (typeof member === 'string' ? gzipSync(member) : member))),
      'long.jsonl.gz',
    );
    const before = process.memoryUsage().rss;
    const { skipped, rows, examples } = await loadExamples(path);
    expect({ rows, lines: examples.map(({ line }) => line) }).toEqual({ rows: 5, lines: [1, 2, 4, 5] });
    expect(skipped.map(({ line, problem }) => [line, problem.kind])).toEqual([[3, 'too-long']]);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
  });

  it('never fails with anything but a problem, whatever bytes it holds', async () => {
    const root = folder();
    const text = fc.string({ unit: fc.constantFrom(...'{}[]":,\n\t;a1é ') }).map((value) => Buffer.from(value));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      text,
      fc.uint8Array({ maxLength: 60 }).map((value) => gzipSync(value)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('a.jsonl', 'a.csv', 'a.json', 'a'), async (content, name) => {
        const path = join(root, name);
        writeFileSync(path, content);
        const outcome = await loadExamples(path).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome.name).toBe('Problem');
      }),
      { numRuns: 300 },
    );
  });
});

describe('more than memory can hold', () => {
  const many = `${'{"input":"a question","output":"an answer"}\n'.repeat(50)}`;

  it('is refused for training and repairs with a next step, at the first row too many', async () => {
    const path = fileOf(many);
    for (const load of [loadExamples, loadRows]) {
      const problem = await problemOf(load(path, { maxRows: 49 }));
      expect(problem).toMatchObject({ code: 'too-much-data', where: path, exitCode: 1 });
      expect(problem.message).toContain('more than 49 rows');
      expect(problem.toJSON('hi').next).toContain('shuf');
    }
    expect((await loadExamples(path, { maxRows: 50 })).examples).toHaveLength(50);
  });

  it('counts the texts, however deep, as well as the rows', async () => {
    const path = fileOf(
      `{"messages":[{"role":"user","content":"${'x'.repeat(500)}"},{"role":"assistant","content":"y"}]}\n`.repeat(12),
    );
    const problem = await problemOf(loadExamples(path, { maxCharacters: 5000 }));
    expect(problem.message).toContain('more than 5,000 characters');
  });

  it('ends the reading there, whatever still follows', async () => {
    let read = 0;
    const path = fileOf(many.repeat(4000));
    const onProgress = (bytes: number): void => {
      read = bytes;
    };
    await problemOf(loadExamples(path, { maxRows: 1000, onProgress }));
    expect(read).toBeLessThan(1_000_000);
  });
});
