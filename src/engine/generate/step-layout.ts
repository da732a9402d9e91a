/** Where everything of a decoding step stands in one memory that all its threads share: weights, cache, and what passes between layers. */
import type { LlamaConfig } from '../llama/config.js';
import { tensorList } from '../llama/tensors.js';
import { COLUMNS } from './dot-kernel.js';

/** WebAssembly addresses are 32 bits wide. */
const MAX_BYTES = 2 ** 32 - 2 ** 16;
export const PAGE = 2 ** 16;

export type Storage = 'float32' | 'bfloat16';

/** A weight; rows are padded with zeros to `stride` bytes. A norm's weights are one float32 row. */
export interface Placed {
  at: number;
  rows: number;
  columns: number;
  stride: number;
  storage: Storage;
}

/** A vector in both orders that the kernels want. */
export interface PlacedVector {
  plain: number;
  paired: number;
  /** Bytes of one of them. */
  length: number;
}

export interface StepLayout {
  config: LlamaConfig;
  tensors: Record<string, Placed>;
  /** Hidden state of the token [H]. */
  hidden: number;
  /** Cosines, then sines of its position, D / 2 each. */
  rotary: number;
  /** Rotated and scaled queries, `headStride` bytes each. */
  queries: number;
  headStride: number;
  mixed: PlacedVector;
  activated: PlacedVector;
  logits: number;
  /** Keys [L, K, C, D] in rows of `headStride`. */
  keys: number;
  /**
   * Values [L, K, C / VALUE_PLACES, D, VALUE_PLACES]: turned, so that mixing them is a product with a vector, too; in pieces, so that it reads
   * no place that is empty.
   */
  values: number;
  /** Places in the cache. */
  capacity: number;
  /** Of each thread: its normed hidden state, and room for a row of scores, or for sums of all rows. */
  normed: PlacedVector[];
  scratch: number[];
  pages: number;
}

/** Places of the cache in one piece of values. */
export const VALUE_PLACES = 64;

/** Rows of a weight that a thread takes at least. */
export const LEAST_ROWS = 16;

/** Null when it does not fit into 4 GiB. `storage` says how each tensor is kept. */
export function stepLayout(
  config: LlamaConfig,
  storage: ReadonlyMap<string, Storage>,
  threads: number,
): StepLayout | null {
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const vector = (size: number): PlacedVector => {
    const length = 4 * padded(size);
    return { plain: take(length), paired: take(length), length };
  };
  const {
    head_dim: size,
    num_attention_heads: heads,
    num_key_value_heads: kvHeads,
    num_hidden_layers: layers,
  } = config;
  const capacity = Math.ceil(config.max_position_embeddings / VALUE_PLACES) * VALUE_PLACES;
  const headStride = 4 * padded(size);
  const tensors: Record<string, Placed> = {};
  for (const { name, shape } of tensorList(config)) {
    const columns = shape.at(-1) ?? 1;
    const rows = shape.length === 1 ? 1 : (shape[0] ?? 1);
    const kept = storage.get(name) ?? 'float32';
    const stride = (kept === 'bfloat16' ? 2 : 4) * padded(columns);
    tensors[name] = { at: take(rows * stride), rows, columns, stride, storage: kept };
  }
  const scratch = 4 * Math.max(capacity + 2 * size, 2 * config.intermediate_size, config.hidden_size);
  const layout: StepLayout = {
    config,
    tensors,
    hidden: take(4 * config.hidden_size),
    rotary: take(4 * size),
    queries: take(heads * headStride),
    headStride,
    mixed: vector(heads * size),
    activated: vector(config.intermediate_size),
    logits: take(4 * config.vocab_size),
    keys: take(layers * kvHeads * capacity * headStride),
    values: take(4 * layers * kvHeads * size * capacity),
    capacity,
    normed: Array.from({ length: threads }, () => vector(config.hidden_size)),
    scratch: Array.from({ length: threads }, () => take(scratch)),
    pages: 0,
  };
  return end > MAX_BYTES ? null : { ...layout, pages: Math.ceil(end / PAGE) };
}

export const padded = (columns: number): number => Math.ceil(columns / COLUMNS) * COLUMNS;

/** Where a position's value begins among those of its head, in elements; the next one of its D stands VALUE_PLACES behind. */
export const valuePlace = (position: number, size: number): number =>
  Math.floor(position / VALUE_PLACES) * VALUE_PLACES * size + (position % VALUE_PLACES);

export function placed(layout: StepLayout, name: string): Placed {
  const found = layout.tensors[name];
  if (found === undefined) throw new Error(`step: ${name} has no place`);
  return found;
}
