import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { homeProblem } from '../../src/base/home.js';
import { Random } from '../../src/base/random.js';
import { createJob, jobPaths, listJobs, newJobId, readExamples, readSpec, removeJob } from '../../src/jobs/folder.js';
import { takeClaim } from '../../src/jobs/lock.js';
import { tinySpec, tinySplit } from '../support/tiny-job.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-folder-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const split = tinySplit(8);
function spec(changes = {}) {
  return tinySpec({ model: '/models/tiny', fingerprint: 'f' }, split, changes);
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error(`expected a Problem, got ${error}`);
}

describe('job ids', () => {
  it('sort by the time of creation', () => {
    const at = (iso: string): string => newJobId(new Date(iso));
    expect(at('2026-11-22T15:30:59Z')).toMatch(/^20261122-1530-[0-9a-f]{4}$/);
    expect(at('2026-11-22T15:31:00Z') > at('2026-11-22T15:30:00Z')).toBe(true);
  });

  it('differ within a minute', () => {
    const random = new Random(1);
    const ids = Array.from({ length: 20 }, () => newJobId(new Date(0), random));
    expect(new Set(ids).size).toBe(20);
  });
});

describe('a job folder', () => {
  it('holds the spec, the rows and the first event', async () => {
    const made = spec();
    await createJob(home, made, split, () => 5);
    expect(await readSpec(home, made.jobId)).toEqual(made);
    for (const name of ['train', 'validation', 'test'] as const)
      expect(await readExamples(home, made.jobId, name)).toEqual(split[name]);
    const { folder } = jobPaths(home, made.jobId);
    expect(await readFile(join(folder, 'events.jsonl'), 'utf8')).toBe('{"type":"queued","at":5}\n');
    expect((await readdir(join(home, 'jobs'))).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is listed by the time of creation, also within the minute that the id tells', async () => {
    const seconds = ['50.000', '10.500', '10.250', '30.000'];
    const made = seconds.map((at, i) => spec({ jobId: `20261122-1530-000${i}`, createdAt: `2026-11-22T15:30:${at}Z` }));
    for (const one of made) await createJob(home, one, split);
    expect((await listJobs(home)).jobs.map(({ jobId }) => jobId.at(-1))).toEqual(['2', '1', '3', '0']);
  });

  it('keeps the messages of a conversation', async () => {
    const chat = {
      line: 1,
      input: 'q',
      output: 'a',
      messages: [
        { role: 'user' as const, content: 'q' },
        { role: 'assistant' as const, content: 'a', weight: 0 as const },
      ],
    };
    const made = spec();
    await createJob(home, made, { ...split, train: [chat] });
    expect(await readExamples(home, made.jobId, 'train')).toEqual([chat]);
  });

  it('is not made twice, and the first one stays as it was', async () => {
    const made = spec();
    await createJob(home, made, split);
    await expect(createJob(home, { ...made, modelId: 'other' }, split)).rejects.toThrow();
    expect((await readSpec(home, made.jobId)).modelId).toBe('tiny-tuned');
  });

  it('can be removed, but not while a runner has it', async () => {
    const made = spec();
    await createJob(home, made, split);
    await takeClaim(jobPaths(home, made.jobId).runner);
    const running = await problemOf(removeJob(home, made.jobId));
    expect(running.toJSON()).toMatchObject({ code: 'job-running', next: expect.stringContaining('jobs cancel') });
    await rm(jobPaths(home, made.jobId).runner);
    await removeJob(home, made.jobId);
    expect((await problemOf(readSpec(home, made.jobId))).code).toBe('unknown-job');
  });
});

describe('what is wrong', () => {
  it('with an id that is none, or a way out of the folder, is that there is no such job', async () => {
    for (const id of ['20261122-1530-ab12', '../..', '', 'a/b']) {
      const problem = await problemOf(readSpec(home, id));
      expect(problem.toJSON()).toMatchObject({
        code: 'unknown-job',
        where: id,
        next: expect.stringContaining('jobs list'),
      });
      expect((await problemOf(removeJob(home, id))).code).toBe('unknown-job');
    }
  });

  it('with a damaged folder is told beside the other jobs, and it can be removed', async () => {
    const [good, noJson, otherJson] = [spec(), spec(), spec()];
    for (const made of [good, noJson, otherJson]) await createJob(home, made, split);
    await writeFile(jobPaths(home, noJson.jobId).spec, '{"version":1,');
    await writeFile(jobPaths(home, otherJson.jobId).spec, '{"version":1}');
    await mkdir(join(home, 'jobs', '20261122-0000-0000'));
    const { jobs, corrupt } = await listJobs(home);
    expect(jobs.map((job) => job.jobId)).toEqual([good.jobId]);
    expect(corrupt.map(({ jobId }) => jobId)).toEqual(['20261122-0000-0000', noJson.jobId, otherJson.jobId].sort());
    for (const { jobId, problem } of corrupt) {
      expect(problem.toJSON().where).toContain(jobId);
      expect(problem.toJSON().next).toContain(`jobs remove ${jobId}`);
      await removeJob(home, jobId);
    }
    expect((await listJobs(home)).corrupt).toEqual([]);
  });

  it('with a damaged row names its file and line', async () => {
    const made = spec();
    await createJob(home, made, split);
    const path = jobPaths(home, made.jobId).data('test');
    await writeFile(path, `${JSON.stringify(split.test[0])}\n{"line":"two"}\n`);
    expect((await problemOf(readExamples(home, made.jobId, 'test'))).where).toBe(`${path}:2`);
  });

  it('with a home that is a file is said as such, and nothing is written', async () => {
    const file = join(home, 'file');
    await writeFile(file, 'mine');
    const problem = await problemOf(createJob(file, spec(), split));
    expect(problem.toJSON()).toMatchObject({
      code: 'home-not-writable',
      where: file,
      next: expect.stringContaining('--home'),
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await listJobs(file)).toEqual({ jobs: [], corrupt: [] });
  });

  it.each([
    ['EACCES', 'home-not-writable'],
    ['EROFS', 'home-not-writable'],
    ['ENOSPC', 'disk-full'],
  ])('when the system says %s is the problem %s, in both languages', (code, expected) => {
    const problem = homeProblem('/somewhere', Object.assign(new Error(code), { code }));
    expect(problem).toMatchObject({ code: expected, where: '/somewhere' });
    expect((problem as Problem).toJSON('hi').message).not.toBe((problem as Problem).toJSON('en').message);
  });

  it('otherwise stays an error of its own', () => {
    const bug = new TypeError('x');
    expect(homeProblem('/somewhere', bug)).toBe(bug);
  });
});
