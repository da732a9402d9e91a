import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { checkFile } from '../../src/data/check-file.js';
import { allChecks } from '../../src/data/checks/index.js';
import type { Check, CheckItem, Encoded, Example } from '../../src/data/types.js';
import { fileOf, folder } from './support.js';

const OPTIONS = { maxLength: 64, seed: 1, checks: [] as readonly Check[] };
const jsonl = (count: number, make: (index: number) => Record<string, unknown>): string =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify(make(i))}\n`).join('');

/** One token per character. */
function encode({ input, output }: Example): Encoded {
  const length = input.length + output.length;
  const trained = new Uint8Array(length).fill(1, input.length);
  return {
    ids: new Int32Array(length),
    trained,
    promptTokens: input.length,
    completionTokens: output.length,
    leadingBos: 0,
    endsWithEndOfTurn: true,
  };
}

/** Keeps what it is shown. */
function witness(items: CheckItem[], severity: 'error' | 'warning' = 'warning'): Check {
  return {
    codes: ['seen'],
    start: () => ({
      add: (item) => void items.push(item),
      finish: () => [
        {
          code: 'seen',
          severity,
          message: { en: 'm', hi: 'm' },
          remedy: { en: 'r', hi: 'r' },
          rows: [],
          count: items.length,
        },
      ],
    }),
  };
}

describe('checking a file', () => {
  it('shows every row to every check once, with its example in the template of the task', async () => {
    const items: CheckItem[] = [];
    const path = fileOf(`${jsonl(30, (i) => ({ text: `t${i}`, label: `l${i % 2}` }))}{"text":"x"}\nnot json\n`);
    const report = await checkFile(path, { ...OPTIONS, checks: [witness(items)] });
    expect(items.map(({ line }) => line)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
    expect(items[0]).toMatchObject({
      example: { input: 't0', output: 'l0' },
      prompt: 'Classify: t0\n\nCategory:',
      completion: ' l0',
    });
    expect(items[30]).toMatchObject({ problem: { kind: 'missing-field', field: 'label' } });
    expect(items[31]).toMatchObject({ row: { fault: { kind: 'not-json' } } });
    expect(report).toMatchObject({
      rows: 32,
      usable: 30,
      isValid: true,
      format: 'jsonl',
      task: 'classification',
      columns: { prompt: 'text', completion: 'label' },
    });
  });

  it('is valid unless a finding is an error, and errors come first', async () => {
    const path = fileOf(jsonl(3, (i) => ({ prompt: `p${i}`, completion: 'c' })));
    const report = await checkFile(path, { ...OPTIONS, checks: [witness([]), witness([], 'error')] });
    expect(report.findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
    expect(report.isValid).toBe(false);
  });

  it('counts prompts, labels and lengths exactly', async () => {
    const rows = [
      { text: 'aa', label: 'x' },
      { text: 'aa', label: 'y' },
      { text: 'bbbb', label: '__proto__' },
      { text: 'cc', label: 'x' },
    ];
    const { stats } = await checkFile(fileOf(rows.map((row) => JSON.stringify(row)).join('\n')), {
      ...OPTIONS,
      task: 'classification',
      encode,
    });
    const template = 'Classify: \n\nCategory:'.length;
    expect(stats).toMatchObject({
      totalExamples: 4,
      uniquePrompts: 3,
      avgPromptLength: template + 2.5,
      promptTokens: { p50: 2, p95: 4, max: 4 },
      truncated: 0,
    });
    expect(Object.entries(stats.labels ?? {})).toEqual([
      ['x', 2],
      ['y', 1],
      ['__proto__', 1],
    ]);
  });

  it('counts the rows that training would cut', async () => {
    const path = fileOf(jsonl(10, (i) => ({ prompt: 'p'.repeat(10 * i), completion: 'c'.repeat(5) })));
    expect((await checkFile(path, { ...OPTIONS, encode })).stats).toMatchObject({ truncated: 4 });
  });

  it('tokenizes a seeded sample of a large file, and says so', async () => {
    const path = fileOf(jsonl(3000, (i) => ({ prompt: `prompt number ${i}`, completion: `answer ${i}` })));
    let calls = 0;
    const counting = (example: Example): Encoded => {
      calls++;
      return encode(example);
    };
    const report = await checkFile(path, { ...OPTIONS, encode: counting, tokenRows: 300 });
    expect(calls).toBeGreaterThan(200);
    expect(calls).toBeLessThan(400);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'tokens-sampled', severity: 'info', count: calls }),
    );
    const whole = await checkFile(path, { ...OPTIONS, encode });
    expect(whole.findings).toEqual([]);
  });

  it('makes the encoder from the detection and the first examples', async () => {
    const path = fileOf(jsonl(20, (i) => ({ text: `t${i}`, label: `l${i % 3}` })));
    const seen: unknown[] = [];
    await checkFile(path, {
      ...OPTIONS,
      encoderFor: (detection, sample) => {
        seen.push(detection.task, new Set(sample.map(({ output }) => output)).size);
        return encode;
      },
    });
    expect(seen).toEqual(['classification', 3]);
  });

  it('reports the rows that cannot be written as tokens instead of failing', async () => {
    const path = fileOf(jsonl(5, (i) => ({ prompt: `p${i}`, completion: 'c' })));
    const failing = (example: Example): Encoded => {
      if (example.line % 2 === 0)
        throw new Problem({ code: 'x', message: 'This row has no template.', next: 'Remove it.' });
      return encode(example);
    };
    const report = await checkFile(path, { ...OPTIONS, encode: failing });
    expect(report.findings).toMatchObject([{ code: 'not-encodable', severity: 'error', rows: [2, 4], count: 2 }]);
  });

  it('tells how many bytes were read, up to the last one', async () => {
    const path = fileOf(jsonl(60_000, (i) => ({ prompt: `prompt number ${i}`, completion: `answer ${i}` })));
    const seen: [number, number][] = [];
    await checkFile(path, { ...OPTIONS, onProgress: (bytes, total) => void seen.push([bytes, total]) });
    const [bytes, total] = seen.at(-1) ?? [];
    expect(bytes).toBe(total);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.map(([read]) => read)).toEqual(seen.map(([read]) => read).sort((a, b) => a - b));
  });

  it('needs no more memory for a file of 30 MB than for its checks, with every check', async () => {
    const path = join(folder(), 'large.jsonl');
    const file = openSync(path, 'w');
    for (let block = 0; block < 30; block++) {
      const words = (i: number): string =>
        Array.from({ length: 70 }, (_, w) => `w${Math.imul(i * 70 + w, 2654435761) >>> 20}`).join(' ');
      writeSync(
        file,
        jsonl(2000, (i) => ({
          input: `${words(block * 2000 + i)} ${block} ${i}`,
          output: `answer to ${block} and ${i}`,
        })),
      );
    }
    closeSync(file);
    const start = process.memoryUsage().rss;
    let peak = 0;
    const note = (): void => {
      peak = Math.max(peak, process.memoryUsage().rss - start);
    };
    const report = await checkFile(path, { ...OPTIONS, checks: allChecks, onProgress: note });
    note();
    expect(report.rows).toBe(60_000);
    expect(peak / 2 ** 20).toBeLessThan(200);
  });
});
