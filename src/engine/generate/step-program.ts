/**
 * One token through the model, as every thread of a step runs it: the same phases as `decode-graph.ts`, but products with one vector only,
 * by the kernels of `dot-kernel.ts`. Each row's sum is one thread's, always in the same order: results do not depend on the number of threads.
 */

import { BLOCK } from '../formats/weight-blocks.js';
import { FINAL_NORM, headName } from '../llama/tensors.js';
import { SPREAD_BLOCK } from './block-kernel.js';
import { type DotKernels, dotKernels, pairedPlace } from './dot-kernel.js';
import { StepControl } from './step-control.js';
import {
  LEAST_ROWS,
  type Placed,
  type PlacedVector,
  padded,
  placed,
  type StepLayout,
  VALUE_PLACES,
  valuePlace,
} from './step-layout.js';

/** What threads share; it can be sent to a worker. */
export interface SharedStep {
  layout: StepLayout;
  memory: WebAssembly.Memory;
  control: Int32Array;
}

/** Seven phases a layer come down to five that wait; one more is the head's. */
export const phaseCount = (layers: number): number => 5 * layers + 1;

export class StepProgram {
  readonly control: StepControl;
  readonly #layout: StepLayout;
  readonly #kernels: DotKernels;
  readonly #floats: Float32Array;
  readonly #normed: PlacedVector;
  readonly #slot: number;
  readonly #scratch: number;
  readonly #blocks: number;
  readonly #added: number;
  readonly #layers: Layer[];
  readonly #finalNorm: Placed;
  readonly #head: Placed;

  /** `slot`: this thread's number, from 0. */
  constructor({ layout, memory, control }: SharedStep, slot: number) {
    this.control = new StepControl(control);
    this.#layout = layout;
    this.#kernels = dotKernels(memory, layout.pages);
    this.#floats = new Float32Array(memory.buffer);
    this.#slot = slot;
    this.#normed = ofThread(layout.normed, slot);
    this.#scratch = ofThread(layout.scratch, slot);
    this.#blocks = ofThread(layout.blocks, slot);
    this.#added = ofThread(layout.added, slot);
    this.#layers = Array.from({ length: layout.config.num_hidden_layers }, (_, index) => layerOf(layout, index));
    this.#finalNorm = placed(layout, FINAL_NORM);
    this.#head = placed(layout, headName(layout.config));
  }

