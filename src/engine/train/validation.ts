/** The mean loss over rows that are not trained on: total nats by total supervised tokens, never a mean of means. */
import type { Batch, TokenizedExample, TrainableModel } from '../types.js';

export interface LossSource {
  model: Pick<TrainableModel, 'loss'>;
  makeBatch(rows: TokenizedExample[]): Batch;
  settings: { batchSize: number };
}

/** Nats per supervised token over `rows`, batched by length so that padding stays small. NaN when no token is supervised. */
export async function meanLoss(source: LossSource, rows: readonly TokenizedExample[]): Promise<number> {
  const byLength = rows.toSorted((a, b) => b.ids.length - a.ids.length);
  let lossSum = 0;
  let supervised = 0;
  for (let start = 0; start < byLength.length; start += source.settings.batchSize) {
    const batch = source.makeBatch(byLength.slice(start, start + source.settings.batchSize));
    if (batch.supervised === 0) continue;
    const loss = await source.model.loss(batch);
    lossSum += loss.lossSum;
    supervised += loss.supervised;
  }
  return lossSum / supervised;
}
