/** The keys and values of the tokens seen so far, in arrays of a fixed capacity that the decoding graph reads without copying. */
import { type Feed, feed } from '../graph/session.js';
import type { LlamaConfig } from '../llama/config.js';
import { keyName, valueName } from './decode-graph.js';

/** Capacities are multiples of this: few different shapes, and little time wasted on empty places. */
export const CAPACITY_STEP = 128;

/** Added to the score of an empty place; its probability is then exactly 0. */
const MASKED = -1e30;

export class KvCache {
  readonly #config: LlamaConfig;
  /** Two arrays [K, C, D] a layer: keys, values. */
  #arrays: Float32Array[] = [];
  #mask = new Float32Array(0); // [C]
  #feeds: Record<string, Feed> = {};
  #capacity = 0;
  #length = 0;

  constructor(config: LlamaConfig) {
    this.#config = config;
    this.reserve(1);
  }

  /** Number of tokens held. */
  get length(): number {
    return this.#length;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** The graph's inputs, valid until the next `reserve`. */
  get feeds(): Record<string, Feed> {
    return this.#feeds;
  }

  /** Keys of one head [C, D], the places after `length` empty. */
  keys(layer: number, head: number): Float32Array {
    return this.#head(2 * layer, head);
  }

  /** Values of one head [C, D]. */
  values(layer: number, head: number): Float32Array {
    return this.#head(2 * layer + 1, head);
  }

  /** Makes room for `tokens` tokens, keeping those held. */
  reserve(tokens: number): void {
    if (tokens <= this.#capacity) return;
    const { num_key_value_heads: heads, head_dim: size, num_hidden_layers: layers } = this.#config;
    const before = this.#capacity;
    const capacity = Math.ceil(tokens / CAPACITY_STEP) * CAPACITY_STEP;
    this.#arrays = Array.from({ length: 2 * layers }, (_, index) => {
      const grown = new Float32Array(heads * capacity * size);
      const old = this.#arrays[index];
      for (let head = 0; old !== undefined && head < heads; head++) {
        const start = head * before * size;
        grown.set(old.subarray(start, start + this.#length * size), head * capacity * size);
      }
      return grown;
    });
    this.#capacity = capacity;
    this.#mask = new Float32Array(capacity).fill(MASKED).fill(0, 0, this.#length);
    this.#feeds = this.#makeFeeds();
  }

  /** Takes over the new rows [2 L K, T, D] of a run. Room for them must have been made. */
  append(rows: Float32Array, time: number): void {
    const { num_key_value_heads: heads, head_dim: size } = this.#config;
    for (const [index, array] of this.#arrays.entries()) {
      for (let head = 0; head < heads; head++) {
        const start = (index * heads + head) * time * size;
        array.set(rows.subarray(start, start + time * size), (head * this.#capacity + this.#length) * size);
      }
    }
    this.#mask.fill(0, this.#length, this.#length + time);
    this.#length += time;
  }

  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void {
    this.#mask.fill(MASKED, length, this.#length);
    this.#length = length;
  }

  #head(index: number, head: number): Float32Array {
    const size = this.#capacity * this.#config.head_dim;
    return (this.#arrays[index] ?? new Float32Array(0)).subarray(head * size, (head + 1) * size);
  }

  #makeFeeds(): Record<string, Feed> {
    const { num_key_value_heads: heads, head_dim: size } = this.#config;
    const feeds: Record<string, Feed> = {
      past_mask: feed(this.#mask, [1, 1, this.#capacity]),
      capacity: feed(BigInt64Array.of(BigInt(this.#capacity)), [1]),
    };
    for (const [index, array] of this.#arrays.entries()) {
      const layer = Math.floor(index / 2);
      feeds[index % 2 === 0 ? keyName(layer) : valueName(layer)] = feed(array, [heads, this.#capacity, size]);
    }
    return feeds;
  }
}
