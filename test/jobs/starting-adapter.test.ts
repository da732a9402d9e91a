/** Jobs that go on from an adapter, with real runners: exactly where the first training stopped, also after a kill. */
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';
import { readReport } from '../../src/jobs/report.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { resumeJob, startJob } from '../../src/jobs/start.js';
import { adapterSha256 } from '../../src/models/starting-adapter.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded, untilEvent } from '../support/until-ended.js';

const home = runnerHome();
/** One batch holds every row, so that each step sees the same; without validation the last weights are the ones kept. */
const split = { ...tinySplit(8), validation: [] };

function spec(epochs: number, changes: Partial<JobSpec> = {}): JobSpec {
  const made = tinySpec(home, split, changes);
  const lora = { rank: 4, alpha: 8, dropout: 0, targetModules: ['q_proj', 'v_proj', 'down_proj'], rsLora: false };
  const plain = { batchSize: 8, epochs, warmupRatio: 0, schedule: 'constant' as const, lora };
  return { ...made, hyperparameters: { ...made.hyperparameters, ...plain } };
}

async function ended(job: JobSpec): Promise<string> {
  await startJob(job, split, home.home);
  return untilEnded(home.home, job.jobId);
}

const lossesOf = async ({ jobId }: JobSpec) => (await readProgress(home.home, jobId)).trainLosses;
const modelOf = ({ jobId }: JobSpec): string => jobPaths(home.home, jobId).model;

/** The adapter of a first job, in a folder outside of it. */
let adapter: { path: string; sha256: string };
let first: JobSpec;
beforeAll(async () => {
  first = spec(5);
  expect(await ended(first)).toBe('succeeded');
  const path = join(home.home, 'adapter');
  cpSync(modelOf(first), path, { recursive: true });
  adapter = { path, sha256: await adapterSha256(path) };
});

describe('a job that goes on from an adapter', () => {
  it('begins with the loss that the first training ended with, on the same batch', async () => {
    // One step more of the first training: its loss is that of the weights after step 5.
    const longer = spec(6);
    const next = spec(2, { adapter });
    expect(await ended(longer)).toBe('succeeded');
    expect(await ended(next)).toBe('succeeded');
    const [expected, found] = [await lossesOf(longer), await lossesOf(next)];
    expect(expected.slice(0, 5)).toEqual(await lossesOf(first));
    expect(found[0]?.value).toBeCloseTo(expected[5]?.value ?? 0, 5);
    expect(found[0]?.value).toBeLessThan((expected[0]?.value ?? 0) - 0.1);
    expect(found[1]?.value).toBeLessThan(found[0]?.value ?? 0);
    // Compared with the plain base, not with the adapter.
    const [before, after] = [await readReport(home.home, first.jobId), await readReport(home.home, next.jobId)];
    expect(after?.evaluation?.base.loss).toEqual(before?.evaluation?.base.loss);
    expect(after?.adapter).toEqual(adapter);
    expect(readFileSync(jobPaths(home.home, next.jobId).card, 'utf8')).toContain(adapter.sha256);
  });

  it('killed, its source gone meanwhile, ends exactly as one never killed', async () => {
    const whole = spec(40, { adapter });
    expect(await ended(whole)).toBe('succeeded');
    const source = join(home.home, 'borrowed');
    cpSync(adapter.path, source, { recursive: true });
    const killed = spec(40, { adapter: { ...adapter, path: source } });
    await startJob(killed, split, home.home);
    rmSync(source, { recursive: true });
    await untilEvent(home.home, killed.jobId, (event) => event.type === 'step' && event.step >= 3);
    process.kill((await claimHolder(jobPaths(home.home, killed.jobId).runner))!.pid, 'SIGKILL');
    expect(await untilEnded(home.home, killed.jobId)).toBe('interrupted');
    await resumeJob(home.home, killed.jobId);
    expect(await untilEnded(home.home, killed.jobId)).toBe('succeeded');
    expect(await lossesOf(killed)).toEqual(await lossesOf(whole));
    const weights = (job: JobSpec): Buffer => readFileSync(join(modelOf(job), 'adapter_model.safetensors'));
    expect(weights(killed).equals(weights(whole))).toBe(true);
  });

  it('fails when it ends with the adapter that it began with', async () => {
    const still = spec(1, { adapter });
    still.hyperparameters = { ...still.hyperparameters, learningRate: 1e-30 };
    expect(await ended(still)).toBe('failed');
    const { error } = await readProgress(home.home, still.jobId);
    expect(error).toMatchObject({
      code: 'nothing-learned',
      message: expect.stringContaining('adapter it went on from'),
    });
  });

  it('is not made when the adapter has gone since it was planned', async () => {
    const late = spec(1, { adapter: { ...adapter, path: join(home.home, 'gone') } });
    await expect(startJob(late, split, home.home)).rejects.toMatchObject({ code: 'adapter-not-found' });
    expect(readdirSync(join(home.home, 'jobs')).filter((name) => name.includes(late.jobId))).toEqual([]);
  });

  it('fails when the copy in its folder was changed or cut off', async () => {
    const other = spec(1, { adapter: { ...adapter, sha256: '0'.repeat(64) } });
    expect(await ended(other)).toBe('failed');
    expect((await readProgress(home.home, other.jobId)).error?.code).toBe('starting-adapter-changed');
    truncateSync(join(jobPaths(home.home, other.jobId).adapter, 'adapter_model.safetensors'), 300);
    await resumeJob(home.home, other.jobId);
    expect(await untilEnded(home.home, other.jobId)).toBe('failed');
    expect((await readProgress(home.home, other.jobId)).error?.code).toBe('malformed-safetensors');
  });
});
