/** A random Llama small enough to differentiate numerically; every size differs from the others, so that mixed-up axes fail. */
import { Random } from '../../../src/base/random.js';
import type { LlamaConfig } from '../../../src/engine/llama/config.js';
import { initRandom } from '../../../src/engine/llama/tensors.js';
import type { TokenizedExample, TrainableSpec } from '../../../src/engine/types.js';

export const tiny: LlamaConfig = {
  vocab_size: 29,
  hidden_size: 12,
  intermediate_size: 10,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 4,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  max_position_embeddings: 64,
  tie_word_embeddings: true,
  initializer_range: 0.3,
};

/** Random weights whose norms are not all ones, so that a forgotten norm weight shows. */
export function tinyWeights(config: LlamaConfig = tiny, seed = 5): Map<string, Float32Array> {
  const weights = initRandom(config, seed);
  const random = new Random(seed);
  for (const [name, values] of weights)
    if (name.endsWith('norm.weight')) for (let i = 0; i < values.length; i++) values[i] = 0.5 + random.next();
  return weights;
}

export const allLinear = ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'];

export const lora = (
  change: Partial<Extract<TrainableSpec, { method: 'lora' }>> = {},
): Extract<TrainableSpec, { method: 'lora' }> => ({
  method: 'lora',
  rank: 3,
  alpha: 6,
  rsLora: false,
  targetModules: allLinear,
  dropout: 0,
  ...change,
});

/** A row of random ids whose tokens from `from` on are trained. */
export function example(line: number, length: number, from: number, config: LlamaConfig = tiny): TokenizedExample {
  const random = Random.for(9, line);
  return {
    line,
    ids: Int32Array.from({ length }, () => random.below(config.vocab_size)),
    trained: Uint8Array.from({ length }, (_, t) => Number(t >= from)),
  };
}

export const rows = [example(1, 7, 3), example(2, 5, 1), example(3, 9, 6), example(4, 3, 2)];

/** An adapter whose B is not zero. */
export function randomAdapter(shapes: ReadonlyMap<string, number[]>, size = 0.2): Map<string, Float32Array> {
  const random = new Random(11);
  return new Map(
    [...shapes].map(([name, shape]) => [
      name,
      Float32Array.from({ length: shape.reduce((n, s) => n * s, 1) }, () => random.normal() * size),
    ]),
  );
}

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
