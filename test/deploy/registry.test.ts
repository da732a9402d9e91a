import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  listDeployments,
  readDeployment,
  registerAsFree,
  registerDeployment,
  removeDeployment,
  uniqueModelId,
} from '../../src/deploy/registry.js';
import type { Deployment } from '../../src/deploy/types.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-registry-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const deployment = (modelId: string, changes: Partial<Deployment> = {}): Deployment => ({
  version: 1,
  modelId,
  jobId: `job-${modelId}`,
  base: 'smollm2-135m-instruct',
  baseFingerprint: 'f'.repeat(64),
  method: 'lora',
  path: '/somewhere/model',
  promptFormat: { kind: 'chat', system: null },
  task: 'classification',
  createdAt: '2026-02-01T00:00:00.000Z',
  ...changes,
});

const folder = () => join(home, 'deployments');

describe('the deployments of a home', () => {
  it('are none before the first', async () => {
    expect(await listDeployments(home)).toEqual({ deployments: [], corrupt: [] });
  });

  it('are read back as they were registered, oldest first', async () => {
    const [young, old] = [deployment('a'), deployment('b', { createdAt: '2026-01-01T00:00:00.000Z' })];
    await registerDeployment(home, young);
    await registerDeployment(home, old);
    expect((await listDeployments(home)).deployments).toEqual([old, young]);
    expect(await readDeployment(home, 'a')).toEqual(young);
    expect((await readdir(folder())).sort()).toEqual(['a.json', 'b.json']);
  });

  it('may be replaced by the same job and not by another', async () => {
    await registerDeployment(home, deployment('a'));
    await registerDeployment(home, deployment('a', { path: '/elsewhere' }));
    expect((await readDeployment(home, 'a')).path).toBe('/elsewhere');
    await expect(registerDeployment(home, deployment('a', { jobId: 'other' }))).rejects.toMatchObject({
      code: 'model-id-taken',
    });
    expect((await readDeployment(home, 'a')).jobId).toBe('job-a');
  });

  it('cannot take the name of a base model', async () => {
    await expect(registerDeployment(home, deployment('smollm2-135m-instruct'))).rejects.toMatchObject({
      code: 'model-id-taken',
    });
  });

  it('give a name to exactly one of many that want it at once', async () => {
    const wishes = Array.from({ length: 8 }, (_, n) =>
      registerDeployment(home, deployment('a', { jobId: `job-${n}` })),
    );
    const results = await Promise.allSettled(wishes);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await listDeployments(home)).corrupt).toEqual([]);
  });

  it('give every one of many that asked for none a name of its own, and a job the same name again', async () => {
    const jobs = Array.from({ length: 8 }, (_, n) => deployment('a', { jobId: `job-${n}` }));
    const names = (await Promise.all(jobs.map((job) => registerAsFree(home, job)))).map(({ modelId }) => modelId);
    expect([...names].sort()).toEqual(['a', ...Array.from({ length: 7 }, (_, n) => `a-${n + 2}`)]);
    const again = await Promise.all(jobs.map((job) => registerAsFree(home, job)));
    expect(again.map(({ modelId }) => modelId)).toEqual(names);
    expect((await listDeployments(home)).deployments).toHaveLength(8);
  });

  it('with a damaged file among them are still listed, and the file is named', async () => {
    await registerDeployment(home, deployment('good'));
    await mkdir(folder(), { recursive: true });
    await writeFile(join(folder(), 'half.json'), '{"version": 1, "mod');
    await writeFile(join(folder(), 'wrong.json'), JSON.stringify({ ...deployment('wrong'), method: 'magic' }));
    await writeFile(join(folder(), 'liar.json'), JSON.stringify(deployment('good')));
    await mkdir(join(folder(), 'folder.json'));
    const { deployments, corrupt } = await listDeployments(home);
    expect(deployments.map(({ modelId }) => modelId)).toEqual(['good']);
    expect(corrupt.map(({ code }) => code)).toEqual(Array(4).fill('corrupt-file'));
    expect(corrupt.map(({ where }) => where)).toEqual(
      ['folder', 'half', 'liar', 'wrong'].map((name) => join(folder(), `${name}.json`)),
    );
  });

  it('are gone once removed', async () => {
    await registerDeployment(home, deployment('a'));
    await removeDeployment(home, 'a');
    await expect(readDeployment(home, 'a')).rejects.toMatchObject({ code: 'model-not-deployed' });
    await expect(removeDeployment(home, 'a')).rejects.toMatchObject({ code: 'model-not-deployed' });
  });

  it('are never looked for outside their folder', async () => {
    await writeFile(join(home, 'secret.json'), JSON.stringify(deployment('secret')));
    await expect(readDeployment(home, '../secret')).rejects.toMatchObject({ code: 'model-not-deployed' });
  });
});

describe('a unique name', () => {
  it('is made from any wish and counts up', async () => {
    expect(await uniqueModelId(home, 'Support Tickets!')).toBe('support-tickets');
    await registerDeployment(home, deployment('support-tickets'));
    expect(await uniqueModelId(home, 'Support Tickets!')).toBe('support-tickets-2');
    expect(await uniqueModelId(home, 'Support Tickets!', ['support-tickets-2'])).toBe('support-tickets-3');
    expect(await uniqueModelId(home, 'smollm2-135m-instruct')).toBe('smollm2-135m-instruct-2');
    expect(await uniqueModelId(home, 'विशेष')).toBe('model');
    expect((await uniqueModelId(home, 'x'.repeat(200))).length).toBeLessThanOrEqual(64);
  });
});
