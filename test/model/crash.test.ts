/** `kill -9` during a LoRA training of the real model, then resume: losses and adapter bit for bit as if nothing had happened. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/base/random.js';
import { readEvents } from '../../src/jobs/event-log.js';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { resumeJob, startJob } from '../../src/jobs/start.js';
import { buildRunner } from '../support/runner-build.js';
import { tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded, untilEvent } from '../support/until-ended.js';
import { realModel } from './real-model.js';

const model = await realModel();
let home = '';
beforeAll(async () => {
  await buildRunner();
  home = await mkdtemp(join(tmpdir(), 'vishesh-crash-'));
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

/** Held-out rows would only cost an evaluation. */
const split = { ...tinySplit(8), test: [] };
const EPOCHS = 2;
const STEPS = 4 * EPOCHS;

/** Two rows a step, a checkpoint after every 2nd step, dropout: every source of randomness is in use. */
function lora(path: string, fingerprint: string): JobSpec {
  const made = tinySpec({ model: path, fingerprint }, split);
  const settings = {
    rank: 8,
    alpha: 16,
    dropout: 0.1,
    targetModules: ['q_proj', 'v_proj', 'down_proj'],
    rsLora: false,
  };
  const plain = { batchSize: 2, epochs: EPOCHS, evalsPerEpoch: 2, learningRate: 3e-4, maxLength: 64 };
  return { ...made, hyperparameters: { ...made.hyperparameters, ...plain, lora: settings } };
}

async function result({ jobId }: JobSpec) {
  const { trainLosses, validationLosses } = await readProgress(home, jobId);
  const adapter = await readFile(join(jobPaths(home, jobId).model, 'adapter_model.safetensors'));
  return { trainLosses, validationLosses, adapter };
}

describe.skipIf(model === null)('a LoRA training of SmolLM2-135M-Instruct', () => {
  it('killed at a random step and resumed, gives the adapter of one never killed, byte for byte', async () => {
    const make = (): JobSpec => lora(model?.path ?? '', model?.fingerprint ?? '');
    const [whole, killed] = [make(), make()];
    await startJob(whole, split, home);
    expect(await untilEnded(home, whole.jobId)).toBe('succeeded');

    // After the first checkpoint, and before the last step.
    const step = 3 + new Random(2026).below(STEPS - 5);
    await startJob(killed, split, home);
    await untilEvent(home, killed.jobId, (event) => event.type === 'step' && event.step >= step);
    process.kill((await claimHolder(jobPaths(home, killed.jobId).runner))!.pid, 'SIGKILL');
    expect(await untilEnded(home, killed.jobId)).toBe('interrupted');
    await resumeJob(home, killed.jobId);
    expect(await untilEnded(home, killed.jobId)).toBe('succeeded');

    const { events } = await readEvents(jobPaths(home, killed.jobId).folder);
    const from = events.filter((event) => event.type === 'started').map((event) => event.resumedFromStep);
    expect(from).toEqual([null, expect.any(Number)]);
    const [expected, found] = [await result(whole), await result(killed)];
    expect(expected.trainLosses).toHaveLength(STEPS);
    expect(found.trainLosses).toEqual(expected.trainLosses);
    expect(found.validationLosses).toEqual(expected.validationLosses);
    expect(found.adapter.equals(expected.adapter)).toBe(true);
  });
});
