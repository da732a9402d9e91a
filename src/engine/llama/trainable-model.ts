/**
 * A model ready to be trained. Weights are fed at every run without a copy; only the learning ones are arrays of our own.
 * One session per (batch, length, head parts), kept until `release`.
 */
import { Problem } from '../../base/error.js';
import { toOnnx } from '../graph/onnx.js';
import { type Feed, type FloatArray, feed, openSession, type Session } from '../graph/session.js';
import type { Tensor } from '../graph/tensor.js';
import type { Batch, BatchGradients, BatchLoss, TrainableModel, TrainableSpec } from '../types.js';
import type { LlamaConfig, Weights } from './config.js';
import { addEmbeddingRows, type BatchFeeds, batchFeeds, dropoutFeeds, rowLosses } from './feeds.js';
import { initAdapter } from './lora.js';
import { countParameters, trainableTensors } from './parameters.js';
import { LOGITS, predictionGraph } from './prediction-graph.js';
import { EMBEDDING, requireTensor, type TensorShape, tensorList } from './tensors.js';
import { EMBEDDED, gradientOf, trainingGraph } from './training-graph.js';

export interface TrainableModelOptions {
  config: LlamaConfig;
  /** The base. Never written to. */
  weights: Weights;
  spec: TrainableSpec;
  /** Makes the adapter's first values. */
  seed: number;
  /** Values of the learning tensors to begin with, instead of fresh ones (LoRA) or the base's (full, partial). */
  initialAdapter?: ReadonlyMap<string, Float32Array>;
  threads?: number;
  /** Path prefix for profiles of every session; for measuring only. */
  profile?: string;
}

export async function createTrainableModel(options: TrainableModelOptions): Promise<TrainableModel> {
  return new LlamaTrainableModel(options);
}

class LlamaTrainableModel implements TrainableModel {
  readonly spec: TrainableSpec;
  readonly trainable: Map<string, Float32Array>;
  readonly shapes: Map<string, number[]>;
  readonly trainableParameters: number;
  readonly totalParameters: number;
  readonly #options: TrainableModelOptions;
  readonly #frozen = new Map<string, Feed>();
  readonly #embedding: Float32Array;
  readonly #sessions = new Map<string, Promise<Session>>();

  constructor(options: TrainableModelOptions) {
    const { config, spec, weights } = options;
    this.spec = spec;
    const learning = trainableTensors(config, spec);
    this.shapes = new Map(learning.map((t) => [t.name, t.shape]));
    this.trainable = initialValues(learning, options);
    for (const t of tensorList(config)) {
      const values = requireTensor(weights, t);
      if (!this.shapes.has(t.name)) this.#frozen.set(t.name, feed(values, t.shape));
    }
    this.#embedding = this.trainable.get(EMBEDDING) ?? requireTensor(weights, embeddingShape(config));
    // When all arrays are our own, the base need not stay in memory.
    this.#options = { ...options, weights: new Map() };
    const counts = countParameters(config, spec);
    this.trainableParameters = counts.trainable;
    this.totalParameters = counts.total;
  }

