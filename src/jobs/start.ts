/** Starting runners: child processes that outlive the one that started them. */

import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram, lastWords } from '../base/built-program.js';
import { Problem } from '../base/error.js';
import { homeProblem } from '../base/home.js';
import type { Split } from '../data/types.js';
import { trainingEnvironment } from '../engine/train/process-environment.js';
import { clearControl, expectStatus } from './control.js';
import { createJob, jobPaths, jobRunning } from './folder.js';
import { claimHolder } from './lock.js';
import type { JobSpec } from './spec.js';

const POLL_MS = 20;

/** Makes the job's folder and starts its runner, which waits for its turn. Resolves when the runner has the job. */
export async function startJob(spec: JobSpec, split: Split, home: string): Promise<void> {
  await createJob(home, spec, split);
  await launchRunner(home, spec.jobId);
}

/** Starts a runner for a job that is paused, interrupted or failed; it goes on from the last checkpoint. */
export async function resumeJob(home: string, jobId: string): Promise<void> {
  if ((await claimHolder(jobPaths(home, jobId).runner)) !== null) throw jobRunning(jobId);
  await expectStatus(home, jobId, ['paused', 'interrupted', 'failed', 'queued'], 'resume');
  await launchRunner(home, jobId);
}

/** Spawns `runner train JOBDIR`, detached, its output in runner.log; resolves when it holds the job's claim. */
export async function launchRunner(home: string, jobId: string): Promise<void> {
  const paths = jobPaths(home, jobId);
  clearControl(home, jobId);
  const log = await open(paths.log, 'a').catch((error: unknown) => {
    throw homeProblem(home, error);
  });
  const child = spawn(process.execPath, runnerArguments(['train', paths.folder]), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...trainingEnvironment(process.env), VISHESH_HOME: home },
  });
  child.unref();
  try {
    await claimed(paths.runner, child, paths.log);
  } finally {
    await log.close();
  }
}

/** Arguments for `node` that run the bundled runner, from the bundle or from the sources. */
export function runnerArguments(args: string[]): string[] {
  return [builtProgram('jobs/runner.js', { en: 'training', hi: 'Training' }), ...args];
}

async function claimed(claim: string, child: ChildProcess, log: string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    if ((await claimHolder(claim))?.pid === child.pid) return;
    await sleep(POLL_MS);
  }
  // A runner may have had little to do; how that ended is in the event log. Anything else is told with its own last words.
  if (child.exitCode === 0 || child.exitCode === 1) return;
  const words = await lastWords(log);
  throw new Problem({
    code: 'runner-failed',
    message: {
      en: `The training process could not start (${child.signalCode ?? `exit code ${child.exitCode}`}): ${words}`,
      hi: `Training process start nahi ho paya (${child.signalCode ?? `exit code ${child.exitCode}`}): ${words}`,
    },
    where: log,
    next: { en: 'Read the log, then run: vishesh doctor', hi: 'Log padho, phir chalao: vishesh doctor' },
    exitCode: 3,
  });
}