  /** From the hidden state in `layout.hidden` to the logits in `layout.logits`; the new key and value join the cache. */
  run(): void {
    const { config, mixed, activated } = this.#layout;
    const { num_attention_heads: heads, num_key_value_heads: kvHeads } = config;
    const position = this.control.position;
    const width = config.hidden_size;
    for (const [index, layer] of this.#layers.entries()) {
      this.#norm(layer.attentionNorm);
      this.#prepare(this.#normed, layer.query, layer.key, layer.value);
      this.control.share(heads + 2 * kvHeads, 1, (from, to) => {
        for (let unit = from; unit < to; unit++) this.#project(layer, index, unit, position);
      });
      this.control.share(heads, 1, (from, to) => {
        for (let head = from; head < to; head++) this.#attend(index, head, position);
      });
      this.#prepare(mixed, layer.output);
      this.control.share(width, LEAST_ROWS, (from, to) => this.#addTo(layer.output, mixed, from, to));
      this.#norm(layer.mlpNorm);
      this.#prepare(this.#normed, layer.gate, layer.up);
      this.control.share(config.intermediate_size, LEAST_ROWS, (from, to) => this.#activate(layer, from, to));
      this.#prepare(activated, layer.down);
      this.control.share(width, LEAST_ROWS, (from, to) => this.#addTo(layer.down, activated, from, to));
    }
    this.#norm(this.#finalNorm);
    this.#prepare(this.#normed, this.#head);
    const logits = this.#layout.logits;
    this.control.share(config.vocab_size, LEAST_ROWS, (from, to) =>
      this.#dot(this.#head, this.#normed, from, to - from, logits + 4 * from),
    );
  }

  /** RMSNorm of the hidden state, by every thread for itself: cheaper than waiting. */
  #norm(norm: Placed): void {
    const { hidden, config } = this.#layout;
    const floats = this.#floats;
    const [from, weights, width] = [hidden / 4, norm.at / 4, config.hidden_size];
    let squares = 0;
    for (let i = 0; i < width; i++) squares += at(floats, from + i) ** 2;
    const scale = 1 / Math.sqrt(squares / width + config.rms_norm_eps);
    for (let i = 0; i < width; i++) this.#put(this.#normed, i, at(floats, from + i) * scale * at(floats, weights + i));
  }

  /** One head of the queries, the keys or the values. */
  #project(layer: Layer, index: number, unit: number, position: number): void {
    const { config, queries, headStride } = this.#layout;
    const { num_attention_heads: heads, num_key_value_heads: kvHeads, head_dim: size } = config;
    const out = this.#scratch;
    if (unit < heads) {
      this.#dot(layer.query, this.#normed, unit * size, size, out);
      this.#rotate(out, queries + unit * headStride, 1 / Math.sqrt(size));
    } else if (unit < heads + kvHeads) {
      const head = unit - heads;
      this.#dot(layer.key, this.#normed, head * size, size, out);
      this.#rotate(out, this.#keysOf(index, head) + position * headStride, 1);
    } else {
      const head = unit - heads - kvHeads;
      this.#dot(layer.value, this.#normed, head * size, size, out);
      const to = this.#valuesOf(index, head) / 4 + valuePlace(position, size);
      for (let i = 0; i < size; i++) this.#floats[to + i * VALUE_PLACES] = at(this.#floats, out / 4 + i);
    }
  }

  /** Rotary embedding of one head, times `scale`. */
  #rotate(source: number, target: number, scale: number): void {
    const floats = this.#floats;
    const half = this.#layout.config.head_dim / 2;
    const [from, to, cos] = [source / 4, target / 4, this.#layout.rotary / 4];
    for (let i = 0; i < half; i++) {
      const c = at(floats, cos + i);
      const s = at(floats, cos + half + i);
      const x = at(floats, from + i);
      const y = at(floats, from + half + i);
      floats[to + i] = (x * c - y * s) * scale;
      floats[to + half + i] = (y * c + x * s) * scale;
    }
  }

  /** One query head over the cache, the new token included. */
  #attend(layer: number, head: number, position: number): void {
    const { config, queries, headStride, mixed } = this.#layout;
    const size = config.head_dim;
    const kvHead = Math.floor(head / (config.num_attention_heads / config.num_key_value_heads));
    const count = position + 1;
    const pieces = Math.ceil(count / VALUE_PLACES);
    const scores = this.#scratch;
    const query = queries + head * headStride;
    this.#kernels.dotFloat32(this.#keysOf(layer, kvHead), headStride, query, scores, count, headStride);
    softmax(this.#floats, scores / 4, count, pieces * VALUE_PLACES);
    const out = scores + 4 * pieces * VALUE_PLACES;
    const width = 4 * VALUE_PLACES;
    for (let piece = 0; piece < pieces; piece++) {
      const values = this.#valuesOf(layer, kvHead) + piece * size * width;
      // The first piece's sums stay; those of the others join them.
      const to = piece === 0 ? out : out + 4 * size;
      this.#kernels.dotFloat32(values, width, scores + piece * width, to, size, width);
      if (piece > 0) addRow(this.#floats, out / 4, to / 4, size);
    }
    for (let i = 0; i < size; i++) this.#put(mixed, head * size + i, at(this.#floats, out / 4 + i));
  }

  /** Some rows of hidden += weights x. */
  #addTo(weights: Placed, x: PlacedVector, from: number, to: number): void {
    this.#dot(weights, x, from, to - from, this.#scratch);
    addRow(this.#floats, this.#layout.hidden / 4 + from, this.#scratch / 4, to - from);
  }

  /** Some rows of silu(gate x) * (up x). */
  #activate(layer: Layer, from: number, to: number): void {
    const { config, activated } = this.#layout;
    const rows = to - from;
    const [gates, ups] = [this.#scratch, this.#scratch + 4 * config.intermediate_size];
    this.#dot(layer.gate, this.#normed, from, rows, gates);
    this.#dot(layer.up, this.#normed, from, rows, ups);
    for (let i = 0; i < rows; i++) {
      const gate = at(this.#floats, gates / 4 + i);
      this.#put(activated, from + i, (gate / (1 + Math.exp(-gate))) * at(this.#floats, ups / 4 + i));
    }
  }

  /** What the products of these weights with x need beside x itself; by every thread for itself, as the norm. */
  #prepare(x: PlacedVector, ...weights: Placed[]): void {
    if (weights.some(({ storage }) => storage === 'nibbles' || storage === 'bytes'))
      this.#kernels.spreadBlocks(x.plain, this.#blocks, x.length);
    for (const { lowRank } of weights) {
      if (lowRank === null) continue;
      const { a, rank, inner } = lowRank;
      this.#kernels.dotFloat32(a.at, a.stride, x.plain, ofThread(inner, this.#slot), rank, x.length);
    }
  }

  /** out[0..rows) = rows `from`.. of a weight times x, which was prepared for it. */
  #dot(weights: Placed, x: PlacedVector, from: number, rows: number, out: number): void {
    const { at: start, stride, columns, storage, lowRank } = weights;
    const w = start + from * stride;
    switch (storage) {
      case 'float32':
        this.#kernels.dotFloat32(w, stride, x.plain, out, rows, x.length);
        break;
      case 'bfloat16':
        this.#kernels.dotBfloat16(w, stride, x.paired, out, rows, x.length);
        break;
      case 'nibbles':
        this.#kernels.dotNibbles(w, stride, this.#blocks, out, rows, (columns / BLOCK) * SPREAD_BLOCK);
        break;
      case 'bytes':
        this.#kernels.dotBytes(w, stride, this.#blocks, out, rows, (columns / BLOCK) * SPREAD_BLOCK);
        break;
    }
    if (lowRank === null) return;
    const { b, rank, inner } = lowRank;
    const length = 4 * padded(rank);
    this.#kernels.dotFloat32(b.at + from * b.stride, b.stride, ofThread(inner, this.#slot), this.#added, rows, length);
    addRow(this.#floats, out / 4, this.#added / 4, rows);
  }

  /** Writes one value of a vector in both orders. */
  #put(vector: PlacedVector, index: number, value: number): void {
    this.#floats[vector.plain / 4 + index] = value;
    this.#floats[vector.paired / 4 + pairedPlace(index)] = value;
  }

  #keysOf(layer: number, head: number): number {
    const { keys, config, capacity, headStride } = this.#layout;
    return keys + (layer * config.num_key_value_heads + head) * capacity * headStride;
  }

