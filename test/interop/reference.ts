/** Disk: the same float32 weights for the other side, as plainly as they can be written: no export code of the product in between. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ggufTokenizerJson, openGguf } from '../../src/engine/formats/gguf.js';
import { tensorList } from '../../src/engine/llama/tensors.js';
import type { OpenModel } from '../../src/models/types.js';
import { writeJson, writeTensors } from './exchange.js';
import { THREADS } from './logits.js';

/** `FOLDER/model` as transformers opens it, and `FOLDER/source.json`: the GGUF file that the model came from, or null. */
export async function writeReference(folder: string, { config, weights, path, chatTemplate, tokenizer }: OpenModel) {
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
