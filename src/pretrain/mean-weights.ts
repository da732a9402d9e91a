/**
 * Disk: `npm run pretrain:mean -- A B OUT`: the mean of two models' weights as a model folder, for two that come from one training
 * (Wortsman et al., "Model soups", arXiv 2203.05482). The tokenizer is A's.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Weights } from '../engine/llama/config.js';
import { startingWeights } from './train/starting-weights.js';
import { writeModelFolder } from './write-model.js';

/** Tensor by tensor and value by value; both have the same tensors. */
export function meanWeights(a: Weights, b: Weights): Weights {
  const mean = ([name, values]: readonly [string, Float32Array]): [string, Float32Array] => {
    const others = b.get(name);
    if (others?.length !== values.length) throw new RangeError(`${name} differs in shape`);
    return [name, values.map((value, i) => (value + (others[i] ?? 0)) / 2)];
  };
  return new Map([...a].map(mean));
}

async function main(): Promise<void> {
  const [a, b, out] = process.argv.slice(2);
  if (a === undefined || b === undefined || out === undefined)
    throw new Error('give two model folders and one to write');
  const weights = meanWeights(await startingWeights(a), await startingWeights(b));
  await writeModelFolder(out, weights, await readFile(join(a, 'tokenizer.json'), 'utf8'));
}

if (process.argv[1]?.endsWith('mean-weights.ts')) await main();