  #valuesOf(layer: number, head: number): number {
    const { values, config, capacity } = this.#layout;
    return values + 4 * (layer * config.num_key_value_heads + head) * config.head_dim * capacity;
  }
}

/** The weights of one block. */
interface Layer {
  attentionNorm: Placed;
  query: Placed;
  key: Placed;
  value: Placed;
  output: Placed;
  mlpNorm: Placed;
  gate: Placed;
  up: Placed;
  down: Placed;
}

function layerOf(layout: StepLayout, index: number): Layer {
  const tensor = (module: string): Placed => placed(layout, `model.layers.${index}.${module}.weight`);
  return {
    attentionNorm: tensor('input_layernorm'),
    query: tensor('self_attn.q_proj'),
    key: tensor('self_attn.k_proj'),
    value: tensor('self_attn.v_proj'),
    output: tensor('self_attn.o_proj'),
    mlpNorm: tensor('post_attention_layernorm'),
    gate: tensor('mlp.gate_proj'),
    up: tensor('mlp.up_proj'),
    down: tensor('mlp.down_proj'),
  };
}

/** floats[to..] += floats[from..] */
function addRow(floats: Float32Array, to: number, from: number, count: number): void {
  for (let i = 0; i < count; i++) floats[to + i] = at(floats, to + i) + at(floats, from + i);
}

/** Softmax in place; what stands behind, up to `end`, becomes zero. */
function softmax(floats: Float32Array, from: number, count: number, end: number): void {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) max = Math.max(max, at(floats, from + i));
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const value = Math.exp(at(floats, from + i) - max);
    floats[from + i] = value;
    sum += value;
  }
  for (let i = 0; i < count; i++) floats[from + i] = at(floats, from + i) / sum;
  floats.fill(0, from + count, from + end);
}

/** A thread's own of something. */
function ofThread<T>(all: readonly T[], slot: number): T {
  const own = all[slot];
  if (own === undefined) throw new RangeError(`step: no room for thread ${slot}`);
  return own;
}

/** An element that is known to be there. */
const at = (floats: Float32Array, index: number): number => floats[index] as number;
