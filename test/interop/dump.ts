/**
 * Our side of the comparison with PyTorch, in a process of its own, so that its memory is free before PyTorch's side runs:
 *
 *   node --import tsx test/interop/dump.ts MODEL FOLDER      writes what this engine computes
 */
import { join } from 'node:path';
import { homeFolder } from '../../src/base/home.js';
import { Random } from '../../src/base/random.js';
import { exportModel } from '../../src/deploy/export/export-model.js';
import { mergedWeights } from '../../src/deploy/export/merged.js';
import { initAdapter, type LoraSpec } from '../../src/engine/llama/lora.js';
import { openModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';
import { dumpLearning, FULL_RECIPE, LORA_RECIPE } from './dump-learning.js';
import { dumpText } from './dump-text.js';
import { writeJson, writeTensors } from './exchange.js';
import { sourceOf } from './llama/models.js';
import { logitRows, logitsOf, THREADS } from './logits.js';
import { writeReference } from './reference.js';

async function main(idOrPath: string, folder: string): Promise<void> {
  const model = await openModel(idOrPath, { home: homeFolder() });
  await writeReference(folder, model);
  await dumpText(folder, model);

  const { config, weights, tokenizer } = model;
  const rows = logitRows(tokenizer);
  await writeJson(folder, 'logits.json', rows);
  await writeTensors(folder, 'logits.safetensors', await logitsOf(config, weights, rows));

  const { spec } = LORA_RECIPE;
  const values = trainedLookingAdapter(model, spec, 5);
  const source = sourceOf(model, { kind: 'adapter', spec, values }, rows.slice(0, 3));
  await exportModel(source, { format: 'peft', quant: null, out: join(folder, 'adapter'), threads: THREADS });
  await exportModel(source, { format: 'hf', quant: null, out: join(folder, 'merged'), threads: THREADS });
  const merged = await logitsOf(config, mergedWeights(source), rows);
  await writeTensors(folder, 'adapted-logits.safetensors', merged);

  await dumpLearning(join(folder, 'lora'), model, LORA_RECIPE, THREADS, values);
  await dumpLearning(join(folder, 'full'), model, FULL_RECIPE, THREADS);
}

/** An adapter whose B is not zero, as after some training; with B = 0 the gradient of A would be zero whatever the code does. */
function trainedLookingAdapter({ config }: OpenModel, spec: LoraSpec, seed: number): Map<string, Float32Array> {
  const adapter = initAdapter(config, spec, seed);
  for (const [name, values] of adapter) {
    if (!name.includes('lora_B')) continue;
    const random = Random.for(seed, 'interop', name);
    for (let i = 0; i < values.length; i++) values[i] = 0.01 * random.normal();
  }
  return adapter;
}

const [idOrPath, folder] = process.argv.slice(2);
if (idOrPath === undefined || folder === undefined) throw new Error('usage: dump.ts MODEL FOLDER');
await main(idOrPath, folder);
