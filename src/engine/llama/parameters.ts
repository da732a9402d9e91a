/** Which tensors learn under a training method, and how many numbers that is. Pure: planning uses it before anything is loaded. */
import { Problem } from '../../base/error.js';
import type { TrainableSpec } from '../types.js';
import type { LlamaConfig } from './config.js';
import { adaptedLinears } from './lora.js';
import { blockTensors, FINAL_NORM, type TensorShape, tensorList } from './tensors.js';

/** The learning tensors: all; the last N blocks and the final norm; or an adapter's pairs. Throws a `Problem` for impossible specs. */
export function trainableTensors(config: LlamaConfig, spec: TrainableSpec): TensorShape[] {
  switch (spec.method) {
    case 'full':
      return tensorList(config);
    case 'partial':
      return partialTensors(config, spec.lastBlocks);
    case 'lora':
      if (!Number.isInteger(spec.rank) || spec.rank < 1) throw outOfRange('rank', spec.rank, '1 or more');
      return adaptedLinears(config, spec).flatMap(({ a, b }) => [a, b]);
  }
}

export function countParameters(config: LlamaConfig, spec: TrainableSpec): { trainable: number; total: number } {
  const base = count(tensorList(config));
  const trainable = count(trainableTensors(config, spec));
  return { trainable, total: spec.method === 'lora' ? base + trainable : base };
}

function partialTensors(config: LlamaConfig, lastBlocks: number): TensorShape[] {
  const blocks = config.num_hidden_layers;
  if (!Number.isInteger(lastBlocks) || lastBlocks < 1 || lastBlocks > blocks)
    throw outOfRange('lastBlocks', lastBlocks, `1 to ${blocks}`);
  const learning = Array.from({ length: lastBlocks }, (_, i) => blockTensors(config, blocks - lastBlocks + i));
  return [...learning.flat(), { name: FINAL_NORM, shape: [config.hidden_size] }];
}

const count = (tensors: readonly TensorShape[]): number =>
  tensors.reduce((sum, { shape }) => sum + shape.reduce((n, size) => n * size, 1), 0);

const outOfRange = (name: string, value: number, range: string): Problem =>
  new Problem({
    code: 'out-of-range',
    message: {
      en: `${name} is ${value}; it must be ${range}.`,
      hi: `${name} ${value} hai; yeh ${range} hona chahiye.`,
    },
    next: { en: `Choose ${name} in that range.`, hi: `${name} ko isi range mein rakhein.` },
  });
