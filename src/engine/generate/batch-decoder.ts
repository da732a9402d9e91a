/** Decodes many texts side by side, each at a place of its own in its text. Knows tokens and logits, not text. */
import { inputsOf, toOnnx } from '../graph/onnx.js';
import { type Feed, feed, feedInts, openSession, type Session } from '../graph/session.js';
import type { LlamaConfig, Weights } from '../llama/config.js';
import { requireTensor, tensorList } from '../llama/tensors.js';
import { type BatchSize, batchGraph } from './batch-graph.js';
import { keyName, valueName } from './decode-graph.js';
import { rotaryRows } from './rotary-rows.js';

/** Added to the score of an empty place; its probability is then exactly 0. */
const MASKED = -1e30;

/** The most probable next tokens of one text, the largest logit first. */
export interface BestTokens {
  ids: Float32Array; // [M]
  logits: Float32Array; // [M]
}

export class BatchDecoder {
  readonly size: BatchSize;
  readonly #config: LlamaConfig;
  readonly #session: Session;
  readonly #feeds: Record<string, Feed>;
  /** Two arrays [B, K, C, D] a layer: keys, values. */
  readonly #arrays: Float32Array[];
  readonly #mask: Float32Array; // [B, 1, 1, C]
  readonly #lengths: number[];

  private constructor(config: LlamaConfig, size: BatchSize, session: Session, weights: Record<string, Feed>) {
    this.#config = config;
    this.size = size;
    this.#session = session;
    const { num_key_value_heads: heads, head_dim: width, num_hidden_layers: layers } = config;
    const dims = [size.texts, heads, size.capacity, width];
    this.#arrays = Array.from(
      { length: 2 * layers },
      () => new Float32Array(size.texts * heads * size.capacity * width),
    );
    this.#mask = new Float32Array(size.texts * size.capacity).fill(MASKED);
    this.#lengths = Array.from({ length: size.texts }, () => 0);
    this.#feeds = { ...weights, past_mask: feed(this.#mask, [size.texts, 1, 1, size.capacity]) };
    for (const [index, array] of this.#arrays.entries()) {
      const name = index % 2 === 0 ? keyName : valueName;
      this.#feeds[name(Math.floor(index / 2))] = feed(array, dims);
    }
  }

  /** The weights are read, never copied. */
  static async open(config: LlamaConfig, weights: Weights, size: BatchSize, threads?: number): Promise<BatchDecoder> {
    const outputs = batchGraph(config, size);
    const feeds: Record<string, Feed> = {};
    const used = new Set(inputsOf(outputs.values()).map((tensor) => tensor.attributes.name));
    for (const tensor of tensorList(config)) {
      if (used.has(tensor.name)) feeds[tensor.name] = feed(requireTensor(weights, tensor), tensor.shape);
    }
    return new BatchDecoder(config, size, await openSession(toOnnx(outputs), { threads }), feeds);
  }

  /** Number of tokens of a text in the cache. */
  lengthOf(text: number): number {
    return this.#lengths[text] ?? 0;
  }

  /** Forgets all but the first `length` tokens of a text. */
  truncate(text: number, length: number): void {
    const { capacity } = this.size;
    this.#mask.fill(MASKED, text * capacity + length, (text + 1) * capacity);
    this.#lengths[text] = Math.min(length, this.lengthOf(text));
  }

  /** Makes a text begin, and end, with the first `length` tokens of another one, whose cached values it takes over. */
  copyStart(from: number, to: number, length: number): void {
    const { capacity } = this.size;
    const { num_key_value_heads: heads, head_dim: size } = this.#config;
    const kept = Math.min(length, this.lengthOf(from));
    for (const array of this.#arrays) {
      for (let head = 0; head < heads; head++) {
        const start = (from * heads + head) * capacity * size;
        array.copyWithin((to * heads + head) * capacity * size, start, start + kept * size);
      }
    }
    this.#mask.fill(0, to * capacity, to * capacity + kept);
    this.#lengths[to] = kept;
    this.truncate(to, kept);
  }

  /**
   * Adds one token to each text; null leaves a text as it is (its result then means nothing).
   * Throws RangeError when a text is full or the number of tokens is not B.
   */
  async step(tokens: readonly (number | null)[]): Promise<BestTokens[]> {
    const { texts, capacity } = this.size;
    if (tokens.length !== texts) throw new RangeError(`step: ${tokens.length} tokens for ${texts} texts`);
    for (const [text, token] of tokens.entries())
      if (token !== null && this.lengthOf(text) >= capacity) throw new RangeError(`step: text ${text} is full`);
    const results = await this.#session.run({
      ...this.#feeds,
      ids: feedInts(
        tokens.map((token) => token ?? 0),
        [texts],
      ),
      ...rotaryRows(this.#config, this.#lengths),
    });
    this.#append(floats(results, 'rows'), tokens);
    const [best, ids] = [floats(results, 'best'), floats(results, 'ids_of_best')];
    const count = best.length / texts;
    return tokens.map((_, text) => ({
      ids: ids.subarray(text * count, (text + 1) * count),
      logits: best.subarray(text * count, (text + 1) * count),
    }));
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  /** rows [2 L, B, K, D] */
  #append(rows: Float32Array, tokens: readonly (number | null)[]): void {
    const { texts, capacity } = this.size;
    const { num_key_value_heads: heads, head_dim: size } = this.#config;
    for (const [text, token] of tokens.entries()) {
      if (token === null) continue;
      const place = this.lengthOf(text);
      for (const [index, array] of this.#arrays.entries()) {
        for (let head = 0; head < heads; head++) {
          const from = ((index * texts + text) * heads + head) * size;
          array.set(rows.subarray(from, from + size), ((text * heads + head) * capacity + place) * size);
        }
      }
      this.#mask[text * capacity + place] = 0;
      this.#lengths[text] = place + 1;
    }
  }
}

function floats(result: ReadonlyMap<string, unknown>, name: string): Float32Array {
  const value = result.get(name);
  if (value instanceof Float32Array) return value;
  throw new TypeError(`the decoding graph gave no ${name}`);
}
