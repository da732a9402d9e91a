/** Telling a runner to pause or to stop: a file in the job's folder, which the runner looks at between micro-batches. */
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../base/error.js';
import { writeAtomic } from '../base/files.js';
import { homeProblem } from '../base/home.js';
import { openEventLog } from './event-log.js';
import type { JobStatus } from './events.js';
import { jobPaths, readProgress, readSpec } from './folder.js';
import { claimHolder } from './lock.js';

export type Control = 'pause' | 'cancel';

/** A runner that has not ended this long after a cancel is killed; one micro-batch or one generated answer takes seconds. */
const CANCEL_GRACE_MS = 30_000;
const POLL_MS = 100;

/** What was asked of this job's runner. Cheap: called between micro-batches. */
export function readControl(home: string, jobId: string): Control | null {
  try {
    const text = readFileSync(jobPaths(home, jobId).control, 'utf8');
    return text === 'pause' || text === 'cancel' ? text : null;
  } catch {
    return null;
  }
}

export function clearControl(home: string, jobId: string): void {
  rmSync(jobPaths(home, jobId).control, { force: true });
}

/** Asks a running job to write a checkpoint and end; `jobs resume` goes on from there. Resolves when it has ended. */
export async function pauseJob(home: string, jobId: string): Promise<JobStatus> {
  await expectStatus(home, jobId, ['running', 'queued'], 'pause');
  await ask(home, jobId, 'pause');
  await runnerEnded(home, jobId, Number.POSITIVE_INFINITY);
  return (await readProgress(home, jobId)).status;
}

/** Stops a job for good. Resolves when its runner is gone. A job without a runner is marked by this process. */
export async function cancelJob(home: string, jobId: string, graceMs = CANCEL_GRACE_MS): Promise<JobStatus> {
  await expectStatus(home, jobId, ['running', 'queued', 'paused', 'interrupted', 'failed'], 'cancel');
  await ask(home, jobId, 'cancel');
  if (!(await runnerEnded(home, jobId, graceMs))) {
    const holder = await claimHolder(jobPaths(home, jobId).runner);
    if (holder !== null) process.kill(holder.pid, 'SIGKILL');
    await runnerEnded(home, jobId, graceMs);
  }
  const { status, step } = await readProgress(home, jobId);
  if (status === 'cancelled' || status === 'succeeded') return status;
  const log = openEventLog(jobPaths(home, jobId).folder);
  log.append({ type: 'cancelled', at: Date.now(), step });
  log.close();
  return 'cancelled';
}

/** `Problem` wrong-status unless the job is in one of these. */
export async function expectStatus(
  home: string,
  jobId: string,
  allowed: readonly JobStatus[],
  action: Control | 'resume' | 'evaluate',
): Promise<void> {
  await readSpec(home, jobId);
  const { status } = await readProgress(home, jobId);
  if (allowed.includes(status)) return;
  throw new Problem({
    code: 'wrong-status',
    message: {
      en: `Job ${jobId} is ${status}; ${action} is not possible now.`,
      hi: `Job ${jobId} ka status ${status} hai; abhi ${action} nahi ho sakta.`,
    },
    where: jobId,
    next: { en: `Look at it: vishesh jobs show ${jobId}`, hi: `Use dekho: vishesh jobs show ${jobId}` },
    exitCode: 1,
  });
}

async function ask(home: string, jobId: string, control: Control): Promise<void> {
  try {
    await writeAtomic(jobPaths(home, jobId).control, control);
  } catch (error) {
    throw homeProblem(home, error);
  }
}

async function runnerEnded(home: string, jobId: string, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while ((await claimHolder(jobPaths(home, jobId).runner)) !== null) {
    if (Date.now() > until) return false;
    await sleep(POLL_MS);
  }
  return true;
}
