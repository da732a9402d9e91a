/** What the checks find in datasets/broken, the repairs mend. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile } from '../../../src/data/check-file.js';
import { allChecks } from '../../../src/data/checks/index.js';
import { loadRows } from '../../../src/data/load.js';
import { applyRepairs, proposeRepairs } from '../../../src/data/repairs/index.js';
import { writeRepaired } from '../../../src/data/repairs/write.js';

const BROKEN = new URL('../../../datasets/broken/', import.meta.url).pathname;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-mended-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('a mended copy of each broken file', () => {
  it.each([
    ['unparsable-line.jsonl', 'remove-unreadable', 12],
    ['truncated-line.jsonl', 'remove-unreadable', 12],
    ['ragged-row.csv', 'remove-unreadable', 12],
    ['bad-encoding.jsonl', 'remove-unreadable', 12],
    ['mixed-schema.jsonl', 'remove-unusable', 12],
    ['missing-field.jsonl', 'remove-unusable', 12],
    ['empty-field.jsonl', 'remove-unusable', 12],
    ['unknown-role.jsonl', 'remove-unusable', 12],
    ['exact-duplicate.jsonl', 'remove-exact-duplicates', 12],
    ['label-spelling.csv', 'unify-labels', 12],
    ['email-address.jsonl', 'mask-personal-data', 13],
    ['card-number.jsonl', 'mask-personal-data', 13],
    ['api-key.jsonl', 'mask-personal-data', 13],
    ['private-key.jsonl', 'mask-personal-data', 13],
    ['control-characters.jsonl', 'remove-control-characters', 13],
    ['mojibake.jsonl', 'fix-mojibake', 13],
    ['special-token-in-text.jsonl', 'remove-special-tokens', 13],
    ['prompt-in-answer.jsonl', 'strip-repeated-prompt', 13],
  ])('%s: after %s it is clean, with %i rows', async (file, code, count) => {
    const source = join(BROKEN, file);
    const { detection, rows, sha256 } = await loadRows(source);
    const context = { ...detection, maxLength: 512 };
    const repairs = proposeRepairs(rows, context);
    expect(repairs.map((repair) => repair.code)).toContain(code);
    const { path } = await writeRepaired(
      { path: source, format: detection.format, sha256 },
      join(folder, file),
      applyRepairs(rows, repairs, context),
    );
    const { task, columns } = detection;
    const report = await checkFile(path, { task, columns, checks: allChecks, maxLength: 512, seed: 1 });
    expect(report.findings).toEqual([]);
    expect(report.rows).toBe(count);
  });
});
