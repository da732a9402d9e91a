/** Base against tuned on the same rows: metrics, per-row losses, what got worse, samples to look at, and the verdict. */
import { Random } from '../base/random.js';
import type { Task } from '../data/types.js';
import { pairedDifference } from './bootstrap.js';
import { METRIC_SCALES } from './metric-scale.js';
import { type MetricName, scoreRows, statisticsOf } from './score-rows.js';
import type { Evaluation, RowResult, Sample, Score } from './types.js';
import { judge } from './verdict.js';

/** What each task is for; the verdict rests on it. For chat no single right answer exists, so the loss decides. */
export const MAIN_METRIC: Record<Task, MetricName> = {
  classification: 'accuracy',
  qa: 'tokenF1',
  generation: 'chrF',
  code: 'chrF',
  chat: 'loss',
};

const SAMPLES = 8;

export interface CompareInput {
  task: Task;
  labels: readonly string[] | null;
  base: readonly RowResult[];
  tuned: readonly RowResult[];
  retention: { baseLoss: number; tunedLoss: number };
  seed: number;
}

/** Throws RangeError when there are no rows, or the two lists are not about the same lines in the same order. */
export function compare(input: CompareInput): Evaluation {
  const { base, tuned, task, labels, retention, seed } = input;
  requireSameRows(base, tuned);
  const main = MAIN_METRIC[task];
  const baseMetrics = scoreRows(base, task, labels, seed);
  const tunedMetrics = scoreRows(tuned, task, labels, seed);
  // A row whose whole answer was cut off has no loss to show.
  const rows = base
    .map((row, i) => ({ row: row.line, baseLoss: lossOf(row), tunedLoss: lossOf(tuned[i]) }))
    .filter((row) => !Number.isNaN(row.baseLoss));
  const { verdict, reason } = judge({
    testRows: base.length,
    main: {
      name: main,
      base: baseMetrics[main]?.value ?? Number.NaN,
      tuned: tunedMetrics[main]?.value ?? Number.NaN,
      difference: difference(input, main),
      higherIsBetter: METRIC_SCALES[main].higherIsBetter,
    },
    lossDifference: difference(input, 'loss'),
    retention,
    identical: base.every((row, i) => row.lossSum === tuned[i]?.lossSum && row.answer === tuned[i]?.answer),
  });
  const worse = worseRows(base, tuned, task);
  return {
    base: baseMetrics,
    tuned: tunedMetrics,
    retention,
    verdict,
    reason,
    samples: pickSamples(base, tuned),
    worse,
    rows,
  };
}

function requireSameRows(base: readonly RowResult[], tuned: readonly RowResult[]): void {
  if (base.length === 0) throw new RangeError('compare: there are no held-out rows');
  const odd = base.findIndex((row, i) => row.line !== tuned[i]?.line);
  if (base.length !== tuned.length || odd !== -1) {
    throw new RangeError('compare: base and tuned must be about the same rows in the same order');
  }
}

/** Mean loss of one row; a row without a supervised token has none. */
function lossOf(row: RowResult | undefined): number {
  return row && row.supervised > 0 ? row.lossSum / row.supervised : Number.NaN;
}

/** Tuned minus base of one metric, on paired resamples. */
function difference({ base, tuned, task, seed }: CompareInput, name: MetricName): Score {
  const a = statisticsOf(base, task)[name];
  const b = statisticsOf(tuned, task)[name];
  if (!a || !b) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  return pairedDifference(base.length, a, b, Random.for(seed, 'paired'));
}

/** Rows that lost: a higher loss, or a right answer that became wrong. Broken answers first, then by how much the loss rose. */
function worseRows(base: readonly RowResult[], tuned: readonly RowResult[], task: Task): Evaluation['worse'] {
  const right = (row: RowResult): boolean => (task === 'chat' ? false : row.answer.trim() === row.expected.trim());
  return base
    .map((row, i) => ({ row, other: tuned[i] ?? row }))
    .map(({ row, other }) => ({
      row: row.line,
      baseLoss: lossOf(row),
      tunedLoss: lossOf(other),
      broken: right(row) && !right(other),
    }))
    .filter((row) => !Number.isNaN(row.baseLoss) && (row.broken || !(row.tunedLoss <= row.baseLoss)))
    .sort((a, b) => Number(b.broken) - Number(a.broken) || b.tunedLoss - b.baseLoss - (a.tunedLoss - a.baseLoss))
    .map(({ row, baseLoss, tunedLoss }) => ({ row, baseLoss, tunedLoss }));
}

/** A few rows that show the change honestly: rows spread evenly from the largest gain to the largest loss, in the file's order. */
function pickSamples(base: readonly RowResult[], tuned: readonly RowResult[]): Sample[] {
  const pairs = base.flatMap((row, i) => {
    const other = tuned[i];
    return other ? [{ row, other, change: lossOf(other) - lossOf(row) }] : [];
  });
  const ranked = [...pairs].sort((a, b) => a.change - b.change);
  const count = Math.min(SAMPLES, ranked.length);
  const picked = Array.from(
    { length: count },
    (_, i) => ranked[Math.round((i * (ranked.length - 1)) / Math.max(1, count - 1))],
  );
  return picked
    .filter((pair) => pair !== undefined)
    .sort((a, b) => a.row.line - b.row.line)
    .map(({ row, other }) => ({
      row: row.line,
      prompt: row.prompt,
      expected: row.expected,
      base: row.answer,
      tuned: other.answer,
    }));
}
