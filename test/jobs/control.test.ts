/** Pause, resume, cancel and the queue, with real runners. */
import { readdir } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { cancelJob, pauseJob } from '../../src/jobs/control.js';
import { readEvents } from '../../src/jobs/event-log.js';
import { createJob, jobPaths, readProgress } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { launchRunner, resumeJob, startJob } from '../../src/jobs/start.js';
import { watchJob } from '../../src/jobs/watch.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded, untilEvent } from '../support/until-ended.js';

const home = runnerHome();

const split = tinySplit();
/** Long enough to be stopped at will. */
function endless(): JobSpec {
  const spec = tinySpec(home, split);
  return { ...spec, hyperparameters: { ...spec.hyperparameters, epochs: 100_000, evalsPerEpoch: 1 } };
}
const firstStep = (jobId: string) => untilEvent(home.home, jobId, (event) => event.type === 'step');

describe('a running job', () => {
  it('pauses with a checkpoint of its last step, and goes on from there', async () => {
    const spec = endless();
    await startJob(spec, split, home.home);
    await firstStep(spec.jobId);
    expect(await pauseJob(home.home, spec.jobId)).toBe('paused');
    const { events } = await readEvents(jobPaths(home.home, spec.jobId).folder);
    const { step } = await readProgress(home.home, spec.jobId);
    expect(events.slice(-2)).toMatchObject([
      { type: 'checkpoint', step },
      { type: 'paused', step },
    ]);
    await resumeJob(home.home, spec.jobId);
    const again = await untilEvent(home.home, spec.jobId, (e) => e.type === 'started' && e.resumedFromStep !== null);
    expect(again).toMatchObject({ resumedFromStep: step });
    expect(await cancelJob(home.home, spec.jobId)).toBe('cancelled');
  });

  it('cancels, and then can neither pause nor resume nor cancel', async () => {
    const spec = endless();
    await startJob(spec, split, home.home);
    await firstStep(spec.jobId);
    expect(await cancelJob(home.home, spec.jobId)).toBe('cancelled');
    expect(await claimHolder(jobPaths(home.home, spec.jobId).runner)).toBeNull();
    for (const action of [pauseJob, resumeJob, cancelJob]) {
      await expect(action(home.home, spec.jobId)).rejects.toMatchObject({
        code: 'wrong-status',
        message: expect.stringContaining('is cancelled'),
      });
    }
  });

  it('cannot be started twice: the second runner leaves it alone', async () => {
    const spec = endless();
    await startJob(spec, split, home.home);
    await firstStep(spec.jobId);
    await expect(resumeJob(home.home, spec.jobId)).rejects.toMatchObject({ code: 'job-running' });
    const holder = await claimHolder(jobPaths(home.home, spec.jobId).runner);
    await launchRunner(home.home, spec.jobId);
    expect(await claimHolder(jobPaths(home.home, spec.jobId).runner)).toEqual(holder);
    await cancelJob(home.home, spec.jobId);
    const { events } = await readEvents(jobPaths(home.home, spec.jobId).folder);
    expect(events.filter((event) => event.type === 'started')).toHaveLength(1);
  });

  it('gives way to other programs, and takes SIGTERM as a pause', async () => {
    const spec = endless();
    await startJob(spec, split, home.home);
    await firstStep(spec.jobId);
    const { pid } = (await claimHolder(jobPaths(home.home, spec.jobId).runner))!;
    expect(getPriority(pid)).toBe(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
    process.kill(pid, 'SIGTERM');
    expect(await untilEnded(home.home, spec.jobId)).toBe('paused');
    await cancelJob(home.home, spec.jobId);
  });
});

describe('a second job of the same home', () => {
  it('waits queued until the first has ended, and runs after a kill of the first too', async () => {
    const [first, second] = [endless(), endless()];
    await startJob(first, split, home.home);
    await firstStep(first.jobId);
    await startJob(second, split, home.home);
    await untilEvent(home.home, second.jobId, (event) => event.type === 'queued');
    expect((await readProgress(home.home, second.jobId)).status).toBe('queued');
    expect((await readProgress(home.home, second.jobId)).step).toBe(0);
    process.kill((await claimHolder(jobPaths(home.home, first.jobId).runner))!.pid, 'SIGKILL');
    await firstStep(second.jobId);
    expect((await readProgress(home.home, first.jobId)).status).toBe('interrupted');
    expect(await cancelJob(home.home, second.jobId)).toBe('cancelled');
    expect(await cancelJob(home.home, first.jobId)).toBe('cancelled');
  });

  it('can be cancelled while it waits', async () => {
    const [first, second] = [endless(), endless()];
    await startJob(first, split, home.home);
    await firstStep(first.jobId);
    await startJob(second, split, home.home);
    expect(await cancelJob(home.home, second.jobId)).toBe('cancelled');
    expect((await readProgress(home.home, first.jobId)).status).toBe('running');
    await cancelJob(home.home, first.jobId);
    expect(await readdir(`${home.home}/jobs/.queue`)).toEqual([]);
  });
});

describe('watching', () => {
  it('ends with the last word of a job, having told every event once', async () => {
    const spec = tinySpec(home, split);
    await startJob(spec, split, home.home);
    const told: string[] = [];
    let last = '';
    for await (const { progress, events } of watchJob(home.home, spec.jobId)) {
      told.push(...events.map((event) => JSON.stringify(event)));
      last = progress.status;
    }
    expect(last).toBe('succeeded');
    const { events } = await readEvents(jobPaths(home.home, spec.jobId).folder);
    expect(told).toEqual(events.map((event) => JSON.stringify(event)));
  });

  it('of a job whose runner was killed ends as interrupted', async () => {
    const spec = endless();
    await startJob(spec, split, home.home);
    await firstStep(spec.jobId);
    let last = '';
    for await (const { progress } of watchJob(home.home, spec.jobId)) {
      const holder = await claimHolder(jobPaths(home.home, spec.jobId).runner);
      if (holder !== null) process.kill(holder.pid, 'SIGKILL');
      last = progress.status;
    }
    expect(last).toBe('interrupted');
  });

  it('of a job that nobody ever started ends at once', async () => {
    const spec = tinySpec(home, split);
    await createJob(home.home, spec, split);
    const seen: string[] = [];
    for await (const { progress } of watchJob(home.home, spec.jobId)) seen.push(progress.status);
    expect(seen).toEqual(['interrupted']);
  });
});
