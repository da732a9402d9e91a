/** What the first screen goes by: jobs, an unfinished workflow, models to talk to, lessons. Touches the disk. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentsFolder } from '../base/home.js';
import type { Localized } from '../base/localized.js';
import { type JobSummary, listJobs } from '../jobs/folder.js';
import { packageRoot } from '../models/package-root.js';
import { readWorkflow, type SavedWorkflow } from './saved-workflow.js';

export interface HomeFacts {
  /** The running job, else the newest to come back to: queued, paused or interrupted. */
  open: JobSummary | null;
  saved: SavedWorkflow | null;
  jobs: number;
  /** Tuned models that were deployed. */
  tuned: number;
  lessons: boolean;
  /** Interview questions to repeat today. */
  reviews: number;
  notices: Localized[];
}

export async function readHomeFacts(home: string, reviews = 0): Promise<HomeFacts> {
  const [{ jobs }, { saved, notice }] = await Promise.all([listJobs(home), readWorkflow(home)]);
  const open = jobs.filter((job) => ['running', 'queued', 'paused', 'interrupted'].includes(job.status));
  return {
    open: open.find((job) => job.status === 'running') ?? open.at(-1) ?? null,
    // A job that was deleted since is nothing to come back to.
    saved: saved?.jobId == null || jobs.some(({ jobId }) => jobId === saved.jobId) ? saved : null,
    jobs: jobs.length,
    tuned: namesIn(deploymentsFolder(home)).filter((name) => name.endsWith('.json')).length,
    lessons: existsSync(join(packageRoot(), 'lessons')) && namesIn(join(packageRoot(), 'lessons')).length > 0,
    reviews,
    notices: notice === null ? [] : [notice],
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
