/**
 * Our side of the comparison with PyTorch, in a process of its own, so that its memory is free before PyTorch's side runs:
 *
 *   node --import tsx test/interop/dump.ts MODEL FOLDER      writes what this engine computes
 */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeFolder } from '../../src/base/home.js';
import { Random } from '../../src/base/random.js';
import { exportModel } from '../../src/deploy/export/export-model.js';
import { mergedWeights } from '../../src/deploy/export/merged.js';
import { ggufTokenizerJson, openGguf } from '../../src/engine/formats/gguf.js';
import { initAdapter, type LoraSpec } from '../../src/engine/llama/lora.js';
import { tensorList } from '../../src/engine/llama/tensors.js';
import { openModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';
import { dumpLearning, FULL_RECIPE, LORA_RECIPE } from './dump-learning.js';
import { dumpText } from './dump-text.js';
import { writeJson, writeTensors } from './exchange.js';
import { sourceOf } from './llama/models.js';
import { logitRows, logitsOf, THREADS } from './logits.js';

async function main(idOrPath: string, folder: string): Promise<void> {
  const model = await openModel(idOrPath, { home: homeFolder() });
  await dumpReference(folder, model);
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

/** The same float32 weights for the other side, as plainly as they can be written: no export code of the product in between. */
async function dumpReference(folder: string, { config, weights, path, chatTemplate, tokenizer }: OpenModel) {
  const target = join(folder, 'model');
  const gguf = /\.gguf$/i.test(path) ? path : null;
  const shapes = new Map(tensorList(config).map(({ name, shape }) => [name, shape]));
  await writeTensors(
    target,
    'model.safetensors',
    [...weights].map(([name, data]) => [name, { shape: shapes.get(name) ?? [], data }]),
  );
  await writeJson(target, 'config.json', { ...config, architectures: ['LlamaForCausalLM'], model_type: 'llama' });
  if (gguf === null) {
    for (const file of ['tokenizer.json', 'tokenizer_config.json'])
      await copyFile(join(path, file), join(target, file));
  } else {
    const file = await openGguf(gguf);
    await writeJson(target, 'tokenizer.json', ggufTokenizerJson(file.metadata, gguf));
    await file.close();
    const name = (id: number | null | undefined) => (id == null ? null : tokenizer.tokenOf(id));
    const roles = { bos_token: name(tokenizer.bosId), eos_token: name(tokenizer.endIds[0]) };
    await writeJson(target, 'tokenizer_config.json', { tokenizer_class: 'PreTrainedTokenizerFast', ...roles });
  }
  if (chatTemplate !== null) await writeFile(join(target, 'chat_template.jinja'), chatTemplate);
  await writeJson(folder, 'source.json', { gguf, threads: THREADS });
}

const [idOrPath, folder] = process.argv.slice(2);
if (idOrPath === undefined || folder === undefined) throw new Error('usage: dump.ts MODEL FOLDER');
await main(idOrPath, folder);
