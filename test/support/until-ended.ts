import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../../src/jobs/event-log.js';
import type { JobEvent, JobStatus } from '../../src/jobs/events.js';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';

/** Waits until no runner has the job any more, and gives its status. */
export async function untilEnded(home: string, jobId: string): Promise<JobStatus> {
  while ((await claimHolder(jobPaths(home, jobId).runner)) !== null) await sleep(20);
  return (await readProgress(home, jobId)).status;
}

/** Waits until an event is in the log. */
export async function untilEvent(home: string, jobId: string, when: (event: JobEvent) => boolean): Promise<JobEvent> {
  for (;;) {
    const found = (await readEvents(jobPaths(home, jobId).folder)).events.find(when);
    if (found !== undefined) return found;
    await sleep(5);
  }
}
