/**
 * One decoding step of many independent texts: one new token each, with a cache of its own. The rows stand on the time axis everywhere but in
 * attention, so every weight is read once for all of them. Axis letters: engine/types.ts; here B texts, C capacity of the cache,
 * G = N / K query heads per key/value head, M candidates.
 */
import { add } from '../graph/ops/elementwise.js';
import { gather } from '../graph/ops/lookup.js';
import { matmul } from '../graph/ops/matmul.js';
import { type RotaryTable, rotary, softmax } from '../graph/ops/model.js';
import { concat, reshape, slice } from '../graph/ops/shape.js';
import { auxiliary, constant, custom, input } from '../graph/ops/source.js';
import type { Tensor } from '../graph/tensor.js';
import type { LlamaConfig } from '../llama/config.js';
import { keyName, valueName } from './decode-graph.js';
import { decoderBlocks, weight } from './decoder-blocks.js';

/** Fixed for the life of a graph. */
export interface BatchSize {
  /** Texts decoded side by side, B. */
  texts: number;
  /** Tokens that one text can have, C. */
  capacity: number;
  /** The most probable tokens given out for each text, M. */
  candidates: number;
}

/** ONNX's number for float32, the only type that sessions give out. */
const FLOAT = 1;

/**
 * Outputs: `rows` [2 L, B, K, D] (keys of layer 0, values of layer 0, keys of layer 1, ...), and the largest logits `best` [B, M] with
 * their token ids `ids_of_best` [B, M] (as floats), largest first and the smaller id first on a tie.
 * Inputs: `ids` [B], `cos` and `sin` [B, D / 2] of each token's position in its text, `past_mask` [B, 1, 1, C] (0 or a large negative
 * number), the cache [B, K, C, D] twice a layer, and the weights by name.
 */
export function batchGraph(config: LlamaConfig, size: BatchSize): Map<string, Tensor> {
  const { texts, capacity } = size;
  const { hidden_size: width, head_dim: headSize, vocab_size: vocabulary } = config;
  const cos = input('cos', [texts, headSize / 2], 'float32');
  const sin = input('sin', [texts, headSize / 2], 'float32');
  const table: RotaryTable = { cos, sin, negativeSin: sin };
  const mask = input('past_mask', [texts, 1, 1, capacity], 'float32');
  const embed = weight('model.embed_tokens.weight', [vocabulary, width]);
  const embedded = reshape(gather(embed, input('ids', [texts], 'int64')), [1, texts, width]);
  const { hidden, rows } = decoderBlocks(config, embedded, (x, layer) =>
    attention(config, size, { table, mask, x, layer }),
  );
  const head = config.tie_word_embeddings ? embed : weight('lm_head.weight', [vocabulary, width]);
  const logits = matmul(reshape(hidden, [texts, width]), head, { transB: true }); // [B, V]
  const count = Math.min(size.candidates, vocabulary);
  const best = custom('TopK', [logits, constant([count], [1], 'int64')], { shape: [texts, count], type: 'float32' });
  const ids = custom('Cast', [auxiliary(best, 1, best.shape)], {
    shape: best.shape,
    type: 'float32',
    attributes: { to: { int: FLOAT } },
  });
  const stacked = rows.map((row) => reshape(row, [1, texts, config.num_key_value_heads, headSize]));
  return new Map([
    ['rows', concat(stacked, 0)],
    ['best', best],
    ['ids_of_best', ids],
  ]);
}

interface AttentionInput {
  table: RotaryTable;
  mask: Tensor; // [B, 1, 1, C]
  x: Tensor; // [1, B, H]
  layer: number;
}

/** Attention of each text's new token to its cached ones and to itself. out [1, B, H]; key and value [B, K, 1, D]. */
function attention(
  config: LlamaConfig,
  { texts, capacity }: BatchSize,
  { table, mask, x, layer }: AttentionInput,
): { out: Tensor; key: Tensor; value: Tensor } {
  const { num_attention_heads: heads, num_key_value_heads: kvHeads, head_dim: size, hidden_size: hidden } = config;
  const project = (name: string, rows: number): Tensor =>
    matmul(x, weight(`model.layers.${layer}.self_attn.${name}.weight`, [rows, hidden]), { transB: true });
  const turn = (y: Tensor): Tensor => rotary(y, table, size);
  const query = reshape(turn(project('q_proj', heads * size)), [texts, kvHeads, heads / kvHeads, size]); // [B, K, G, D]
  const key = reshape(turn(project('k_proj', kvHeads * size)), [texts, kvHeads, 1, size]); // [B, K, 1, D]
  const value = reshape(project('v_proj', kvHeads * size), [texts, kvHeads, 1, size]); // [B, K, 1, D]
  const cache = (name: string): Tensor => input(name, [texts, kvHeads, capacity, size], 'float32');
  const alpha = 1 / Math.sqrt(size);
  const past = add(matmul(query, cache(keyName(layer)), { transB: true, alpha }), mask); // [B, K, G, C]
  const own = matmul(query, key, { transB: true, alpha }); // [B, K, G, 1]
  const weights = softmax(concat([past, own], 3)); // [B, K, G, C + 1]
  const mixed = add(
    matmul(slice(weights, 3, 0, capacity), cache(valueName(layer))),
    matmul(slice(weights, 3, capacity, capacity + 1), value),
  ); // [B, K, G, D]
  const output = weight(`model.layers.${layer}.self_attn.o_proj.weight`, [hidden, heads * size]);
  return { out: matmul(reshape(mixed, [1, texts, heads * size]), output, { transB: true }), key, value };
}
