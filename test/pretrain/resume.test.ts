import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initRandom } from '../../src/engine/llama/tensors.js';
import { createTrainableModel } from '../../src/engine/llama/trainable-model.js';
import { createOptimizer } from '../../src/engine/train/adamw.js';
import { checkpointFolder, latestCheckpoint } from '../../src/engine/train/checkpoint.js';
import { OPTIMIZER } from '../../src/pretrain/recipe.js';
import { pretrain } from '../../src/pretrain/train/loop.js';
import { Mixture } from '../../src/pretrain/train/mixture.js';
import { TokenStream } from '../../src/pretrain/train/token-stream.js';
import { tiny as TINY_CONFIG } from '../engine/llama/tiny.js';

/** A sentence that a model can learn by heart: each token follows from the one before it. */
const DOCUMENTS = Array.from({ length: 40 }, (_, n) =>
  Uint16Array.from({ length: 30 }, (_, t) => 1 + ((n + t) % (TINY_CONFIG.vocab_size - 1))),
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-pretrain-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Trains in `name` up to step `stopAfter`, from the checkpoint there if it has one. */
async function train(
  name: string,
  stopAfter: number,
): Promise<{ weights: Map<string, Float32Array>; losses: number[] }> {
  const model = await createTrainableModel({
    config: TINY_CONFIG,
    weights: initRandom(TINY_CONFIG, 1),
    spec: { method: 'full' },
    seed: 1,
    threads: 1,
  });
  const losses: number[] = [];
  const checkpoints = join(folder, name);
  await pretrain({
    model,
    optimizer: createOptimizer({ trainable: model.trainable, shapes: model.shapes, config: OPTIMIZER }),
    mixture: new Mixture([{ stream: new TokenStream('text', DOCUMENTS, 1), weight: { 1: 1, 2: 1, 3: 1, 4: 1 } }], 1),
    checkpoints: checkpointFolder(checkpoints, model.shapes),
    resumeFrom: await latestCheckpoint(checkpoints),
    mainSteps: 7,
    totalSteps: 10,
    stopAfter,
    seed: 1,
    dataHash: 'text',
    threads: 1,
    logEvery: 1,
    checkpointEveryMs: Number.POSITIVE_INFINITY,
    nowMs: () => 0,
    log: ({ loss }) => {
      if (typeof loss === 'number') losses.push(loss);
    },
    stopping: () => false,
  });
  const weights = new Map([...model.trainable].map(([tensor, values]) => [tensor, values.slice()]));
  await model.release();
  return { weights, losses };
}

describe('pretraining', () => {
  it('goes on from a checkpoint bit for bit as if it had never stopped', async () => {
    const whole = await train('whole', 4);
    const first = await train('parts', 2);
    const second = await train('parts', 4);
    expect([...first.losses, ...second.losses]).toEqual(whole.losses);
    expect(second.weights).toEqual(whole.weights);
    expect(first.weights).not.toEqual(whole.weights);
  });

  it('learns', async () => {
    const { losses } = await train('learns', 10);
    expect(losses).toHaveLength(10);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) - 0.05);
  });

  it('marks a finished run, and does nothing more to it', async () => {
    const done = await train('done', 10);
    const again = await train('done', 10);
    expect((await latestCheckpoint(join(folder, 'done')))?.state.finished).toBe('completed');
    expect(again.losses).toEqual([]);
    expect(again.weights).toEqual(done.weights);
  });
});
