/** Several tuned models on the same held-out rows, pair by pair: which differences may be luck. Pure. */
import { Random } from '../base/random.js';
import type { Task } from '../data/types.js';
import { pairedDifference } from './bootstrap.js';
import { type MetricName, statisticsOf } from './score-rows.js';
import type { RowResult, Score } from './types.js';

export interface Contestant<Name extends string = string> {
  name: Name;
  rows: readonly RowResult[];
}

/** `b` minus `a` on the same rows. */
export interface MethodDifference<Name extends string = string> {
  a: Name;
  b: Name;
  metric: MetricName;
  difference: Score;
  /** Whether zero lies inside the 95% interval, so that neither can be called better. */
  tie: boolean;
}

/**
 * Every pair in the order given, for each metric that the task has. A pair about other rows, or in another order, is left out: its
 * difference would not be of the models alone. The same seed resamples the same rows for all pairs.
 */
export function methodDifferences<Name extends string>(
  contestants: readonly Contestant<Name>[],
  task: Task,
  metrics: readonly MetricName[],
  seed: number,
): MethodDifference<Name>[] {
  const measured = contestants.map(({ name, rows }) => ({ name, rows, statistics: statisticsOf(rows, task) }));
  return measured.flatMap((a, i) =>
    measured.slice(i + 1).flatMap((b) => {
      if (!sameRows(a.rows, b.rows)) return [];
      return metrics.flatMap((metric) => {
        const [before, after] = [a.statistics[metric], b.statistics[metric]];
        if (before === undefined || after === undefined) return [];
        const difference = pairedDifference(a.rows.length, before, after, Random.for(seed, 'methods'));
        return [{ a: a.name, b: b.name, metric, difference, tie: !(difference.low > 0 || difference.high < 0) }];
      });
    }),
  );
}

function sameRows(a: readonly RowResult[], b: readonly RowResult[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((row, i) => row.line === b[i]?.line);
}
