/** This engine's training step, once for every line `step` on stdin. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { homeFolder } from '../../src/base/home.js';
import { createTrainableModel } from '../../src/engine/llama/trainable-model.js';
import { ADAMW_DEFAULTS, createOptimizer } from '../../src/engine/train/adamw.js';
import { makeBatch } from '../../src/engine/train/batch.js';
import { clipScale, gradientNorm } from '../../src/engine/train/clip.js';
import type { TrainableSpec } from '../../src/engine/types.js';
import { openModel } from '../../src/models/open.js';
import { runtimeVersion } from '../../src/models/runtime-version.js';
import type { Task } from '../train-vs-torch.js';

const SPECS: Record<Task['method'], TrainableSpec> = {
  lora: {
    method: 'lora',
    rank: 8,
    alpha: 16,
    rsLora: false,
    dropout: 0,
    targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
  },
  full: { method: 'full' },
};

const task: Task = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8'));
const { config, weights } = await openModel(task.model, { home: homeFolder() });
const model = await createTrainableModel({ config, weights, spec: SPECS[task.method], seed: 1, threads: task.threads });
const optimizer = createOptimizer({ ...model, config: ADAMW_DEFAULTS });
const batch = makeBatch(
  task.ids.map((ids, line) => ({
    line,
    ids: Int32Array.from(ids),
    trained: Uint8Array.from(ids, (_, t) => Number(t >= task.supervisedFrom)),
  })),
);
let loss = Number.NaN;
const say = (value: object): void => console.log(JSON.stringify(value));
say({
  ready: 1,
  trainable: model.trainableParameters,
  supervised: batch.supervised,
  onnxruntime: await runtimeVersion(),
});
for await (const request of createInterface(process.stdin)) {
  if (request === 'end') break;
  const begin = performance.now();
  const { gradients, lossSum, supervised } = await model.lossAndGradients(batch, 0);
  optimizer.step(gradients, 1e-5, clipScale(gradientNorm(gradients) / supervised, 1) / supervised);
  say({ seconds: (performance.now() - begin) / 1000 });
  loss = lossSum / supervised;
}
say({ peakRssBytes: process.resourceUsage().maxRSS * 1024, loss });
await model.release();
process.exit();
