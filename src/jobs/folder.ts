/** A job is a folder: where its parts lie, how it is made, listed and read. Touches the disk. */
import { createReadStream } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../base/error.js';
import { makeFolder, readJson, writeAtomic } from '../base/files.js';
import { homeProblem, jobsFolder } from '../base/home.js';
import type { Localized } from '../base/localized.js';
import { Random } from '../base/random.js';
import type { Example, Split } from '../data/types.js';
import { copyAdapter } from '../models/starting-adapter.js';
import { eachEvents, openEventLog } from './event-log.js';
import type { JobStatus } from './events.js';
import { exampleSchema } from './example-schema.js';
import { jsonLines, linesOf } from './json-lines.js';
import { claimHolder } from './lock.js';
import { type JobSpec, jobSpecSchema } from './spec.js';
import { type JobProgress, jobProgress, ownState, takeEvents } from './status.js';

export type SplitName = keyof Split;

/** Everything in `<home>/jobs/<id>/`. */
export function jobPaths(home: string, jobId: string) {
  const folder = join(jobsFolder(home), jobId);
  return {
    folder,
    spec: join(folder, 'job.json'),
    data: (name: SplitName): string => join(folder, 'data', `${name}.jsonl`),
    /** A copy of the adapter that training goes on from, if any. */
    adapter: join(folder, 'adapter'),
    checkpoints: join(folder, 'checkpoints'),
    model: join(folder, 'model'),
    report: join(folder, 'report.json'),
    /** What base and tuned did with each held-out row. */
    rows: join(folder, 'rows.jsonl'),
    html: join(folder, 'report.html'),
    card: join(folder, 'README.md'),
    evaluations: join(folder, 'evaluations'),
    /** Stdout and stderr of the runner. */
    log: join(folder, 'runner.log'),
    /** The claim of the runner that works on this job. */
    runner: join(folder, 'runner.json'),
    control: join(folder, 'control.json'),
  };
}

const JOB_ID = /^\d{8}-\d{4}-[0-9a-f]{4}$/;

