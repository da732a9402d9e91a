/** All metrics of one model from its rows, each with its 95% interval. */
import { Random } from '../base/random.js';
import type { Task } from '../data/types.js';
import { bootstrap, type Statistic } from './bootstrap.js';
import { chrfCounts, chrfOf } from './chrf.js';
import { confusionMatrix } from './confusion.js';
import { exactMatchOf, verbatimMatchOf } from './exact-match.js';
import { parseVerdicts } from './parses.js';
import { macroScores } from './precision-recall.js';
import { tokenF1Of } from './token-f1.js';
import type { Metrics, RowResult, Score } from './types.js';

/** The metrics that are plain functions of the rows. */
export type MetricName = Exclude<keyof Metrics, 'confusion'>;

/** How to compute one metric on some of the rows. A metric that no row allows gives NaN there. */
export type RowStatistics = Partial<Record<MetricName, Statistic>>;

/** The statistics that a task has. Per-row work (n-grams, parsing) is done once here, not once per resample. */
export function statisticsOf(rows: readonly RowResult[], task: Task): RowStatistics {
  const loss: Statistic = (picked) => {
    let sum = 0;
    let tokens = 0;
    for (const i of picked) {
      sum += rows[i]?.lossSum ?? 0;
      tokens += rows[i]?.supervised ?? 0;
    }
    return sum / tokens;
  };
  const common = { loss, perplexity: (picked: Int32Array) => Math.exp(loss(picked)) };
  switch (task) {
    case 'classification':
      return { ...common, ...classification(rows) };
    case 'qa':
      return { ...common, exactMatch: each(rows, exactMatchOf), tokenF1: each(rows, tokenF1Of) };
    case 'code':
      return { ...common, exactMatch: each(rows, verbatimMatchOf), chrF: corpusChrf(rows), ...parsing(rows) };
    case 'chat':
      // A conversation has many good answers: overlap with one of them says nothing, how likely the model finds it does.
      return common;
    case 'generation':
      return { ...common, exactMatch: each(rows, verbatimMatchOf), chrF: corpusChrf(rows) };
  }
}

/** The mean of a per-row score. */
function each(rows: readonly RowResult[], score: (expected: string, answer: string) => number): Statistic {
  return meanOver(rows.map((row) => score(row.expected, row.answer)));
}

/** Rows whose value is null do not count; none left gives NaN. */
function meanOver(values: readonly (number | null)[]): Statistic {
  return (picked) => {
    let sum = 0;
    let count = 0;
    for (const i of picked) {
      const value = values[i] ?? null;
      if (value === null) continue;
      sum += value;
      count += 1;
    }
    return sum / count;
  };
}

function classification(rows: readonly RowResult[]): RowStatistics {
  const macro = (picked: Int32Array) => {
    const chosen = Array.from(picked, (i) => rows[i]).filter((row) => row !== undefined);
    return macroScores(
      chosen.map((row) => row.expected),
      chosen.map((row) => row.answer),
    );
  };
  return {
    accuracy: each(rows, (expected, answer) => (expected === answer ? 1 : 0)),
    precision: (picked) => macro(picked).precision,
    recall: (picked) => macro(picked).recall,
    f1: (picked) => macro(picked).f1,
  };
}

function corpusChrf(rows: readonly RowResult[]): Statistic {
  const counts = rows.map((row) => chrfCounts(row.expected, row.answer));
  return (picked) => chrfOf(Array.from(picked, (i) => counts[i] ?? []));
}

/** Left out altogether when no reference answer is in a language that can be judged. */
function parsing(rows: readonly RowResult[]): RowStatistics {
  const verdicts = parseVerdicts(
    rows.map((row) => row.expected),
    rows.map((row) => row.answer),
  );
  return verdicts.every((verdict) => verdict === null) ? {} : { parses: meanOver(verdicts) };
}

/**
 * Metrics with intervals. `labels` fixes the order of the confusion matrix. The same seed resamples the same rows for every metric and
 * for both models. Throws RangeError when there is no row.
 */
export function scoreRows(
  rows: readonly RowResult[],
  task: Task,
  labels: readonly string[] | null,
  seed: number,
): Metrics {
  const statistics = statisticsOf(rows, task);
  const score = (statistic: Statistic): Score => bootstrap(rows.length, statistic, Random.for(seed, 'bootstrap'));
  const { loss, perplexity, ...rest } = statistics;
  if (!loss || !perplexity) throw new RangeError('a task without a loss');
  const metrics: Metrics = { loss: score(loss), perplexity: score(perplexity) };
  for (const name of ['accuracy', 'precision', 'recall', 'f1', 'exactMatch', 'tokenF1', 'chrF', 'parses'] as const) {
    const statistic = rest[name];
    if (statistic) metrics[name] = score(statistic);
  }
  if (task === 'classification') {
    const expected = rows.map((row) => row.expected);
    const answers = rows.map((row) => row.answer);
    metrics.confusion = confusionMatrix(expected, answers, labels ?? []);
  }
  return metrics;
}
