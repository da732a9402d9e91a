/** `compare` through the command line itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { cli, ended, failure, jsonOf, startCli } from '../support/cli.js';
import { buildRunner } from '../support/runner-build.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

// Several trainings one after another.
vi.setConfig({ testTimeout: 240_000 });

const score = z.object({ value: z.number(), low: z.number(), high: z.number() });
const COMPARISON = z.object({
  comparisonId: z.string(),
  status: z.enum(['running', 'complete']),
  file: z.string(),
  base: z.string(),
  task: z.literal('classification'),
  metric: z.literal('accuracy'),
  data: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  conditions: z.array(z.string()).length(2),
  baseMetrics: z.object({ accuracy: score }),
  methods: z.array(
    z.object({
      method: z.enum(['full', 'lora', 'partial']),
      status: z.string(),
      jobId: z.string(),
      result: z.object({
        metrics: z.object({ loss: score, perplexity: score, accuracy: score }),
        retention: z.object({ before: z.number(), after: z.number(), change: z.number() }),
        seconds: z.number(),
        peakRssBytes: z.number(),
        trainableParameters: z.number(),
        artefactBytes: z.number(),
      }),
      validationLosses: z.array(z.object({ step: z.int(), value: z.number() })).min(1),
    }),
  ),
  differences: z.array(z.object({ a: z.string(), b: z.string(), difference: score, tie: z.boolean() })),
  advice: z.object({ method: z.string().nullable(), sentences: z.array(z.string()).min(1) }),
});

let folder: string;
let home: string;
let data: string;
let tiny: string;
let asked: string[];
beforeAll(async () => {
  await buildRunner();
  folder = mkdtempSync(join(tmpdir(), 'vishesh-compare-'));
  home = join(folder, 'home');
  data = join(folder, 'rows.csv');
  const rows = Array.from(
    { length: 40 },
    (_, i) => `the rain number ${i} is ${i * 37} late,${i % 2 ? 'east' : 'north'}`,
  );
  writeFileSync(data, `text,label\n${rows.join('\n')}\n`);
  tiny = await tinyModelFolder(join(folder, 'tiny'));
  asked = ['compare', data, '--base', tiny, '--home', home, '--methods', 'lora,pft', '--epochs', '1'];
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('compare', () => {
  it('streams events as JSON lines, ends with the comparison, and shows it again as a table', async () => {
    const ran = await cli(...asked, '--json', '--events');
    expect(ran.code, ran.stderr).toBe(0);
    const comparison = COMPARISON.parse(jsonOf(ran));
    expect(comparison).toMatchObject({ status: 'complete', data: { train: 32, validation: 4, test: 4 } });
    const events = ran.stdout
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { event: string; method: string; status: string; step?: number });
    const changes = events.filter(({ event }) => event === 'method').map(({ method, status }) => `${method} ${status}`);
    expect(changes).toEqual(expect.arrayContaining(['lora running', 'lora succeeded', 'partial succeeded']));
    const steps = events.filter(({ event, method }) => event === 'progress' && method === 'partial');
    expect(steps.at(-1)).toMatchObject({ step: 4, status: 'running' });

    const markdown = await cli('compare', '--show', 'last', '--markdown', '--home', home);
    expect(markdown.stdout).toContain('| partial |');
    const listed = await cli('compare', '--list', '--home', home, '--json');
    expect(jsonOf(listed)).toMatchObject({
      comparisons: [{ comparisonId: comparison.comparisonId, status: 'complete', advised: comparison.advice.method }],
    });
    const shown = await cli('compare', '--show', comparison.comparisonId, '--home', home, '--json', '--lang', 'hi');
    const hindi = COMPARISON.parse(jsonOf(shown));
    expect(hindi.methods).toEqual(comparison.methods);
    expect(hindi.advice.sentences).not.toEqual(comparison.advice.sentences);
    const jobs = jsonOf(await cli('jobs', 'list', '--home', home, '--json')) as { jobs: { method: string }[] };
    expect(jobs.jobs.map(({ method }) => method).sort()).toEqual(['lora', 'partial']);
  });

  it('interrupted says what is kept and what goes on, and exits as the signal asks', async () => {
    const child = startCli([...asked, '--epochs', '60', '--seed', '9']);
    let asking = false;
    const ran = await ended(child, ({ stderr }) => {
      if (asking || !stderr.includes('lora: running')) return;
      asking = true;
      child.kill('SIGINT');
    });
    expect(ran.code).toBe(130);
    expect(ran.stderr).toMatch(/0 finished, and job \S+ \(lora\) goes on in the background/);
    const { jobs } = jsonOf(await cli('jobs', 'list', '--home', home, '--json')) as { jobs: { jobId: string }[] };
    await cli('jobs', 'cancel', jobs.at(-1)?.jobId ?? '', '--home', home);
    expect((await cli('compare', '--show', 'last', '--home', home)).code).toBe(1);
    const { comparisonId } = jsonOf(await cli('compare', '--show', 'last', '--home', home, '--json')) as {
      comparisonId: string;
    };
    const removed = await cli('compare', '--remove', comparisonId, '--home', home, '--json');
    expect(jsonOf(removed)).toEqual({ comparisonId, status: 'removed' });
    await failure(['compare', '--show', comparisonId, '--home', home], 'unknown-comparison');
  });
});

describe('compare refuses', () => {
  const base = (): string[] => ['--base', tiny, '--home', join(folder, 'other')];

  it.each([
    ['an unknown method', 'lora,qlora', 'unknown-method', 'qlora'],
    ['a method named twice', 'full,pft,partial', 'duplicate-method', 'partial'],
    ['one method alone', 'lora', 'one-method', 'lora'],
    ['an empty name', 'lora,', 'unknown-method', ''],
  ])('%s', async (_what, methods, code, named) => {
    const { message, next } = await failure(['compare', data, '--methods', methods, ...base()], code);
    expect(message).toContain(named);
    expect(next).toContain('full, lora, partial');
  });

  it('no file, a missing file, and data that cannot be trained on', async () => {
    await failure(['compare', ...base()], 'usage');
    await failure(['compare', join(folder, 'nowhere.csv'), ...base()], 'file-not-found');
    const ragged = join(folder, 'ragged.csv');
    writeFileSync(ragged, `text,label\n${'a good row of text,east\nonly this\n'.repeat(10)}`);
    expect((await failure(['compare', ragged, ...base()], 'invalid-data', 1)).where).toBe(`${ragged}:3`);
  });

  it('settings out of range, and a comparison that is not there or damaged', async () => {
    await failure(['compare', data, '--last-blocks', '9', ...base()], 'bad-hyperparameters');
    await failure(['compare', '--show', 'last', ...base()], 'unknown-comparison');
    await failure(['compare', '--show', '../jobs', ...base()], 'unknown-comparison');
    const bad = await cli('compare', data, '--learning-rates', 'qlora=1', ...base(), '--json');
    expect(bad.code).toBe(2);
    expect(jsonOf(bad)).toMatchObject({ error: { code: 'usage' } });
  });
});
