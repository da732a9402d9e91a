import { listJobs } from '../jobs/folder.js';

/** The newest job that a person may want to come back to: running, queued, paused or interrupted. */
export async function findRunningJob(home: string): Promise<string | null> {
  const { jobs } = await listJobs(home);
  const open = jobs.filter((job) => ['running', 'queued', 'paused', 'interrupted'].includes(job.status));
  return open.at(0)?.jobId ?? null;
}
