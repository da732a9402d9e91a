/** The name that a job's model will have, while others of the same file go on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeployment, registerDeployment } from '../../src/deploy/registry.js';
import { createJob, jobPaths } from '../../src/jobs/folder.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { deployJob } from '../../src/workflow/deploy-job.js';
import { modelIdFor } from '../../src/workflow/start-job.js';
import { tinySpec, tinySplit } from '../support/tiny-job.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-start-job-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const split = tinySplit(8);
async function newJob(changes: Partial<JobSpec>): Promise<JobSpec> {
  const spec = tinySpec({ model: '/models/tiny', fingerprint: 'f'.repeat(64) }, split, changes);
  await createJob(home, spec, split, () => 5);
  return spec;
}
const deploy = (spec: JobSpec) => deployJob(spec.jobId, false, { home, now: new Date(0), note: () => {} });
const taken = (modelId: string) =>
  registerDeployment(home, {
    version: 1,
    modelId,
    jobId: 'of-another',
    base: '/models/tiny',
    baseFingerprint: 'f'.repeat(64),
    method: 'lora',
    path: jobPaths(home, 'of-another').model,
    promptFormat: { kind: 'chat', system: null },
    task: 'classification',
    createdAt: new Date(0).toISOString(),
  });

describe('the name of a model', () => {
  it('is not that of a job which is still going', async () => {
    expect(await modelIdFor(null, 'rows', home)).toBe('rows');
    await newJob({ modelId: 'rows' });
    expect(await modelIdFor(null, 'rows', home)).toBe('rows-2');
  });

  it('is the next free one where nobody asked for it and it was taken meanwhile, also when deployed again', async () => {
    const spec = await newJob({ modelId: 'rows', modelIdAsked: false });
    await taken('rows');
    expect((await deploy(spec)).modelId).toBe('rows-2');
    expect((await deploy(spec)).modelId).toBe('rows-2');
    expect((await readDeployment(home, 'rows')).jobId).toBe('of-another');
  });

  it.each([{ modelIdAsked: true }, {}])('is refused where somebody asked for it: %o', async (asked) => {
    const spec = await newJob({ modelId: 'rows', ...asked });
    await taken('rows');
    await expect(deploy(spec)).rejects.toMatchObject({ code: 'model-id-taken' });
  });
});
