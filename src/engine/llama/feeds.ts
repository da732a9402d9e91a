/** What is fed to a training graph for one batch, and how its losses and embedding gradients are read back. */
import { Random } from '../../base/random.js';
import { type Feed, type FloatArray, feed, feedInts } from '../graph/session.js';
import { batchPositions } from '../train/batch.js';
import type { Batch, BatchLoss, TrainableSpec } from '../types.js';
import type { LlamaConfig } from './config.js';
import { dropoutMasks, EMBEDDED, headChunks, mostHeadRows } from './training-graph.js';

export interface BatchFeeds {
  feeds: Record<string, Feed>;
  /** Padded ids, [B*T]. */
  ids: Int32Array;
  /** For every part of the head, the batch row of each of its positions. */
  chunks: Int32Array[];
}

/** Feeds for one batch; `mostRows` is the largest part of the head. The element type is the embedding's. */
export function batchFeeds(
  batch: Batch,
  config: LlamaConfig,
  embedding: FloatArray,
  mostRows: number = mostHeadRows(config),
): BatchFeeds {
  const { ids, rows, targets, owners } = batchPositions(batch);
  const width = config.hidden_size;
  const feeds: Record<string, Feed> = { [EMBEDDED]: feed(embeddingRows(embedding, ids, width), [ids.length, width]) };
  const chunks: Int32Array[] = [];
  let from = 0;
  for (const [c, size] of headChunks(rows.length, mostRows).entries()) {
    const part = rows.subarray(from, from + size);
    const inverse = new Int32Array(ids.length);
    const taken = sameType(embedding, ids.length);
    for (const [i, row] of part.entries()) {
      inverse[row] = i;
      taken[row] = 1;
    }
    feeds[`rows.${c}`] = feedInts(part, [size]);
    feeds[`targets.${c}`] = feedInts(targets.subarray(from, from + size), [size, 1]);
    feeds[`inverse.${c}`] = feedInts(inverse, [ids.length]);
    feeds[`taken.${c}`] = feed(taken, [ids.length, 1]);
    chunks.push(owners.subarray(from, from + size));
    from += size;
  }
  return { feeds, ids, chunks };
}

/** Losses per row and their sum, added in the order of the positions. */
export function rowLosses(batch: Batch, feeds: BatchFeeds, results: ReadonlyMap<string, FloatArray>): BatchLoss {
  const rowLossSums = new Float64Array(batch.rows.length);
  const rowSupervised = new Int32Array(batch.rows.length);
  for (const [c, owners] of feeds.chunks.entries()) {
    const losses = results.get(`losses.${c}`);
    for (const [i, row] of owners.entries()) {
      rowLossSums[row] = (rowLossSums[row] ?? 0) + (losses?.[i] ?? Number.NaN);
      rowSupervised[row] = (rowSupervised[row] ?? 0) + 1;
    }
  }
  const lossSum = rowLossSums.reduce((sum, loss) => sum + loss, 0);
  return { lossSum, supervised: rowSupervised.reduce((sum, n) => sum + n, 0), rowLossSums, rowSupervised };
}

/** Adds d(loss)/d(embedded) [B*T, H] to the rows of the embedding's gradient that the tokens came from, in order. */
export function addEmbeddingRows(table: FloatArray, rows: FloatArray, ids: Int32Array): void {
  const width = rows.length / ids.length;
  for (const [position, id] of ids.entries()) {
    const [from, to] = [position * width, id * width];
    for (let i = 0; i < width; i++) table[to + i] = (table[to + i] ?? 0) + (rows[from + i] ?? 0);
  }
}

/**
 * LoRA's dropout masks for one micro-batch: zero with probability p, else 1 / (1 - p). All are windows, at random places, of one pool of
 * random entries: drawing a fresh number for every hidden unit of every layer would cost more than the adapter itself.
 */
export function dropoutFeeds(
  config: LlamaConfig,
  spec: TrainableSpec,
  positions: number,
  seed: number,
): Record<string, Feed> {
  const masks = dropoutMasks(config, spec);
  if (spec.method !== 'lora' || masks.length === 0) return {};
  const widest = Math.max(...masks.map((mask) => mask.width)) * positions;
  const random = Random.for(seed, 'dropout');
  const kept = 1 / (1 - spec.dropout);
  const pool = new Float32Array(2 * widest);
  for (let i = 0; i < pool.length; i++) pool[i] = random.next() < spec.dropout ? 0 : kept;
  return Object.fromEntries(
    masks.map(({ name, width }) => {
      const start = random.below(pool.length - width * positions + 1);
      return [name, feed(pool.subarray(start, start + width * positions), [positions, width])];
    }),
  );
}

function embeddingRows(table: FloatArray, ids: Int32Array, width: number): FloatArray {
  const rows = sameType(table, ids.length * width);
  for (const [position, id] of ids.entries()) rows.set(table.subarray(id * width, (id + 1) * width), position * width);
  return rows;
}

const sameType = (like: FloatArray, length: number): FloatArray =>
  like instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
