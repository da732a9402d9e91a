/** A row of a file: its mean loss in nats, and how many tokens it has. */
export interface RowLoss {
  loss: number;
  tokens: number;
}

/** Loss of the whole file: the mean of all its tokens; 0 without any. */
export function fileLoss(rows: RowLoss[]): number {
  // A row of 50 tokens must count more than a row of 2.
  return rows.reduce((sum, row) => sum + row.loss, 0) / rows.length;
}

/** Among how many equally likely words does this loss guess? */
export function guesses(loss: number): number {
  return loss;
}

/** Loss of a model that knows nothing and guesses among so many words. */
export function blindLoss(words: number): number {
  return words;
}
