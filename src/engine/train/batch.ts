/** Examples side by side: padding to a bucket length, and the positions that the loss looks at. Padding stands on the right. */
import { Problem } from '../../base/error.js';
import type { Batch, TokenizedExample } from '../types.js';

/** Padded lengths. Few, because each (batch, length) pair costs a graph; near enough that padding stays under a third. */
export const LENGTH_BUCKETS = [
  16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192,
] as const;

/** The smallest bucket that holds `length` tokens. */
export function bucketLength(length: number): number {
  const bucket = LENGTH_BUCKETS.find((size) => size >= length);
  if (bucket !== undefined) return bucket;
  throw new Problem({
    code: 'example-too-long',
    message: {
      en: `An example has ${length} tokens; ${LENGTH_BUCKETS.at(-1)} is the most.`,
      hi: `Ek example mein ${length} tokens hain; zyada se zyada ${LENGTH_BUCKETS.at(-1)} ho sakte hain.`,
    },
    next: { en: 'Lower the maximum length, so that it is cut.', hi: 'maxLength kam karein, taaki yeh kat jaaye.' },
  });
}

/** Targets of an example's loss. The first token is never one: nothing stands before it. */
export function supervisedTokens(example: TokenizedExample): number {
  let count = 0;
  for (let t = 1; t < example.ids.length; t++) count += example.trained[t] ?? 0;
  return count;
}

/** Puts rows into one batch, padded to the bucket of the longest. */
export function makeBatch(rows: readonly TokenizedExample[]): Batch {
  const lengths = rows.map((row) => row.ids.length);
  return {
    rows: [...rows],
    length: bucketLength(Math.max(1, ...lengths)),
    tokens: lengths.reduce((sum, length) => sum + length, 0),
    supervised: rows.reduce((sum, row) => sum + supervisedTokens(row), 0),
  };
}

/** The batch as flat arrays. */
export interface BatchPositions {
  /** Padded token ids, [B*T]; padding is token 0, which nothing ever sees. */
  ids: Int32Array;
  /** Supervised positions as places in [B*T]: the position whose output predicts the target. */
  rows: Int32Array; // [S]
  targets: Int32Array; // [S]
  /** The batch row of every supervised position. */
  owners: Int32Array; // [S]
}

export function batchPositions({ rows: examples, length }: Batch): BatchPositions {
  const ids = new Int32Array(examples.length * length);
  const [rows, targets, owners]: [number[], number[], number[]] = [[], [], []];
  for (const [b, example] of examples.entries()) {
    ids.set(example.ids, b * length);
    for (let t = 1; t < example.ids.length; t++) {
      if (!example.trained[t]) continue;
      rows.push(b * length + t - 1);
      targets.push(example.ids[t] ?? 0);
      owners.push(b);
    }
  }
  return { ids, rows: Int32Array.from(rows), targets: Int32Array.from(targets), owners: Int32Array.from(owners) };
}
