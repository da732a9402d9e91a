/**
 * Disk: `npm run pretrain:export -- DIR`: the newest checkpoint as a complete Hugging Face folder (bfloat16), without the model card.
 * `--random` writes the same model before its first step instead, the twin that benches compare with.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFolder, writeAtomic } from '../base/files.js';
import { writeSafetensors } from '../engine/formats/safetensors.js';
import { initRandom, tensorList } from '../engine/llama/tensors.js';
import { latestCheckpoint } from '../engine/train/checkpoint.js';
import { SEED, SHAPE } from './recipe.js';
import { generationConfig, specialTokensMap, tokenizerConfig } from './tokenizer/tokenizer-files.js';
import { defaultOut } from './train/arguments.js';

export async function writeModelFolder(
  folder: string,
  weights: ReadonlyMap<string, Float32Array>,
  tokenizer: string,
): Promise<void> {
  await makeFolder(folder);
  const json = (name: string, value: unknown) => writeAtomic(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  await json('config.json', {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    ...SHAPE,
    attention_bias: false,
    attention_dropout: 0,
    hidden_act: 'silu',
    mlp_bias: false,
    torch_dtype: 'bfloat16',
    use_cache: true,
  });
  await json('tokenizer_config.json', tokenizerConfig(SHAPE.max_position_embeddings));
  await json('special_tokens_map.json', specialTokensMap());
  await json('generation_config.json', generationConfig());
  await writeAtomic(join(folder, 'tokenizer.json'), tokenizer);
  const tensors = tensorList({ ...SHAPE }).map(({ name, shape }) => ({
    name,
    shape,
    data: weights.get(name) ?? new Float32Array(0),
  }));
  await writeSafetensors(join(folder, 'model.safetensors'), tensors, { dtype: 'BF16' });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string' }, random: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('give the folder to write');
  const out = values.out ?? defaultOut();
  const tokenizer = await readFile(join(out, 'tokenizer.json'), 'utf8');
  if (values.random) return writeModelFolder(folder, initRandom({ ...SHAPE }, SEED), tokenizer);
  const checkpoint = await latestCheckpoint(join(out, 'checkpoints'));
  if (checkpoint === null) throw new Error(`${out} has no checkpoint`);
  await writeModelFolder(folder, checkpoint.weights, tokenizer);
  process.stdout.write(`${JSON.stringify({ folder, ...checkpoint.state.totals, step: checkpoint.state.step })}\n`);
}

if (process.argv[1]?.endsWith('write-model.ts')) await main();
