/** Where everything of a decoding step stands in one memory that all its threads share: weights, cache, and what passes between layers. */

import { BLOCK } from '../formats/weight-blocks.js';
import type { LlamaConfig } from '../llama/config.js';
import { tensorList } from '../llama/tensors.js';
import { SPREAD_BLOCK } from './block-kernel.js';
import { recordBytes } from './block-records.js';
import { COLUMNS } from './dot-kernel.js';

/** WebAssembly addresses are 32 bits wide. */
const MAX_BYTES = 2 ** 32 - 2 ** 16;
export const PAGE = 2 ** 16;

/** `nibbles` and `bytes`: records of quantised blocks with integers of 4 and 8 bits (see block-records.ts). */
export type Storage = 'float32' | 'bfloat16' | 'nibbles' | 'bytes';

/** How a tensor is kept; the rank of what is added to it, or 0. */
export interface Kept {
  storage: Storage;
  rank: number;
}

/** A weight; rows are padded with zeros to `stride` bytes. A norm's weights are one float32 row. */
export interface Placed {
  at: number;
  rows: number;
  columns: number;
  stride: number;
  storage: Storage;
  lowRank: PlacedLowRank | null;
}

/** What an adapter adds to a weight: B (A x), the scaling in B. */
export interface PlacedLowRank {
  rank: number;
  a: Placed; // [R, in]
  b: Placed; // [out, R]
  /** A x, of each thread. */
  inner: number[];
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
  /** Of each thread: x in blocks, for the kernels of quantised weights, and what a low-rank part adds to some rows. */
  blocks: number[];
  added: number[];
  pages: number;
}

/** Places of the cache in one piece of values. */
export const VALUE_PLACES = 64;

/** Rows of a weight that a thread takes at least. */
export const LEAST_ROWS = 16;

/** Null when it does not fit into 4 GiB. `kept` says how each tensor is kept, if not as float32. */
export function stepLayout(config: LlamaConfig, kept: ReadonlyMap<string, Kept>, threads: number): StepLayout | null {
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
  const place = (rows: number, columns: number, storage: Storage): Placed => {
    const stride = rowBytes(columns, storage);
    return { at: take(rows * stride), rows, columns, stride, storage, lowRank: null };
  };
  const eachThread = (bytes: number): number[] => Array.from({ length: threads }, () => take(bytes));
  const tensors: Record<string, Placed> = {};
  for (const { name, shape } of tensorList(config)) {
    const columns = shape.at(-1) ?? 1;
    const rows = shape.length === 1 ? 1 : (shape[0] ?? 1);
    const { storage, rank } = kept.get(name) ?? { storage: 'float32', rank: 0 };
    const placed = place(rows, columns, storage);
    tensors[name] = placed;
    if (rank > 0) {
      const [a, b] = [place(rank, columns, 'float32'), place(rows, rank, 'float32')];
      placed.lowRank = { rank, a, b, inner: eachThread(4 * padded(rank)) };
    }
  }
  const widest = Math.max(heads * size, config.intermediate_size, config.hidden_size);
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
    scratch: eachThread(scratch),
    blocks: eachThread(Math.ceil(widest / BLOCK) * SPREAD_BLOCK),
    added: eachThread(4 * widest),
    pages: 0,
  };
  return end > MAX_BYTES ? null : { ...layout, pages: Math.ceil(end / PAGE) };
}

function rowBytes(columns: number, storage: Storage): number {
  switch (storage) {
    case 'float32':
      return 4 * padded(columns);
    case 'bfloat16':
      return 2 * padded(columns);
    case 'nibbles':
      return (columns / BLOCK) * recordBytes(4);
    case 'bytes':
      return (columns / BLOCK) * recordBytes(8);
  }
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
