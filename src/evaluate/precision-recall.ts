/** Macro precision, recall and F1: each label counts the same, however many rows it has. */
import { type Confusion, confusionMatrix } from './confusion.js';
import { mean } from './sample.js';

export interface MacroScores {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * Per label: `precision = tp / predicted`, `recall = tp / expected`, `F1 = 2tp / (predicted + expected)`; then the plain mean over
 * labels. The mean is over labels that occur in either list, and a zero denominator gives 0 (scikit-learn's `average="macro"` with
 * `zero_division=0`). Macro F1 is the mean of the F1s, not the F1 of the means. Throws RangeError on an empty or unpaired sample.
 */
export function macroScores(expected: readonly string[], predicted: readonly string[]): MacroScores {
  return macroOf(confusionMatrix(expected, predicted));
}

/** The same from a matrix; labels with neither an expected nor a predicted row are left out of the mean. */
export function macroOf({ counts }: Confusion): MacroScores {
  const perLabel = counts
    .map((row, i) => ({
      hits: row[i] ?? 0,
      wanted: row.reduce((sum, count) => sum + count, 0),
      given: counts.reduce((sum, other) => sum + (other[i] ?? 0), 0),
    }))
    .filter(({ wanted, given }) => wanted + given > 0);
  return {
    precision: mean(perLabel.map(({ hits, given }) => (given === 0 ? 0 : hits / given))),
    recall: mean(perLabel.map(({ hits, wanted }) => (wanted === 0 ? 0 : hits / wanted))),
    f1: mean(perLabel.map(({ hits, wanted, given }) => (2 * hits) / (wanted + given))),
  };
}
