/** The held-out rows sorted out: which got better, which got worse. Pure. */
import type { Evaluation } from '../../../evaluate/types.js';
import type { RowPair } from '../../../workflow/job-rows.js';
import type { RowFilter } from './reducer.js';

const isRight = (answer: string, { expected }: RowPair): boolean => answer.trim() === expected.trim();

/** By the answer where one of the two is exactly right; else by the loss. */
export function changeOf(row: RowPair): Exclude<RowFilter, 'all'> {
  const [before, after] = [isRight(row.base, row), isRight(row.tuned, row)];
  if (before !== after) return after ? 'better' : 'worse';
  if (row.base === row.tuned || before) return 'same';
  const gain = row.baseLoss - row.tunedLoss;
  return gain > 0 ? 'better' : gain < 0 ? 'worse' : 'same';
}

/** In the file's order; those that got worse by the most first, where they are asked for. */
export function filtered(rows: readonly RowPair[], filter: RowFilter): RowPair[] {
  if (filter === 'all') return [...rows];
  const some = rows.filter((row) => changeOf(row) === filter);
  return filter === 'worse' ? some.sort((a, b) => b.tunedLoss - b.baseLoss - (a.tunedLoss - a.baseLoss)) : some;
}

/** Highest loss of the tuned model first. */
export const worst = (rows: readonly RowPair[]): RowPair[] =>
  rows.filter(({ tunedLoss }) => !Number.isNaN(tunedLoss)).sort((a, b) => b.tunedLoss - a.tunedLoss);

/** Of a job that kept no rows: its samples, with the losses that the report has. */
export function samplesOf({ samples, rows }: Evaluation): RowPair[] {
  return samples.map((sample) => {
    const losses = rows.find(({ row }) => row === sample.row);
    return { ...sample, baseLoss: losses?.baseLoss ?? Number.NaN, tunedLoss: losses?.tunedLoss ?? Number.NaN };
  });
}
