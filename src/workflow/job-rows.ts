/** The held-out rows of a job with what base and tuned made of each. Touches the disk. */

import type { RowResult } from '../evaluate/types.js';
import { readRowResults } from '../jobs/row-results.js';

export interface RowPair {
  row: number;
  prompt: string;
  expected: string;
  base: string;
  tuned: string;
  /** Mean nats per trained token; NaN where none was left. */
  baseLoss: number;
  tunedLoss: number;
}

/** Null where the job kept none. */
export async function readJobRows(home: string, jobId: string): Promise<RowPair[] | null> {
  const results = await readRowResults(home, jobId);
  if (results === null) return null;
  return results.base.flatMap((base, i): RowPair[] => {
    const tuned = results.tuned[i];
    if (tuned === undefined) return [];
    const { line: row, prompt, expected } = base;
    const losses = { baseLoss: lossOf(base), tunedLoss: lossOf(tuned) };
    return [{ row, prompt, expected, base: base.answer, tuned: tuned.answer, ...losses }];
  });
}

const lossOf = ({ lossSum, supervised }: RowResult): number => (supervised > 0 ? lossSum / supervised : Number.NaN);
