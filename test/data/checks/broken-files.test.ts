/** Runs every file of datasets/broken through readers and checks, and compares with the table in its README. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../src/data/check-file.js';
import { allChecks, findLeakage } from '../../../src/data/checks/index.js';
import { loadExamples } from '../../../src/data/load.js';
import type { CheckReport, Encoded, Example, Finding } from '../../../src/data/types.js';

const DATASETS = new URL('../../../datasets/', import.meta.url).pathname;
const BROKEN = join(DATASETS, 'broken');

interface Expected {
  file: string;
  code: string;
  lines: number[];
  also: string[];
}

/** "1-3, 7" -> [1, 2, 3, 7]. */
function lineList(text: string): number[] {
  return text
    .split(', ')
    .filter(Boolean)
    .flatMap((piece) => {
      const [from = 0, to = from] = piece.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
}

const TABLE: Expected[] = readFileSync(join(BROKEN, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| file'))
  .map((line) => {
    const [, file = '', code = '', lines = '', also = ''] = line.split('|').map((cell) => cell.trim());
    return { file, code, lines: lineList(lines), also: also.split(', ').filter(Boolean) };
  });

/** A tokenizer of words that adds <s>, and a template that forgets the end of the turn for one answer. */
function encode({ input, output }: Example): Encoded {
  const leadingBos = input.startsWith('<s>') ? 2 : 1;
  const endsWithEndOfTurn = !output.endsWith('about to');
  const promptTokens = leadingBos + input.split(/\s+/).length;
  const completionTokens = output.split(/\s+/).length + Number(endsWithEndOfTurn);
  const trained = new Uint8Array(promptTokens + completionTokens).fill(1, promptTokens);
  return {
    ids: new Int32Array(trained.length),
    trained,
    promptTokens,
    completionTokens,
    leadingBos,
    endsWithEndOfTurn,
  };
}

const check = (path: string): Promise<CheckReport> =>
  checkFile(path, { checks: allChecks, maxLength: 96, seed: 1, encode });

async function findings(file: string): Promise<Finding[]> {
  const path = join(BROKEN, file);
  const report = await check(path);
  if (!file.endsWith('.test.jsonl')) return report.findings;
  const { examples: test } = await loadExamples(path);
  const { examples: train } = await loadExamples(path.replace('.test.', '.train.'));
  return [...report.findings, ...findLeakage({ train, validation: [], test })];
}

describe('the files that are broken on purpose', () => {
  it.each(TABLE)('$file: $code', async ({ file, code, lines, also }) => {
    const found = await findings(file);
    const codes = found.map((finding) => finding.code).filter((each) => each !== 'token-lengths' || code === each);
    expect(codes.sort()).toEqual([code, ...also].sort());
    expect(found.find((finding) => finding.code === code)?.rows).toEqual(lines);
  });

  it('are all in the table, and every code that a file can give has one', () => {
    const listed = TABLE.map(({ file }) => file);
    const files = readdirSync(BROKEN).filter((file) => file !== 'README.md' && !file.endsWith('.train.jsonl'));
    expect([...listed].sort()).toEqual(files.sort());
    const codes = [...allChecks.flatMap((each) => each.codes), 'train-test-leakage', 'near-train-test-leakage'];
    expect(TABLE.map(({ code }) => code).sort()).toEqual(codes.sort());
  });

  it('every finding speaks both languages, on one line, with a remedy', async () => {
    for (const { file } of TABLE) {
      for (const { code, message, remedy, rows, count } of await findings(file)) {
        for (const text of [message.en, message.hi, remedy.en, remedy.hi]) {
          expect(text.length, code).toBeGreaterThan(10);
          expect(text, code).not.toMatch(/[\n\t]|undefined|NaN|\[object/);
        }
        expect(message.hi, code).not.toBe(message.en);
        expect(count, code).toBeGreaterThanOrEqual(rows.length);
      }
    }
  });
});

describe('the good samples', () => {
  it.each(['support-tickets.csv', 'js-snippets.jsonl', 'company-faq.jsonl', 'chat-tone.jsonl'])(
    '%s has no errors',
    async (file) => {
      const report = await check(join(DATASETS, file));
      const said = report.findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.code);
      expect(said).toEqual([]);
      expect(report.isValid).toBe(true);
    },
  );
});
