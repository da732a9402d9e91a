/** Of one label. */
export interface LabelScore {
  precision: number;
  recall: number;
  f1: number;
}

const sum = (all: number[]) => all.reduce((total, n) => total + n, 0);
const ratio = (part: number, of: number) => (of === 0 ? 0 : part / of);

/** matrix[t][m]: rows whose true label is t and that the model called m. */
export function scores(matrix: number[][]) {
  const labels = matrix.map((row, label): LabelScore => {
    const hits = row[label] ?? 0;
    const precision = ratio(hits, sum(matrix.map((r) => r[label] ?? 0)));
    const recall = ratio(hits, sum(row));
    const f1 = ratio(2 * precision * recall, precision + recall);
    return { precision, recall, f1 };
  });
  const right = sum(matrix.map((row, label) => row[label] ?? 0));
  return {
    labels,
    accuracy: ratio(right, sum(matrix.flat())),
    macroF1: ratio(sum(labels.map(({ f1 }) => f1)), labels.length),
  };
}

/**
 * 95% interval of the share of true in `right`, by the bootstrap: draw as
 * many rows again, with replacement, 1000 times; sort the shares and take
 * the ones at 2.5% and at 97.5%. random() gives a number from 0 to 1.
 */
export function interval(right: boolean[], random: () => number) {
  const draw = () => right[Math.floor(random() * right.length)];
  const share = () => right.map(draw).filter(Boolean).length / right.length;
  const shares = Array.from({ length: 1000 }, share).sort((a, b) => a - b);
  return [shares[25], shares[974]];
}