/** `20261122-1530-ab12`: sorts by time of creation (UTC minutes), unique by its last part. */
export function newJobId(now: Date, random: Random = new Random(now.getTime() ^ (process.pid << 16))): string {
  const digits = now.toISOString().replace(/\D/g, '');
  const unique = random.below(65536).toString(16).padStart(4, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${unique}`;
}

/** Writes the folder under a hidden name and renames it, so that a job is there whole or not at all. Its first event is `queued`. */
export async function createJob(
  home: string,
  spec: JobSpec,
  split: Split,
  now: () => number = Date.now,
): Promise<void> {
  const paths = jobPaths(home, spec.jobId);
  const temporary = join(jobsFolder(home), `.new-${spec.jobId}`);
  try {
    await makeFolder(join(temporary, 'data'));
    for (const name of ['train', 'validation', 'test'] as const)
      await writeFile(join(temporary, 'data', `${name}.jsonl`), jsonLines(split[name]));
    if (spec.adapter) await copyAdapter(spec.adapter.path, join(temporary, 'adapter'));
    await writeAtomic(join(temporary, 'job.json'), `${JSON.stringify(jobSpecSchema.parse(spec), null, 2)}\n`);
    const log = openEventLog(temporary);
    log.append({ type: 'queued', at: now() });
    log.close();
    await rename(temporary, paths.folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    throw homeProblem(home, error);
  }
}

/** The spec of a job. `Problem` unknown-job when there is no such folder, corrupt-file when job.json is damaged. */
export async function readSpec(home: string, jobId: string): Promise<JobSpec> {
  if (!JOB_ID.test(jobId)) throw unknownJob(jobId);
  try {
    return await readJson(jobPaths(home, jobId).spec, jobSpecSchema, `vishesh jobs remove ${jobId}`);
  } catch (error) {
    const folder = await readdir(jobPaths(home, jobId).folder).catch(() => null);
    if (folder === null) throw unknownJob(jobId);
    throw error instanceof Problem ? error : corruptJob(home, jobId, error);
  }
}

/** The rows of one part of the split, as they were when the job was made. */
export async function readExamples(home: string, jobId: string, name: SplitName): Promise<Example[]> {
  return readExampleFile(home, jobId, jobPaths(home, jobId).data(name));
}

/** The same from a file of example lines. */
export async function readExampleFile(home: string, jobId: string, path: string): Promise<Example[]> {
  const examples: Example[] = [];
  for await (const line of linesOf(createReadStream(path))) {
    try {
      examples.push(exampleSchema.parse(JSON.parse(line)));
    } catch (cause) {
      throw corruptJob(home, jobId, cause, `${path}:${examples.length + 1}`);
    }
  }
  return examples;
}

/** How a job is doing now. */
export async function readProgress(home: string, jobId: string): Promise<JobProgress> {
  const paths = jobPaths(home, jobId);
  const state = ownState();
  await eachEvents(paths.folder, (events) => takeEvents(state, events));
  return jobProgress(jobId, state, (await claimHolder(paths.runner)) !== null);
}

/** One line of `jobs list`. */
export interface JobSummary {
  jobId: string;
  status: JobStatus;
  base: string;
  method: string;
  task: string;
  createdAt: string;
  step: number;
  steps: number;
  modelId: string;
}

/** All jobs, oldest first. A damaged folder is reported beside the others and never hides them. */
export async function listJobs(
  home: string,
): Promise<{ jobs: JobSummary[]; corrupt: { jobId: string; problem: Problem }[] }> {
  const names = await readdir(jobsFolder(home)).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw homeProblem(home, error);
  });
  const jobs: JobSummary[] = [];
  const corrupt: { jobId: string; problem: Problem }[] = [];
  for (const jobId of names.filter((name) => JOB_ID.test(name)).sort()) {
    try {
      const spec = await readSpec(home, jobId);
      const { status, step, steps } = await readProgress(home, jobId);
      const { method, task, createdAt, modelId } = spec;
      jobs.push({ jobId, status, base: spec.base.id, method, task, createdAt, step, steps, modelId });
    } catch (error) {
      corrupt.push({ jobId, problem: error instanceof Problem ? error : corruptJob(home, jobId, error) });
    }
  }
  // Ids tell the minute only.
  jobs.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return { jobs, corrupt };
}

/** Removes a job's folder. `Problem` job-running while its runner lives. A damaged folder can be removed too. */
export async function removeJob(home: string, jobId: string): Promise<void> {
  const paths = jobPaths(home, jobId);
  if (!JOB_ID.test(jobId) || (await readdir(paths.folder).catch(() => null)) === null) throw unknownJob(jobId);
  if ((await claimHolder(paths.runner)) !== null) throw jobRunning(jobId);
  try {
    await rm(paths.folder, { recursive: true, force: true });
  } catch (error) {
    throw homeProblem(home, error);
  }
}

const LIST_THEM: Localized = {
  en: 'See which jobs there are: vishesh jobs list',
  hi: 'Kaun se jobs hain yeh dekho: vishesh jobs list',
};

function unknownJob(jobId: string): Problem {
  const message = { en: `There is no job ${jobId}.`, hi: `${jobId} naam ka koi job nahi hai.` };
  return new Problem({ code: 'unknown-job', message, where: jobId, next: LIST_THEM });
}

export function jobRunning(jobId: string): Problem {
  return new Problem({
    code: 'job-running',
    message: { en: `Job ${jobId} is running or waiting.`, hi: `Job ${jobId} abhi chal raha hai ya line me hai.` },
    where: jobId,
    next: { en: `Stop it first: vishesh jobs cancel ${jobId}`, hi: `Pehle use roko: vishesh jobs cancel ${jobId}` },
    exitCode: 1,
  });
}

function corruptJob(home: string, jobId: string, cause: unknown, where = jobPaths(home, jobId).folder): Problem {
  return new Problem({
    code: 'corrupt-job',
    message: { en: `The folder of job ${jobId} is damaged.`, hi: `Job ${jobId} ka folder kharab hai.` },
    where,
    next: { en: `Remove it: vishesh jobs remove ${jobId}`, hi: `Use hata do: vishesh jobs remove ${jobId}` },
    exitCode: 1,
    cause,
  });
}
