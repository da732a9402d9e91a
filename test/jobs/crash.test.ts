/** `kill -9` at any time, then resume: the same losses and the same weights, bit for bit, as if nothing had happened. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/random.js';
import { readEvents } from '../../src/jobs/event-log.js';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { resumeJob, startJob } from '../../src/jobs/start.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded, untilEvent } from '../support/until-ended.js';

const home = runnerHome();

// 6 steps per epoch, a checkpoint after every 2nd of them: a kill costs steps, and happens between checkpoints.
const split = tinySplit();
const EPOCHS = 15;
const STEPS = 6 * EPOCHS;

function longSpec(method: JobSpec['method']): JobSpec {
  const spec = tinySpec(home, split, { method });
  spec.hyperparameters = { ...spec.hyperparameters, epochs: EPOCHS, evalsPerEpoch: 3 };
  return spec;
}

async function result(spec: JobSpec) {
  const file = spec.method === 'lora' ? 'adapter_model.safetensors' : 'changed_weights.safetensors';
  const { trainLosses, validationLosses } = await readProgress(home.home, spec.jobId);
  return { trainLosses, validationLosses, weights: await readFile(join(jobPaths(home.home, spec.jobId).model, file)) };
}

async function kill(spec: JobSpec, afterStep: number): Promise<void> {
  await untilEvent(home.home, spec.jobId, (event) => event.type === 'step' && event.step >= afterStep);
  const runner = await claimHolder(jobPaths(home.home, spec.jobId).runner);
  process.kill(runner!.pid, 'SIGKILL');
  expect(await untilEnded(home.home, spec.jobId)).toBe('interrupted');
}

describe.each(['lora', 'full'] as const)('a job of method %s', (method) => {
  it('killed at three random steps ends exactly as one never killed', async () => {
    const whole = longSpec(method);
    await startJob(whole, split, home.home);
    expect(await untilEnded(home.home, whole.jobId)).toBe('succeeded');
    const expected = await result(whole);
    expect(expected.trainLosses).toHaveLength(STEPS);

    const random = new Random(2026);
    const steps = [1, 2, 3].map((third) => (third - 1) * 25 + random.below(20) + 1);
    const killed = longSpec(method);
    await startJob(killed, split, home.home);
    for (const step of steps) {
      await kill(killed, step);
      await resumeJob(home.home, killed.jobId);
    }
    expect(await untilEnded(home.home, killed.jobId)).toBe('succeeded');
    const { events } = await readEvents(jobPaths(home.home, killed.jobId).folder);
    expect(events.filter((event) => event.type === 'started')).toHaveLength(4);
    const found = await result(killed);
    expect(found.trainLosses).toEqual(expected.trainLosses);
    expect(found.validationLosses).toEqual(expected.validationLosses);
    expect(found.weights.equals(expected.weights)).toBe(true);
  });
});
