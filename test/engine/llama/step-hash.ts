/** Run as a program: prints a hash of everything that three training steps on the tiny model produce. */
import { createHash } from 'node:crypto';
import { createTrainableModel } from '../../../src/engine/llama/trainable-model.js';
import { ADAMW_DEFAULTS, createOptimizer } from '../../../src/engine/train/adamw.js';
import { makeBatch } from '../../../src/engine/train/batch.js';
import { gradientNorm } from '../../../src/engine/train/float-kernels.js';
import { lora, rows, tiny, tinyWeights } from './tiny.js';

const hash = createHash('sha256');
for (const spec of [lora({ dropout: 0.1 }), { method: 'full' } as const]) {
  const model = await createTrainableModel({ config: tiny, weights: tinyWeights(), spec, seed: 1, threads: 2 });
  const { trainable, shapes } = model;
  const optimizer = createOptimizer({ trainable, shapes, config: ADAMW_DEFAULTS });
  for (let step = 0; step < 3; step++) {
    const { gradients, lossSum } = await model.lossAndGradients(makeBatch(rows), step);
    optimizer.step(gradients, 1e-2, 1 / gradientNorm(gradients));
    hash.update(String(lossSum));
  }
  for (const values of trainable.values())
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  await model.release();
}
console.log(hash.digest('hex'));
