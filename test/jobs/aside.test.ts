/** A deletion that can be taken back. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDeployments, registerDeployment } from '../../src/deploy/registry.js';
import { bringJobBack, forgetJob, jobsAside, setJobAside } from '../../src/jobs/aside.js';
import { createJob, jobPaths, listJobs, readSpec } from '../../src/jobs/folder.js';
import { takeClaim } from '../../src/jobs/lock.js';
import { tinySpec, tinySplit } from '../support/tiny-job.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-aside-'));
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

async function newJob(modelId: string): Promise<string> {
  const split = tinySplit();
  const spec = tinySpec({ model: '/tiny', fingerprint: 'x' }, split, { modelId });
  await createJob(home, spec, split);
  const { jobId, base, method, promptFormat, task, createdAt } = spec;
  const deployment = { modelId, jobId, method, promptFormat, task, createdAt, base: base.path, path: '/x' };
  await registerDeployment(home, { version: 1, baseFingerprint: 'x', ...deployment });
  return jobId;
}

const ids = async (): Promise<string[]> => (await listJobs(home)).jobs.map(({ jobId }) => jobId);
const served = async (): Promise<string[]> => (await listDeployments(home)).deployments.map(({ modelId }) => modelId);

describe('a job set aside', () => {
  it('is out of the lists with its model, and comes back as it was', async () => {
    const jobId = await newJob('kept');
    await setJobAside(home, jobId);
    expect(await ids()).not.toContain(jobId);
    expect(await served()).not.toContain('kept');
    expect(await jobsAside(home)).toEqual([jobId]);
    await bringJobBack(home, jobId);
    expect(await ids()).toContain(jobId);
    expect(await served()).toContain('kept');
    expect((await readSpec(home, jobId)).modelId).toBe('kept');
  });

  it('is gone for good when it is forgotten, and leaves nothing behind', async () => {
    const jobId = await newJob('gone');
    await setJobAside(home, jobId);
    await forgetJob(home, jobId);
    expect(await jobsAside(home)).toEqual([]);
    expect((await readdir(join(home, 'deployments'))).filter((name) => name.includes('gone'))).toEqual([]);
  });

  it('is refused while it runs', async () => {
    const jobId = await newJob('running');
    await takeClaim(jobPaths(home, jobId).runner);
    await expect(setJobAside(home, jobId)).rejects.toMatchObject({ code: 'job-running' });
    expect(await ids()).toContain(jobId);
  });
});
