import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/base/files.js';
import type { RowResult } from '../../src/evaluate/types.js';
import { jobPaths } from '../../src/jobs/folder.js';
import { readRowResults, writeRowResults } from '../../src/jobs/row-results.js';

const JOB = '20261123-0200-00ab';
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-rows-'));
  await makeFolder(jobPaths(home, JOB).folder);
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const row = (line: number, change: Partial<RowResult> = {}): RowResult => ({
  line,
  prompt: 'paise kab aayenge\u2028?',
  expected: 'refund',
  answer: 'billing',
  lossSum: 4.5,
  supervised: 3,
  ...change,
});

describe('the row results of a job', () => {
  it('come back as they were, a loss that is not a number too', async () => {
    const base = [row(2), row(5, { answer: '' })];
    const tuned = [row(2, { answer: 'refund', lossSum: 0.1 }), row(5, { lossSum: Number.NaN })];
    await writeRowResults(jobPaths(home, JOB).rows, base, tuned);
    expect(await readRowResults(home, JOB)).toEqual({ base, tuned });
  });

  it('are null where there are none, and where they are damaged', async () => {
    expect(await readRowResults(home, '20261123-0200-0000')).toBeNull();
    await writeFile(jobPaths(home, JOB).rows, '{"line": 2}\n');
    expect(await readRowResults(home, JOB)).toBeNull();
  });
});
