/** A model folder as any tool saves one: a random 2-layer Llama of 60 thousand parameters, with a tokenizer and a chat template. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSafetensors } from '../../src/engine/formats/safetensors.js';
import type { LlamaConfig } from '../../src/engine/llama/config.js';
import { initRandom, tensorList } from '../../src/engine/llama/tensors.js';
import { TINY_CHAT_TEMPLATE, TINY_VOCAB_SIZE, tinyTokenizerJson } from './tiny-tokenizer.js';

export const TINY_CONFIG: LlamaConfig = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  vocab_size: TINY_VOCAB_SIZE,
  hidden_size: 32,
  intermediate_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 8,
  rms_norm_eps: 1e-5,
  rope_theta: 10000,
  max_position_embeddings: 256,
  tie_word_embeddings: true,
  initializer_range: 0.1,
  bos_token_id: 1,
  eos_token_id: 2,
  pad_token_id: 2,
};

/** Writes the folder and gives its path. The same seed gives the same files. */
export async function tinyModelFolder(folder: string, seed = 1): Promise<string> {
  await mkdir(folder, { recursive: true });
  const weights = initRandom(TINY_CONFIG, seed);
  const tensors = tensorList(TINY_CONFIG).map(({ name, shape }) => ({ name, shape, data: weights.get(name)! }));
  await writeSafetensors(join(folder, 'model.safetensors'), tensors);
  const json = (name: string, value: unknown): Promise<void> => writeFile(join(folder, name), JSON.stringify(value));
  await json('config.json', { ...TINY_CONFIG, hidden_act: 'silu' });
  await json('tokenizer.json', tinyTokenizerJson());
  await json('tokenizer_config.json', {
    bos_token: '<|im_start|>',
    eos_token: '<|im_end|>',
    pad_token: '<|im_end|>',
    chat_template: TINY_CHAT_TEMPLATE,
    tokenizer_class: 'PreTrainedTokenizerFast',
  });
  return folder;
}
