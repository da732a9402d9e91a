/** Step 5 carried out: everything decided so far becomes a job folder, and a runner starts on it. */
import { basename } from 'node:path';
import { Problem } from '../base/error.js';
import { uniqueModelId } from '../deploy/registry.js';
import type { JobStatus } from '../jobs/events.js';
import { listJobs, newJobId } from '../jobs/folder.js';
import type { JobSpec } from '../jobs/spec.js';
import { startJob } from '../jobs/start.js';
import type { Choices, PlannedRun, PreparedData } from './types.js';

/** Of a job that may still end well. */
const GOING: ReadonlySet<JobStatus> = new Set(['queued', 'running', 'paused', 'interrupted']);

export interface StartOptions {
  home: string;
  now: Date;
}

/** Returns the new job's id. Throws the `Problem`s of a home that cannot be written. */
export async function startPlannedJob(
  choices: Choices,
  prepared: PreparedData,
  planned: PlannedRun,
  options: StartOptions,
): Promise<string> {
  const spec = await specOf(choices, prepared, planned, options);
  await startJob(spec, prepared.split, options.home);
  return spec.jobId;
}

async function specOf(
  choices: Choices,
  prepared: PreparedData,
  { plan }: PlannedRun,
  { home, now }: StartOptions,
): Promise<JobSpec> {
  const { base, split } = prepared;
  const stem = basename(prepared.source.file).replace(/(\.repaired(-\d+)?)?\.[^.]+(\.gz)?$/, '');
  return {
    version: 1,
    jobId: newJobId(now),
    createdAt: now.toISOString(),
    source: prepared.source,
    task: prepared.task,
    labels: prepared.labels,
    base: { id: base.id, path: base.path, fingerprint: base.fingerprint, text: base.text },
    ...(prepared.adapter ? { adapter: { path: prepared.adapter.path, sha256: prepared.adapter.sha256 } } : {}),
    promptFormat: prepared.promptFormat,
    method: plan.method,
    hyperparameters: plan.hyperparameters,
    split: {
      seed: choices.seed,
      train: split.train.length,
      validation: split.validation.length,
      test: split.test.length,
    },
    estimate: {
      seconds: plan.estimate.seconds,
      memoryBytes: plan.estimate.memoryBytes,
      measured: plan.estimate.measured,
    },
    validation: prepared.report,
    modelId: await modelIdFor(choices.modelId, stem, home),
    modelIdAsked: choices.modelId !== null,
  };
}

/**
 * A wanted name is taken as it is, or refused with a `Problem`, rather now than after an hour of training; else a free one after the
 * file's, which no job that is still going has either.
 */
export async function modelIdFor(wanted: string | null, stem: string, home: string): Promise<string> {
  if (wanted === null) return uniqueModelId(home, stem, await promisedNames(home));
  const free = await uniqueModelId(home, wanted);
  if (free === wanted) return free;
  throw new Problem({
    code: 'model-id-taken',
    message: {
      en: `A model cannot be called ${wanted}: the name is taken or has characters other than a-z, 0-9, dot, dash and underscore.`,
      hi: `Model ka naam ${wanted} nahi ho sakta: naam le liya gaya hai, ya usme a-z, 0-9, dot, dash aur underscore ke alawa kuch hai.`,
    },
    next: { en: `Take another one, for example ${free}.`, hi: `Doosra naam lo, jaise ${free}.` },
  });
}

/** Of the jobs whose models are yet to come. */
async function promisedNames(home: string): Promise<string[]> {
  const { jobs } = await listJobs(home);
  return jobs.filter(({ status }) => GOING.has(status)).map(({ modelId }) => modelId);
}
