/**
 * The forward pass for decoding: T new tokens after C cached ones. Only the new keys and values come out; JavaScript writes them into the
 * cache, so that nothing of the cache's size is ever copied. Axis letters: engine/types.ts; C capacity of the cache, G = N / K query heads
 * per key/value head.
 */
import { add } from '../graph/ops/elementwise.js';
import { gather } from '../graph/ops/lookup.js';
import { matmul } from '../graph/ops/matmul.js';
import { crossEntropy, type RotaryTable, rotary, softmax } from '../graph/ops/model.js';
import { concat } from '../graph/ops/shape.js';
import { input } from '../graph/ops/source.js';
import type { Tensor } from '../graph/tensor.js';
import type { LlamaConfig } from '../llama/config.js';
import { decoderBlocks, weight } from './decoder-blocks.js';
import { from, headsFirst, headsLast, reshapeTo, until } from './dynamic-shape.js';

/** `step`: one token, without a single transpose. `chunk`: any number of tokens. `score`: like chunk, with losses in place of logits. */
export type DecodeKind = 'step' | 'chunk' | 'score';

/** Sizes stand for the dynamic axes while shapes are checked; any two different numbers would do. */
const NOMINAL_TIME = 5;
const NOMINAL_CAPACITY = 7;

export const keyName = (layer: number): string => `past.${layer}.key`;
export const valueName = (layer: number): string => `past.${layer}.value`;

/** All that the layers share. */
interface Context {
  config: LlamaConfig;
  time: number;
  table: RotaryTable;
  pastMask: Tensor; // [1, 1, C]
  capacity: Tensor; // [1]
  selfMask: Tensor | null; // [1, G T, T]
}

/**
 * Outputs: `rows` [2 L K, T, D] (keys of layer 0, values of layer 0, keys of layer 1, ...), and `logits` [S, V] or, for `score`,
 * `losses` [S, 1] in nats. Inputs: `ids` [T], `cos` and `sin` [T, D / 2] of the tokens' positions, `past_mask` [1, 1, C] (0 or a large
 * negative number), `capacity` [1] (C), the cache [K, C, D] twice a layer, and the weights by name; but for `step` also `self_mask` [1, G T, T] and `select` [S];
 * for `score` also `targets` [S, 1].
 */
export function decodeGraph(config: LlamaConfig, kind: DecodeKind): Map<string, Tensor> {
  const single = kind === 'step';
  const time = single ? 1 : NOMINAL_TIME;
  const timeAxis = single ? 1 : 'time';
  const group = config.num_attention_heads / config.num_key_value_heads;
  const half = config.head_dim / 2;
  const cos = input('cos', [timeAxis, half], 'float32', time);
  const sin = input('sin', [timeAxis, half], 'float32', time);
  const context: Context = {
    config,
    time,
    // Only a gradient would need the negated sine.
    table: { cos, sin, negativeSin: sin },
    pastMask: input('past_mask', [1, 1, 'capacity'], 'float32', NOMINAL_CAPACITY),
    capacity: input('capacity', [1], 'int64', 1),
    selfMask: single ? null : nominal('self_mask', [1, 'rows', 'time'], [1, group * time, time]),
  };
  const embed = weight('model.embed_tokens.weight', [config.vocab_size, config.hidden_size]);
  const ids = input('ids', [timeAxis], 'int64', time);
  const width = config.hidden_size;
  // The rotation wants three axes, so the hidden states have them throughout: [1, T, H].
  const embedded = reshapeTo(gather(embed, ids), [1, -1, width], [1, time, width]);
  const { hidden, rows } = decoderBlocks(config, embedded, (x, layer) => attention(context, x, layer));
  const outputs = new Map([['rows', concat(rows, 0)]]);
  const flat = reshapeTo(hidden, [-1, width], [time, width]);
  const selected = single ? flat : gather(flat, input('select', ['selected'], 'int64', 1)); // [S, H]
  const head = config.tie_word_embeddings ? embed : weight('lm_head.weight', [config.vocab_size, config.hidden_size]);
  const logits = matmul(selected, head, { transB: true }); // [S, V]
  if (kind === 'score') outputs.set('losses', crossEntropy(logits, input('targets', ['selected', 1], 'int64', 1)));
  else outputs.set('logits', logits);
  return outputs;
}

/** An input whose dynamic axes differ from each other in size. */
function nominal(name: string, dims: readonly (number | string)[], shape: readonly number[]): Tensor {
  return { ...input(name, dims, 'float32'), shape };
}

/** Attention of the new tokens to the cache and to each other. x and out [1, T, H]; key and value [K, T, D]. */
function attention(context: Context, x: Tensor, layer: number): { out: Tensor; key: Tensor; value: Tensor } {
  const { config, time } = context;
  const { num_attention_heads: heads, num_key_value_heads: kvHeads, head_dim: size, hidden_size: hidden } = config;
  const project = (name: string, rows: number): Tensor =>
    matmul(x, weight(`model.layers.${layer}.self_attn.${name}.weight`, [rows, hidden]), { transB: true });
  const turn = (y: Tensor): Tensor => rotary(y, context.table, size);
  const query = headsFirst(turn(project('q_proj', heads * size)), { heads, kvHeads, time }); // [K, G T, D]
  const key = headsFirst(turn(project('k_proj', kvHeads * size)), { heads: kvHeads, kvHeads, time }); // [K, T, D]
  const value = headsFirst(project('v_proj', kvHeads * size), { heads: kvHeads, kvHeads, time }); // [K, T, D]
  const cache = (name: string): Tensor => nominal(name, [kvHeads, 'capacity', size], [kvHeads, NOMINAL_CAPACITY, size]);
  const alpha = 1 / Math.sqrt(size);
  const past = add(matmul(query, cache(keyName(layer)), { transB: true, alpha }), context.pastMask); // [K, G T, C]
  const unmasked = matmul(query, key, { transB: true, alpha });
  const own = context.selfMask === null ? unmasked : add(unmasked, context.selfMask); // [K, G T, T]
  const weights = softmax(concat([past, own], 2)); // [K, G T, C + T]
  const mixed = add(
    matmul(until(weights, context.capacity, past.shape), cache(valueName(layer))),
    matmul(from(weights, context.capacity, own.shape), value),
  ); // [K, G T, D]
  const output = weight(`model.layers.${layer}.self_attn.o_proj.weight`, [hidden, heads * size]);
  return { out: matmul(headsLast(mixed, { heads, kvHeads, time }), output, { transB: true }), key, value };
}
