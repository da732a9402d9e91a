/** Following a job from another process: its progress, again and again, until no runner works on it any more. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readNewEvents } from './event-log.js';
import type { JobEvent } from './events.js';
import { jobPaths } from './folder.js';
import { claimHolder } from './lock.js';
import { type JobProgress, jobProgress, ownState, takeEvents } from './status.js';

const POLL_MS = 150;

/**
 * Yields at once, then whenever something happened, with the events since the last time. Ends after the job's last word, or after
 * its runner is gone without one (`interrupted`), or when the signal is aborted. Cheap: each event is read once.
 */
export async function* watchJob(
  home: string,
  jobId: string,
  signal?: AbortSignal,
): AsyncGenerator<{ progress: JobProgress; events: JobEvent[] }> {
  const paths = jobPaths(home, jobId);
  const state = ownState();
  let offset = 0;
  let told = '';
  let untold: JobEvent[] = [];
  while (!signal?.aborted) {
    // First whether it lives, then what it wrote: a runner's last events are never missed.
    const alive = (await claimHolder(paths.runner)) !== null;
    const read = await readNewEvents(paths.folder, offset);
    takeEvents(state, read.events);
    untold.push(...read.events);
    const readAll = read.offset === offset;
    offset = read.offset;
    if (!readAll) continue;
    const progress = jobProgress(jobId, state, alive);
    if (untold.length > 0 || progress.status !== told) yield { progress, events: untold };
    untold = [];
    told = progress.status;
    if (!alive) return;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
