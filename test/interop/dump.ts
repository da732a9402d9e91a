/**
 * Our side of the comparison with PyTorch, in a process of its own, so that its memory is free before PyTorch's side runs:
 *
 *   node --import tsx test/interop/dump.ts MODEL FOLDER      writes what this engine computes
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeFolder } from '../../src/base/home.js';
import { ggufTokenizerJson, openGguf } from '../../src/engine/formats/gguf.js';
import { mergeAdapter } from '../../src/engine/llama/lora.js';
import { tensorList } from '../../src/engine/llama/tensors.js';
import { openModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';
import { dumpLearning, LORA, trainedLookingAdapter } from './dump-learning.js';
import { dumpText } from './dump-text.js';
import { writeJson, writeTensors } from './exchange.js';
import { logitRows, logitsOf } from './logits.js';

/** Both sides compute with as many. */
export const THREADS = 2;

const [idOrPath, folder] = process.argv.slice(2);
if (idOrPath === undefined || folder === undefined) throw new Error('usage: dump.ts MODEL FOLDER');

const model = await openModel(idOrPath, { home: homeFolder() });
await dumpReference(join(folder, 'model'), model);
await dumpText(folder, model);
await dumpLogits(folder, model);
await dumpLearning(join(folder, 'lora'), model, 'lora', THREADS);
await dumpLearning(join(folder, 'full'), model, 'full', THREADS);

/** The same float32 weights for the other side, as plainly as they can be written: no export code of the product in between. */
async function dumpReference(target: string, { config, weights, path, chatTemplate, tokenizer }: OpenModel) {
  const gguf = /\.gguf$/i.test(path) ? path : null;
  const shapes = new Map(tensorList(config).map(({ name, shape }) => [name, shape]));
  await writeTensors(
    target,
    'model.safetensors',
    [...weights].map(([name, data]) => [name, { shape: shapes.get(name) ?? [], data }]),
  );
  await writeJson(target, 'config.json', { ...config, architectures: ['LlamaForCausalLM'], model_type: 'llama' });
  await mkdir(target, { recursive: true });
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
  await writeJson(folder ?? '', 'source.json', { gguf, threads: THREADS });
}

/** Of the base, and of the base with an adapter folded in, which the other side computes unmerged. */
async function dumpLogits(target: string, { config, weights, tokenizer }: OpenModel): Promise<void> {
  const rows = logitRows(tokenizer);
  await writeJson(target, 'logits.json', rows);
  await writeTensors(target, 'logits.safetensors', await logitsOf(config, weights, rows, THREADS));
  const merged = mergeAdapter(config, weights, LORA, trainedLookingAdapter(model, LORA, 5));
  await writeTensors(target, 'adapted-logits.safetensors', await logitsOf(config, merged, rows, THREADS));
}
