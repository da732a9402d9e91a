/**
 * Decoding one token at a time on threads of our own. onnxruntime's product with one vector reads memory at half the speed that the
 * machine has, and each of the graph's 800 operations costs some microseconds; these threads do neither.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bundledFile } from '../../base/built-program.js';
import type { LlamaConfig, Weights } from '../llama/config.js';
import { EMBEDDING, requireTensor, tensorList } from '../llama/tensors.js';
import type { KvCache } from './kv-cache.js';
import { controlWords } from './step-control.js';
import { placed, type StepLayout, stepLayout, VALUE_PLACES, valuePlace } from './step-layout.js';
import { phaseCount, type SharedStep, StepProgram } from './step-program.js';
import { keptAs, placeRowValues, placeWeight, type StepMemory, stepMemory } from './step-weights.js';

/** Memory, not arithmetic, is the limit; more threads than this do not read faster. */
const MAX_THREADS = 8;

export class StepTeam {
  readonly #layout: StepLayout;
  readonly #program: StepProgram;
  readonly #floats: Float32Array;
  readonly #memory: StepMemory;
  readonly #workers: Worker[];
  #length = 0;

  /** Copies the weights; null when they do not fit (see `stepLayout`). Until the other threads have started, steps run on the caller's alone. */
  static open(config: LlamaConfig, weights: Weights, threads: number = availableParallelism()): StepTeam | null {
    const count = Math.min(threads, MAX_THREADS);
    const kept = new Map(
      tensorList(config).map((tensor) => [tensor.name, keptAs(tensor, requireTensor(weights, tensor))]),
    );
    const layout = stepLayout(config, kept, count);
    if (layout === null) return null;
    const team = new StepTeam(layout, count);
    for (const tensor of tensorList(config)) {
      const form = kept.get(tensor.name)?.form ?? null;
      placeWeight(placed(layout, tensor.name), requireTensor(weights, tensor), form, team.#memory);
    }
    return team;
  }

  private constructor(layout: StepLayout, threads: number) {
    const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: layout.pages, shared: true });
    const words = controlWords(phaseCount(layout.config.num_hidden_layers));
    const shared: SharedStep = { layout, memory, control: new Int32Array(new SharedArrayBuffer(4 * words)) };
    this.#layout = layout;
    this.#memory = stepMemory(memory.buffer);
    this.#floats = this.#memory.floats;
    this.#program = new StepProgram(shared, 0);
    this.#workers = startWorkers(shared, threads - 1);
  }

  /** Tokens in the cache. */
  get length(): number {
    return this.#length;
  }

  /** Takes over all that the prompt's cache holds. */
  load(cache: KvCache): void {
    const { config, keys, values, headStride, capacity } = this.#layout;
    const { num_key_value_heads: heads, head_dim: size, num_hidden_layers: layers } = config;
    const row = headStride / 4;
    for (let unit = 0; unit < layers * heads; unit++) {
      const [layer, head] = [Math.floor(unit / heads), unit % heads];
      const [key, value] = [cache.keys(layer, head), cache.values(layer, head)];
      const toKey = keys / 4 + unit * capacity * row;
      const toValue = values / 4 + unit * size * capacity;
      for (let position = 0; position < cache.length; position++) {
        this.#floats.set(key.subarray(position * size, (position + 1) * size), toKey + position * row);
        const to = toValue + valuePlace(position, size);
        for (let i = 0; i < size; i++) this.#floats[to + i * VALUE_PLACES] = value[position * size + i] ?? 0;
      }
    }
    this.#length = cache.length;
  }

  /** Adds one token to the cache. `rotary`: cosines and sines [D / 2] of its position. Returns the logits [V] after it. */
  step(id: number, rotary: { cos: Float32Array; sin: Float32Array }): Float32Array {
    const { config, logits } = this.#layout;
    if (this.#length >= config.max_position_embeddings)
      throw new RangeError(`step: the model sees ${config.max_position_embeddings} tokens`);
    this.#floats.set(rotary.cos, this.#layout.rotary / 4);
    this.#floats.set(rotary.sin, this.#layout.rotary / 4 + rotary.cos.length);
    // The hidden state begins as the token's row of the embedding.
    placeRowValues(placed(this.#layout, EMBEDDING), id, this.#memory, this.#layout.hidden / 4);
    this.#program.control.open(this.#length);
    this.#program.run();
    this.#length++;
    return this.#floats.slice(logits / 4, logits / 4 + config.vocab_size);
  }

  async release(): Promise<void> {
    this.#program.control.stop();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function startWorkers(shared: SharedStep, count: number): Worker[] {
  const file = bundledFile('engine/generate/step-worker.js');
  // Not built: slower, but the same numbers.
  if (file === null) return [];
  return Array.from({ length: count }, (_, index) => {
    const worker = new Worker(file, { workerData: { shared, slot: index + 1 }, execArgv: [] });
    worker.unref();
    return worker;
  });
}
