import { makeBatch } from '../../engine/train/batch.js';
import type { TokenizedExample, TrainableModel } from '../../engine/types.js';
import type { LossOf } from '../../evaluate/run-evaluation.js';

/** Losses row by row, in the order asked, computed in batches of like length. `onRows` is told how many are done. */
export function rowLossesOf(
  model: Pick<TrainableModel, 'loss'>,
  batchSize: number,
  onRows: (done: number, total: number) => void = () => {},
): LossOf {
  return async (rows) => {
    const byLength = [...rows.entries()].sort(([, a], [, b]) => b.ids.length - a.ids.length);
    const losses: { lossSum: number; supervised: number }[] = rows.map(() => ({ lossSum: 0, supervised: 0 }));
    for (let start = 0; start < byLength.length; start += batchSize) {
      const part = byLength.slice(start, start + batchSize);
      const batch = makeBatch(part.map(([, row]): TokenizedExample => row));
      const { rowLossSums, rowSupervised } = await model.loss(batch);
      for (const [i, [index]] of part.entries())
        losses[index] = { lossSum: rowLossSums[i] ?? 0, supervised: rowSupervised[i] ?? 0 };
      onRows(Math.min(start + batchSize, byLength.length), byLength.length);
    }
    return losses;
  };
}
