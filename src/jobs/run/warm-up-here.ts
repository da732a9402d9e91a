/** The warm-up process itself: three steps on the largest batch, one JSON line on stdout. */
import { availableParallelism } from 'node:os';
import { Problem } from '../../base/error.js';
import { readJson } from '../../base/files.js';
import { createTrainableModel } from '../../engine/llama/trainable-model.js';
import { createOptimizer } from '../../engine/train/adamw.js';
import { makeBatch } from '../../engine/train/batch.js';
import { clipScale, gradientNorm } from '../../engine/train/clip.js';
import { noTrainableToken } from '../../engine/train/problems.js';
import type { Batch } from '../../engine/types.js';
import type { WarmUp } from '../../plan/types.js';
import { type WarmUpRequest, warmUpRequestSchema } from '../warm-up.js';
import { openBase } from './open-base.js';
import { failure } from './train-job.js';
import { trainableSpec } from './trainable-spec.js';
import { encodeRows } from './training-rows.js';

const STEPS = 3;

export async function measureWarmUpHere(requestFile: string): Promise<number> {
  try {
    const request = await readJson(requestFile, warmUpRequestSchema, 'vishesh plan');
    process.stdout.write(`${JSON.stringify({ warmUp: await measure(request) })}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    process.stdout.write(`${JSON.stringify({ error: failure(error, requestFile) })}\n`);
    return 1;
  }
}

async function measure(request: WarmUpRequest): Promise<WarmUp> {
  const { hyperparameters } = request;
  const base = await openBase(request, request.home);
  const maxLength = Math.min(hyperparameters.maxLength, base.config.max_position_embeddings);
  const batch = largestBatch(request, encodeRows(base, request.promptFormat, request.examples, maxLength).rows);
  const model = await createTrainableModel({
    config: base.config,
    weights: base.weights,
    spec: trainableSpec(request),
    seed: hyperparameters.seed,
    threads: availableParallelism(),
  });
  const optimizer = createOptimizer({ trainable: model.trainable, shapes: model.shapes, config: hyperparameters });
  const seconds: number[] = [];
  // The first step builds the session and is not counted.
  for (let step = 0; step <= STEPS; step++) {
    const start = performance.now();
    for (let micro = 0; micro < hyperparameters.gradientAccumulation; micro++) {
      const { gradients } = await model.lossAndGradients(batch, step);
      const scale = clipScale(gradientNorm(gradients) / batch.supervised, hyperparameters.maxGradNorm);
      optimizer.step(gradients, hyperparameters.learningRate, scale / batch.supervised);
    }
    seconds.push((performance.now() - start) / 1000);
  }
  const counted = seconds.slice(1).sort((a, b) => a - b);
  return {
    steps: STEPS,
    batchTokens: batch.tokens * hyperparameters.gradientAccumulation,
    secondsPerStep: counted[Math.floor(counted.length / 2)] ?? 0,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function largestBatch({ hyperparameters }: WarmUpRequest, rows: Batch['rows']): Batch {
  const byLength = rows.toSorted((a, b) => b.ids.length - a.ids.length);
  const batch = makeBatch(byLength.slice(0, hyperparameters.batchSize));
  if (batch.supervised === 0) throw noTrainableToken(0, byLength);
  return batch;
}
