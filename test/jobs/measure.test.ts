/** Warm-up and evaluation in child processes, and what this machine has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateJob } from '../../src/jobs/evaluate-job.js';
import { readHardware, readMemory } from '../../src/jobs/hardware.js';
import { readReport } from '../../src/jobs/report.js';
import { startJob } from '../../src/jobs/start.js';
import { measureWarmUp, type WarmUpRequest } from '../../src/jobs/warm-up.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded } from '../support/until-ended.js';

const home = runnerHome();

const split = tinySplit();
function request(changes: Partial<WarmUpRequest> = {}): WarmUpRequest {
  const { base, promptFormat, method, hyperparameters } = tinySpec(home, split);
  return { base, promptFormat, method, hyperparameters, home: home.home, examples: split.train, ...changes };
}

describe('warm-up', () => {
  it('measures three steps on the longest rows of all', async () => {
    const long = { line: 1, input: `${'again '.repeat(9)}`, output: 'north' };
    const few = await measureWarmUp(request());
    const many = await measureWarmUp(request({ examples: [...split.train, long, long, long, long] }));
    expect(few.steps).toBe(3);
    expect(few.secondsPerStep).toBeGreaterThan(0);
    expect(few.peakRssBytes).toBeGreaterThan(1e7);
    expect(many.batchTokens).toBeGreaterThan(few.batchTokens);
  });

  it('tells a problem of the child as its own', async () => {
    const base = { id: 'gone', path: join(home.home, 'gone'), fingerprint: '' };
    await expect(measureWarmUp(request({ base }))).rejects.toMatchObject({
      name: 'Problem',
      where: expect.stringContaining('gone'),
    });
    await expect(measureWarmUp(request({ method: 'partial' }))).rejects.toMatchObject({ code: 'missing-settings' });
  });

  it('ends when it is aborted', async () => {
    const abort = new AbortController();
    const measuring = measureWarmUp(request(), abort.signal);
    abort.abort();
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('evaluation of a finished job', () => {
  it('gives on its own rows what the report says, and other figures on other rows', async () => {
    const spec = tinySpec(home, split);
    await startJob(spec, split, home.home);
    expect(await untilEnded(home.home, spec.jobId)).toBe('succeeded');
    const report = await readReport(home.home, spec.jobId);
    const stages = new Set<string>();
    const again = await evaluateJob(home.home, spec.jobId, { onProgress: (stage) => stages.add(stage) });
    expect(again.tuned).toEqual(report?.evaluation?.tuned);
    expect(again.base).toEqual(report?.evaluation?.base);
    expect(again.tuned.loss.value).toBeLessThan(again.base.loss.value);
    expect([...stages]).toEqual(['evaluate-base', 'retention', 'evaluate-tuned']);
    const other = await evaluateJob(home.home, spec.jobId, { examples: split.train.slice(0, 5) });
    expect(other.rows.map(({ row }) => row)).toEqual(split.train.slice(0, 5).map(({ line }) => line));
    await expect(evaluateJob(home.home, spec.jobId, { examples: [] })).rejects.toMatchObject({ code: 'no-test-rows' });
  });

  it('is refused for a job that has not succeeded', async () => {
    await expect(evaluateJob(home.home, '20200101-0000-abcd')).rejects.toMatchObject({ code: 'unknown-job' });
  });
});

describe('hardware', () => {
  it('is that of this machine, also for a home that does not exist yet', async () => {
    const hardware = await readHardware(join(home.home, 'not', 'there', 'yet'));
    expect(hardware.cores).toBeGreaterThanOrEqual(1);
    expect(hardware.cpuModel).not.toBe('');
    expect(hardware.freeMemoryBytes).toBeGreaterThan(0);
    expect(hardware.freeMemoryBytes).toBeLessThanOrEqual(hardware.totalMemoryBytes);
    expect(hardware.freeDiskBytes).toBeGreaterThan(0);
    if (!existsSync('/proc/driver/nvidia')) expect(hardware.gpu === null || hardware.gpu.length > 0).toBe(true);
  });

  it('never counts more free memory than there is', () => {
    const { totalBytes, freeBytes } = readMemory();
    expect(freeBytes).toBeLessThanOrEqual(totalBytes);
  });
});
