import { listJobs } from '../jobs/folder.js';

/** The running job, else the newest that a person may want to come back to: queued, paused or interrupted. */
export async function findRunningJob(home: string): Promise<string | null> {
  const { jobs } = await listJobs(home);
  const open = jobs.filter((job) => ['running', 'queued', 'paused', 'interrupted'].includes(job.status));
  return (open.find((job) => job.status === 'running') ?? open.at(-1))?.jobId ?? null;
}
