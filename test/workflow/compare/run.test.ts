/** Whole comparisons on the tiny model, in real runners. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cancelJob } from '../../../src/jobs/control.js';
import { jobPaths, listJobs } from '../../../src/jobs/folder.js';
import { readHardware } from '../../../src/jobs/hardware.js';
import { beginComparison } from '../../../src/workflow/compare/begin.js';
import { loadComparison } from '../../../src/workflow/compare/load.js';
import { runComparison } from '../../../src/workflow/compare/run.js';
import type { Comparison } from '../../../src/workflow/compare/schema.js';
import { listComparisons, readComparison } from '../../../src/workflow/compare/store.js';
import type { CompareChoices, CompareOptions } from '../../../src/workflow/compare/types.js';
import { DEFAULT_CHOICES } from '../../../src/workflow/drive.js';
import { prepareData } from '../../../src/workflow/prepare-data.js';
import type { PreparedData } from '../../../src/workflow/types.js';
import { buildRunner } from '../../support/runner-build.js';
import { type TinyHome, tinyHome } from '../../support/tiny-job.js';
import { untilEnded } from '../../support/until-ended.js';

// Several trainings one after another.
vi.setConfig({ testTimeout: 240_000 });

let tiny: TinyHome;
let prepared: PreparedData;
let choices: CompareChoices;
beforeAll(async () => {
  await buildRunner();
  tiny = await tinyHome();
  const file = join(tiny.home, 'rows.csv');
  const rows = Array.from(
    { length: 60 },
    (_, i) => `the rain number ${i} is ${i * 37} late,${i % 2 ? 'east' : 'north'}`,
  );
  await writeFile(file, `text,label\n${rows.join('\n')}\n`);
  choices = {
    file,
    base: tiny.model,
    methods: ['full', 'lora', 'partial'],
    task: null,
    columns: null,
    hyperparameters: { epochs: 1 },
    rates: { full: 1e-3, lora: 1e-2, partial: 1e-3 },
    seed: 5,
  };
  prepared = await prepareData(
    { ...DEFAULT_CHOICES, file, base: tiny.model, seed: 5 },
    { home: tiny.home, lang: 'en', note: () => {} },
  );
});
afterAll(() => tiny.remove());
const run = (change: Partial<CompareOptions> = {}, asked: Partial<CompareChoices> = {}): Promise<Comparison> =>
  runComparison({ ...choices, ...asked }, prepared, { home: tiny.home, now: () => new Date(), ...change });

describe('a comparison', () => {
  it('trains each method on the same tokens and keeps what each gave', async () => {
    const told: string[] = [];
    const done = await run({
      onChange: ({ methods }) => void told.push(methods.map(({ status }) => status).join(' ')),
    });
    expect(done.status).toBe('complete');
    const results = done.methods.map(({ result }) => result);
    for (const result of results) {
      expect(result?.metrics.accuracy?.high).toBeGreaterThanOrEqual(result?.metrics.accuracy?.low ?? 2);
      expect(result?.peakRssBytes).toBeGreaterThan(1e7);
      expect(result?.seconds).toBeGreaterThan(0);
      expect(result?.retention.change).toBeCloseTo((result?.retention.after ?? 0) - (result?.retention.before ?? 0));
    }
    const same = (pick: (result: NonNullable<(typeof results)[number]>) => unknown) =>
      expect(new Set(results.map((result) => result && JSON.stringify(pick(result)))).size).toBe(1);
    same(({ steps }) => steps);
    same(({ trainTokens }) => trainTokens);
    same(({ supervisedTokens }) => supervisedTokens);
    same(({ retention }) => retention.before);
    const [full, lora, partial] = results.map((result) => result?.trainableParameters ?? 0);
    expect(full).toBeGreaterThan(partial ?? 0);
    expect(partial).toBeGreaterThan(lora ?? 0);
    const adapter = await readFile(
      join(jobPaths(tiny.home, done.methods[1]?.jobId ?? '').model, 'adapter_model.safetensors'),
    );
    expect(results[1]?.artefactBytes).toBeGreaterThan(adapter.length);
    expect(results[1]?.artefactBytes).toBeLessThan(results[0]?.artefactBytes ?? 0);
    expect(done.methods.every(({ validationLosses }) => validationLosses.length >= 4)).toBe(true);
    expect(done.differences.filter(({ metric }) => metric === 'accuracy')).toHaveLength(3);
    expect(done.advice.sentences.length).toBeGreaterThan(0);
    expect(await readComparison(tiny.home, done.comparisonId)).toEqual(done);
    // One after another, as jobs that the list shows.
    expect(told.some((line) => line.match(/running.*running/))).toBe(false);
    expect(told).toContain('succeeded running waiting');
    expect((await listJobs(tiny.home)).jobs.map(({ method, status }) => [method, status]).sort()).toEqual([
      ['full', 'succeeded'],
      ['lora', 'succeeded'],
      ['partial', 'succeeded'],
    ]);
  });

  it('run again takes the jobs that are finished, and trains only what was asked for otherwise', async () => {
    const first = (await listComparisons(tiny.home)).comparisons[0]!;
    const again = await run();
    expect(again.methods.map(({ reused }) => reused)).toEqual([true, true, true]);
    expect(again.methods.map(({ result }) => result)).toEqual(first.methods.map(({ result }) => result));
    expect(again.comparisonId).not.toBe(first.comparisonId);
    const other = await run({}, { methods: ['lora', 'partial'], rates: { ...choices.rates, lora: 5e-3 } });
    expect(other.methods.map(({ reused }) => reused)).toEqual([false, true]);
  });

  it('that is left keeps what is finished, its job goes on, and the same comparison goes on with both', async () => {
    const abort = new AbortController();
    const asked = { seed: 6 };
    const left = await run(
      { signal: abort.signal, onChange: ({ methods }) => methods[1]?.status === 'running' && abort.abort() },
      asked,
    );
    expect(left.status).toBe('running');
    expect(left.methods.map(({ status }) => status)).toEqual(['succeeded', 'running', 'waiting']);
    await untilEnded(tiny.home, left.methods[1]?.jobId ?? '');
    const loaded = await loadComparison(tiny.home, left.comparisonId);
    expect(loaded.methods.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'waiting']);
    expect(loaded.methods[1]?.result?.metrics.loss.value).toBeGreaterThan(0);
    const done = await run({}, asked);
    expect(done.comparisonId).toBe(left.comparisonId);
    expect(done.status).toBe('complete');
    expect(done.methods.map(({ reused }) => reused)).toEqual([true, true, false]);
  });

  it('goes on with the others when a job is cancelled', async () => {
    let cancelled = false;
    const done = await run(
      {
        onChange: ({ methods }) => {
          const [first] = methods;
          if (cancelled || first?.status !== 'running' || first.jobId === null) return;
          cancelled = true;
          void cancelJob(tiny.home, first.jobId);
        },
      },
      { hyperparameters: { epochs: 20 }, methods: ['full', 'lora'] },
    );
    expect(done.methods.map(({ status }) => status)).toEqual(['cancelled', 'succeeded']);
    expect(done.advice.sentences.map(({ en }) => en).join()).toContain('Full fine-tuning was cancelled');
  });

  it('skips a method that cannot fit, with the figures, and refuses when none can', async () => {
    const hardware = await readHardware(tiny.home);
    const machine = (freeMemoryBytes: number) => ({ hardware: { ...hardware, freeMemoryBytes } });
    const asked = {
      methods: ['full', 'lora'] as const,
      hyperparameters: { epochs: 1, batchSize: 8, gradientAccumulation: 1 },
    };
    const { plans } = await beginComparison({ ...choices, ...asked }, prepared, {
      home: tiny.home,
      now: () => new Date(),
      ...machine(1e12),
    });
    const [full, lora] = plans.map(({ estimate }) => estimate.memoryBytes);
    expect(full).toBeGreaterThan(lora ?? 0);
    const tight = await run({ ...machine(((full ?? 0) - 1) / 0.8), fresh: true }, asked);
    expect(tight.methods.map(({ status }) => status)).toEqual(['skipped', 'succeeded']);
    // Asked to train anew, it does not take the job of the first comparison.
    expect(tight.methods[1]?.reused).toBe(false);
    expect(tight.methods[0]).toMatchObject({ jobId: null, room: { freeMemoryBytes: ((full ?? 0) - 1) / 0.8 } });
    expect(tight.status).toBe('complete');
    await expect(run(machine(1e6))).rejects.toMatchObject({ code: 'does-not-fit', exitCode: 1 });
  });

  it('tells why a method failed, goes on with the next, and advises none without a score', async () => {
    const changed = { ...prepared, base: { ...prepared.base, fingerprint: 'another' } };
    const done = await runComparison({ ...choices, methods: ['full', 'lora'] }, changed, {
      home: tiny.home,
      now: () => new Date(),
    });
    expect(done.methods.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(done.methods[1]?.error?.message.en).toContain('its weights changed');
    expect(done.methods[1]?.error?.message.hi).not.toBe(done.methods[1]?.error?.message.en);
    expect(done).toMatchObject({ status: 'complete', advice: { method: null } });
  });
});
