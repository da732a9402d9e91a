import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/base/localized.js';
import { type JobsArgs, jobsCommand } from '../../src/commands/jobs.js';
import { createJob, jobPaths } from '../../src/jobs/folder.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { startJob } from '../../src/jobs/start.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded, untilEvent } from '../support/until-ended.js';

const home = runnerHome();
let finished: JobSpec;
beforeAll(async () => {
  finished = tinySpec(home, split);
  await startJob(finished, split, home.home);
  await untilEnded(home.home, finished.jobId);
});

const split = tinySplit();

interface Ran {
  code: number;
  out: string[];
  progress: string[];
  /** The last line of stdout. */
  json: Record<string, unknown>;
}

async function run(args: JobsArgs, { json = true, lang = 'en' as Lang, at = home.home } = {}): Promise<Ran> {
  const [out, progress]: [string[], string[]] = [[], []];
  const io = {
    json,
    lang,
    home: at,
    out: (text: string) => out.push(text),
    progress: (text: string) => progress.push(text),
  };
  const code = await jobsCommand(args, io);
  return { code, out, progress, json: json ? JSON.parse(out.at(-1) ?? 'null') : {} };
}

describe('jobs list', () => {
  it('gives the fields of the contract, oldest first', async () => {
    const { json, code } = await run({ action: 'list' });
    expect(code).toBe(0);
    expect(json.jobs).toMatchObject([
      {
        jobId: finished.jobId,
        status: 'succeeded',
        base: 'tiny',
        method: 'lora',
        task: 'classification',
        createdAt: finished.createdAt,
        step: 12,
        steps: 12,
      },
    ]);
  });

  it('is empty for a home that is not there, and says so in words', async () => {
    expect((await run({ action: 'list' }, { at: '/nowhere/at/all' })).json).toEqual({ jobs: [] });
    const { out } = await run({ action: 'list' }, { at: '/nowhere/at/all', json: false, lang: 'hi' });
    expect(out).toEqual(['Abhi tak koi job nahi hai.']);
  });

  it('shows the other jobs beside a damaged one, which can be removed', async () => {
    const damaged = '20200101-0000-0bad';
    await mkdir(join(home.home, 'jobs', damaged), { recursive: true });
    await writeFile(jobPaths(home.home, damaged).spec, '{');
    const { json } = await run({ action: 'list' });
    expect(json.jobs).toHaveLength(1);
    expect(json.corrupt).toMatchObject([{ jobId: damaged, error: { code: 'corrupt-file' } }]);
    const text = await run({ action: 'list' }, { json: false });
    expect(text.out[0]).toContain(finished.jobId);
    expect(text.progress.join('')).toContain(`jobs remove ${damaged}`);
    expect((await run({ action: 'remove', id: damaged })).json).toEqual({ jobId: damaged, status: 'removed' });
    expect((await run({ action: 'list' })).json.corrupt).toBeUndefined();
  });
});

describe('jobs show', () => {
  it('ends with the object of run, complete', async () => {
    const { json } = await run({ action: 'show', id: finished.jobId });
    expect(json).toMatchObject({
      jobId: finished.jobId,
      status: 'succeeded',
      base: 'tiny',
      task: 'classification',
      method: 'lora',
      data: { train: 24, validation: 4, test: 4 },
      hyperparameters: { learningRate: 0.01 },
      training: { steps: 12, epochs: 2, estimatedSeconds: 10, estimatedMemoryBytes: 1e9 },
      evaluation: { verdict: expect.any(String), reason: expect.any(String) },
    });
    const { training } = json as { training: Record<string, number> };
    for (const field of [
      'trainTokens',
      'supervisedTokens',
      'tokensPerSecond',
      'seconds',
      'peakRssBytes',
      'trainableParameters',
    ])
      expect(training[field], field).toBeGreaterThan(0);
    expect(training.totalParameters).toBeGreaterThan(training.trainableParameters!);
  });

  it('reads in words, too', async () => {
    const { out } = await run({ action: 'show', id: finished.jobId }, { json: false });
    expect(out.join('\n')).toContain('step 12/12');
    expect(out.join('\n')).toContain('verdict:');
  });

  it('in Hinglish has no English label', async () => {
    const shown = await run({ action: 'show', id: finished.jobId }, { json: false, lang: 'hi' });
    expect(shown.out.join('\n')).not.toMatch(
      /succeeded|verdict|\bon\b|\bfor\b|\bship:|do-not-ship|not-enough-evidence/,
    );
    expect(shown.out.join('\n')).toContain('ho gaya  tiny par lora, task classification');
    expect(shown.out.join('\n')).toContain('faisla: ');
    const listed = await run({ action: 'list' }, { json: false, lang: 'hi' });
    expect(listed.out.join('\n')).not.toContain('succeeded');
  });

  it('tells an unknown id, and a missing one, with the next step', async () => {
    await expect(run({ action: 'show', id: '20200101-0000-0000' })).rejects.toMatchObject({
      code: 'unknown-job',
      exitCode: 2,
    });
    await expect(run({ action: 'show' })).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });
});

describe('jobs resume, pause and cancel', () => {
  it('follow a job from a pause to its end, with its events as JSON lines', async () => {
    const spec = tinySpec(home, split);
    spec.hyperparameters = { ...spec.hyperparameters, epochs: 30 };
    await startJob(spec, split, home.home);
    await untilEvent(home.home, spec.jobId, (event) => event.type === 'step');
    expect((await run({ action: 'pause', id: spec.jobId })).json).toEqual({ jobId: spec.jobId, status: 'paused' });
    const { json, out, progress, code } = await run({ action: 'resume', id: spec.jobId, events: true });
    expect(code).toBe(0);
    expect(json).toMatchObject({ jobId: spec.jobId, status: 'succeeded', training: { steps: 180 } });
    const types = out.slice(0, -1).map((line) => JSON.parse(line).event as string);
    expect(types).toEqual(expect.arrayContaining(['paused', 'started', 'step', 'trained', 'succeeded']));
    expect(progress.join('')).toContain(`${spec.jobId}: report`);
    await expect(run({ action: 'resume', id: spec.jobId })).rejects.toMatchObject({
      code: 'wrong-status',
      exitCode: 1,
    });
  });

  it('exit with 1 and the reason when the resumed job fails', async () => {
    const spec = tinySpec(home, split, { base: { id: 'tiny', path: home.model, fingerprint: 'other' } });
    await createJob(home.home, spec, split);
    const { json, code } = await run({ action: 'resume', id: spec.jobId }, { lang: 'hi' });
    expect(code).toBe(1);
    expect(json).toMatchObject({ status: 'failed', training: null, evaluation: null, error: { code: 'base-changed' } });
    expect((json.error as { message: string }).message).toContain('badal gaye');
  });

  it('cancel a job that nobody runs', async () => {
    const spec = tinySpec(home, split);
    await createJob(home.home, spec, split);
    expect((await run({ action: 'cancel', id: spec.jobId })).json).toEqual({ jobId: spec.jobId, status: 'cancelled' });
    await expect(run({ action: 'cancel', id: spec.jobId })).rejects.toMatchObject({ code: 'wrong-status' });
  });
});
