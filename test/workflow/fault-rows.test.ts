import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/data/check-file.js';
import { allChecks } from '../../src/data/checks/index.js';
import { faultRow, readFaultRows } from '../../src/workflow/fault-rows.js';
import { prepared } from './worlds.js';

const BROKEN = join('datasets', 'broken');

/** Findings of the rows alone; those that need a base model's tokens are tried with one by the model's tests. */
const NEEDS_TOKENS = ['answer-cut-off', 'over-max-length', 'end-of-turn-missing', 'nothing-to-train', 'token-lengths'];
/** Of a whole file rather than of places in its rows, or of two files. */
const OF_THE_FILE = [
  'mixed-schema',
  'too-few-examples',
  'double-beginning-of-text',
  'bad-encoding',
  'line-too-long',
  'too-deep',
];

const files = readdirSync(BROKEN)
  .map((name) => ({ name, code: name.split('.')[0] ?? '' }))
  .filter(({ name, code }) => name !== 'README.md' && !code.includes('leakage'))
  .filter(({ code }) => ![...NEEDS_TOKENS, ...OF_THE_FILE].includes(code));

const options = { maxLength: 512, seed: 1, checks: allChecks };

describe('the rows of a finding', () => {
  it.each(files)('$code: each row that is shown has its fault marked', async ({ name, code }) => {
    const file = join(BROKEN, name);
    const report = await checkFile(file, options);
    const finding = report.findings.find((one) => one.code === code);
    if (finding === undefined || finding.rows.length === 0) return expect(finding).toBeDefined();
    const source = { ...prepared().source, file };
    const rows = await readFaultRows(prepared({ source, report, task: report.task }), finding, 'en');
    expect(rows.map(({ line }) => line)).toEqual([...finding.rows].sort((a, b) => a - b).slice(0, 50));
    const unmarked = rows.filter(({ fields }) => !fields.some(({ segments }) => segments.some(({ fault }) => fault)));
    // Of duplicates, conflicts and structures, the whole row is what the finding speaks of.
    expect(unmarked.map(({ line }) => line)).toEqual([]);
  });

  it('marks the address within the text, and nothing around it', () => {
    const row = { line: 7, record: { text: 'write to asha.rao@firm.in today', category: 'support' } };
    expect(
      faultRow(row, { prompt: 'text', completion: 'category' }, 'email-address', 'en').fields[0]?.segments,
    ).toEqual([
      { text: 'write to ', fault: false },
      { text: 'asha.rao@firm.in', fault: true },
      { text: ' today', fault: false },
    ]);
  });

  it('shows a field that is not there as a fault with no text', () => {
    const row = { line: 3, record: { text: 'hello' } };
    expect(faultRow(row, { prompt: 'text', completion: 'category' }, 'missing-field', 'en').fields.at(-1)).toEqual({
      at: 1,
      name: 'category',
      segments: [{ text: '', fault: true }],
    });
  });

  it('says of a row that could not be read why, in the language asked for', () => {
    const detail = { en: 'it is not an object', hi: 'yeh object nahi hai' };
    const row = { line: 2, fault: { kind: 'not-an-object' as const, detail } };
    for (const lang of ['en', 'hi'] as const)
      expect(faultRow(row, {}, 'unparsable-line', lang).fields[0]).toMatchObject({
        name: 'not-an-object',
        segments: [{ text: detail[lang], fault: true }],
      });
  });
});