  async lossAndGradients(batch: Batch, dropoutSeed: number): Promise<BatchGradients> {
    if (batch.supervised === 0) throw nothingToLearn(batch);
    const { config, spec } = this.#options;
    const feeds = this.#batchFeeds(batch);
    const dropout = dropoutFeeds(config, spec, batch.rows.length * batch.length, dropoutSeed);
    const results = await this.#run(batch, feeds, true, dropout);
    return { ...rowLosses(batch, feeds, results), gradients: this.#gradients(feeds, results) };
  }

  async loss(batch: Batch): Promise<BatchLoss> {
    const feeds = this.#batchFeeds(batch);
    const results = batch.supervised === 0 ? new Map() : await this.#run(batch, feeds, false, {});
    return rowLosses(batch, feeds, results);
  }

  async predict(batch: Batch): Promise<Int32Array> {
    const vocabulary = this.#options.config.vocab_size;
    // The head is one part here: its rows are few.
    const feeds = batchFeeds(batch, this.#options.config, this.#embedding, Number.MAX_SAFE_INTEGER);
    const session = await this.#kept(`${batch.rows.length}x${batch.length} predict`, () =>
      predictionGraph(this.#shape(batch.rows.length, batch.length)),
    );
    const logits = (await session.run(this.#feeds(feeds, {}))).get(LOGITS) ?? new Float32Array(0);
    return Int32Array.from({ length: logits.length / vocabulary }, (_, row) =>
      argmax(logits.subarray(row * vocabulary, (row + 1) * vocabulary)),
    );
  }

  async release(): Promise<void> {
    const sessions = await Promise.all(this.#sessions.values());
    this.#sessions.clear();
    for (const session of sessions) await session.release();
  }

  #batchFeeds(batch: Batch): BatchFeeds {
    return batchFeeds(batch, this.#options.config, this.#embedding);
  }

  async #run(batch: Batch, feeds: BatchFeeds, training: boolean, dropout: Record<string, Feed>): Promise<Results> {
    const [rows, chunks] = [batch.rows.length, feeds.chunks.length];
    const key = `${rows}x${batch.length}/${chunks}${training ? '' : ' loss'}`;
    const graph = () => trainingGraph({ ...this.#shape(rows, batch.length), chunks, training });
    return (await this.#kept(key, graph)).run(this.#feeds(feeds, dropout));
  }

  #feeds(feeds: BatchFeeds, dropout: Record<string, Feed>): Record<string, Feed> {
    const all: Record<string, Feed> = { ...Object.fromEntries(this.#frozen), ...feeds.feeds, ...dropout };
    for (const [name, values] of this.trainable) all[name] = feed(values, this.shapes.get(name) ?? []);
    return all;
  }

  #shape(batch: number, length: number) {
    const { config, spec } = this.#options;
    return { config, spec, batch, length, type: 'float32' as const };
  }

  #kept(key: string, graph: () => Map<string, Tensor>): Promise<Session> {
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const { threads, profile } = this.#options;
    const session = openSession(toOnnx(graph()), {
      threads,
      keepMemory: false,
      profile: profile === undefined ? undefined : `${profile}-${key.replace(/\W/g, '-')}`,
    });
    this.#sessions.set(key, session);
    return session;
  }

  /** Gradients in the order of `trainable`. The embedding learns from its rows, and from the head when tied to it. */
  #gradients(feeds: BatchFeeds, results: Results): Map<string, Float32Array> {
    const gradients = new Map<string, Float32Array>();
    for (const [name, values] of this.trainable) {
      const computed = results.get(gradientOf(name));
      gradients.set(name, computed instanceof Float32Array ? computed : new Float32Array(values.length));
    }
    const table = gradients.get(EMBEDDING);
    const rows = results.get(gradientOf(EMBEDDED));
    if (table !== undefined && rows !== undefined) addEmbeddingRows(table, rows, feeds.ids);
    return gradients;
  }
}

/** Copies of what was given, or of the base's tensors; a fresh adapter for LoRA. */
function initialValues(learning: readonly TensorShape[], options: TrainableModelOptions): Map<string, Float32Array> {
  const { config, spec, weights, seed, initialAdapter } = options;
  const fresh = spec.method === 'lora' && initialAdapter === undefined ? initAdapter(config, spec, seed) : undefined;
  const source = fresh ?? new Map(initialAdapter ?? weights);
  return new Map(learning.map((t) => [t.name, requireTensor(source, t).slice()]));
}

type Results = Map<string, FloatArray>;

const embeddingShape = (config: LlamaConfig): TensorShape => ({
  name: EMBEDDING,
  shape: [config.vocab_size, config.hidden_size],
});

const nothingToLearn = (batch: Batch): Problem =>
  new Problem({
    code: 'no-supervised-tokens',
    message: {
      en: 'No token of this batch is trained on.',
      hi: 'Is batch mein koi bhi token train hone ke liye nahin bacha.',
    },
    where: `line ${batch.rows.map((row) => row.line).join(', ')}`,
    next: {
      en: 'Raise the maximum length, or remove rows without an answer.',
      hi: 'maxLength badhaayein, ya bina answer waali rows hata dein.',
    },
  });

function argmax(values: FloatArray): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? Number.NaN) > (values[best] ?? Number.NaN)) best = i;
  return best;
}
