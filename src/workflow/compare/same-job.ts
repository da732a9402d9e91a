/** Finding a job that was made for exactly this training, so that a comparison run again does not train twice. Touches the disk. */
import { createHash } from 'node:crypto';
import { listJobs, readSpec } from '../../jobs/folder.js';
import type { JobSpec } from '../../jobs/spec.js';
import type { Hyperparameters, Method } from '../../plan/types.js';
import type { PreparedData } from '../types.js';

type Training = Pick<
  JobSpec,
  'source' | 'task' | 'labels' | 'base' | 'adapter' | 'promptFormat' | 'method' | 'hyperparameters' | 'split'
>;

/** SHA-256 over all that decides the result of a training; names, dates and places are left out. */
export function trainingHash({
  source,
  task,
  labels,
  base,
  adapter,
  promptFormat,
  method,
  hyperparameters,
  split,
}: Training): string {
  const { sha256, shape, columns } = source;
  const decisive = [
    sha256,
    shape,
    columns,
    task,
    labels,
    base.fingerprint,
    ...(adapter ? [adapter.sha256] : []),
    promptFormat,
    method,
    hyperparameters,
    split,
  ];
  return createHash('sha256')
    .update(JSON.stringify(sorted(decisive)))
    .digest('hex');
}

/** Keys in one order, so that a value that went through a file has the hash it had before. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** The training that a method would be, as a job's spec will say it. */
export function trainingOf(prepared: PreparedData, method: Method, hyperparameters: Hyperparameters): Training {
  const { source, task, labels, base, promptFormat, split } = prepared;
  const { train, validation, test } = split;
  return {
    source,
    task,
    labels,
    base,
    promptFormat,
    method,
    hyperparameters,
    split: {
      seed: hyperparameters.seed,
      train: train.length,
      validation: validation.length,
      test: test.length,
    },
  };
}

/** Best first: what is finished, what goes on by itself, what can be gone on with. */
const USEFUL = ['succeeded', 'running', 'queued', 'paused', 'interrupted'] as const;
export type UsefulStatus = (typeof USEFUL)[number];

/** The most useful job with this hash, the newest of equals; null when there is none. */
export async function findSameJob(home: string, hash: string): Promise<{ jobId: string; status: UsefulStatus } | null> {
  let found: { jobId: string; status: UsefulStatus } | null = null;
  for (const { jobId, status } of (await listJobs(home)).jobs.reverse()) {
    const useful = USEFUL.find((name) => name === status);
    if (useful === undefined) continue;
    if (found !== null && USEFUL.indexOf(found.status) <= USEFUL.indexOf(useful)) continue;
    const spec = await readSpec(home, jobId).catch(() => null);
    if (spec !== null && trainingHash(spec) === hash) found = { jobId, status: useful };
  }
  return found;
}
