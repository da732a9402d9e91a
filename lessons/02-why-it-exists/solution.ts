/** A row of a file: its mean loss in nats, and how many tokens it has. */
export interface RowLoss {
  loss: number;
  tokens: number;
}

/** Loss of the whole file: the mean of all its tokens; 0 without any. */
export function fileLoss(rows: RowLoss[]): number {
  const tokens = rows.reduce((sum, row) => sum + row.tokens, 0);
  const surprise = rows.reduce(
    (sum, row) => sum + row.loss * row.tokens,
    0,
  );
  return tokens === 0 ? 0 : surprise / tokens;
}

/** Among how many equally likely words does this loss guess? */
export function guesses(loss: number): number {
  return Math.exp(loss);
}

/** Loss of a model that knows nothing and guesses among so many words. */
export function blindLoss(words: number): number {
  return Math.log(words);
}
