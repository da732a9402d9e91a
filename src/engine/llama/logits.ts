/** Logits after every token of a few texts, with an adapter beside the weights or without: what two forms of one model are compared by. */
import { inputsOf, toOnnx } from '../graph/onnx.js';
import { type Feed, feed, openSession } from '../graph/session.js';
import type { TrainableSpec } from '../types.js';
import type { LlamaConfig, Weights } from './config.js';
import { linear, norm } from './layers.js';
import type { LoraSpec } from './lora.js';
import { EMBEDDING, headName, requireTensor, tensorList } from './tensors.js';
import { EMBEDDED, hiddenStates, modelInputs } from './training-graph.js';

export interface LogitsModel {
  config: LlamaConfig;
  weights: Weights;
  /** Computed as W x + scaling * B A x, never merged. */
  adapter?: { spec: LoraSpec; values: ReadonlyMap<string, Float32Array> };
}

/** Without an adapter any choice of learning tensors gives the same forward pass. */
const PLAIN: TrainableSpec = { method: 'full' };

/**
 * One [t, V] per text (t tokens). The texts are one padded batch (B texts, T the longest), so keep them few and short: B * T * V * 4 bytes
 * are needed twice.
 */
export async function textLogits(
  model: LogitsModel,
  texts: readonly (readonly number[])[],
  threads?: number,
): Promise<Float32Array[]> {
  const { config, adapter } = model;
  const [batch, length] = [texts.length, Math.max(...texts.map((ids) => ids.length))];
  const spec = adapter?.spec ?? PLAIN;
  const { embedded, parts } = modelInputs({ config, spec, batch, length, type: 'float32', training: false });
  const hidden = norm(hiddenStates(embedded, parts, { batch, length }), 'model.norm', parts); // [B*T, H]
  const outputs = new Map([['logits', linear(hidden, parts.weight(headName(config)))]]); // [B*T, V]
  const arrays = new Map<string, Float32Array>([...tensorArrays(model), ...(adapter?.values ?? [])]);
  const feeds: Record<string, Feed> = {
    [EMBEDDED]: feed(embeddedRows(model, texts, length), embedded.shape),
  };
  for (const tensor of inputsOf(outputs.values())) {
    const values = arrays.get(tensor.attributes.name);
    if (values !== undefined) feeds[tensor.attributes.name] = feed(values, tensor.shape);
  }
  const session = await openSession(toOnnx(outputs), { threads, keepMemory: false });
  try {
    const logits = (await session.run(feeds)).get('logits');
    if (!(logits instanceof Float32Array)) throw new TypeError('the graph gave no logits');
    const row = length * config.vocab_size;
    return texts.map((ids, i) => logits.slice(i * row, i * row + ids.length * config.vocab_size));
  } finally {
    await session.release();
  }
}

function tensorArrays({ config, weights }: LogitsModel): [string, Float32Array][] {
  return tensorList(config).map((tensor) => [tensor.name, requireTensor(weights, tensor)]);
}

/** [B*T, H]: the embedding's rows, zeros for the padding on the right, which no real token sees. */
function embeddedRows(
  { config, weights }: LogitsModel,
  texts: readonly (readonly number[])[],
  length: number,
): Float32Array {
  const { vocab_size, hidden_size: width } = config;
  const table = requireTensor(weights, { name: EMBEDDING, shape: [vocab_size, width] });
  const rows = new Float32Array(texts.length * length * width);
  for (const [text, ids] of texts.entries())
    for (const [t, id] of ids.entries())
      rows.set(table.subarray(id * width, (id + 1) * width), (text * length + t) * width);
  return rows;
}

export interface LogitDifference {
  /** Largest and mean |a - b| over all positions and tokens. */
  max: number;
  mean: number;
  /** Share of positions at which both name the same most likely token. */
  topAgreement: number;
  /** Standard deviation of a: what a difference is large or small beside. */
  spread: number;
  positions: number;
}

/** How far two lists of logits are apart. Anything that is not a number counts as infinitely far. */
export function logitDifference(
  a: readonly Float32Array[],
  b: readonly Float32Array[],
  vocabSize: number,
): LogitDifference {
  let [max, sum, count, same, positions] = [0, 0, 0, 0, 0];
  let [total, squares] = [0, 0];
  for (const [text, left] of a.entries()) {
    const right = b[text];
    if (right?.length !== left.length) throw new RangeError('the logits are not of the same texts');
    for (let start = 0; start < left.length; start += vocabSize) {
      let [topLeft, topRight] = [start, start];
      for (let i = start; i < start + vocabSize; i++) {
        const [x, y] = [left[i] as number, right[i] as number];
        const apart = Math.abs(x - y);
        max = apart <= max ? max : Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
        sum += apart;
        total += x;
        squares += x * x;
        if (x > (left[topLeft] as number)) topLeft = i;
        if (y > (right[topRight] as number)) topRight = i;
      }
      count += vocabSize;
      positions++;
      if (topLeft === topRight) same++;
    }
  }
  const mean = Number.isFinite(sum) ? sum / count : Number.POSITIVE_INFINITY;
  const spread = Math.sqrt(Math.max(0, squares / count - (total / count) ** 2));
  return { max, mean, topAgreement: same / positions, spread, positions };
}
