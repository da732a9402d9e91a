/** The figures of a comparison as cells and as columns. Pure. */
import { METRIC_NAMES } from '../../evaluate/verdict.js';
import type { Dictionary } from '../../i18n/index.js';
import { formatBytes, formatCount, formatSeconds } from '../../i18n/units.js';
import { sayScore } from './advice-words.js';
import type { ComparedMethod, Comparison } from './schema.js';

/** The columns, in the order in which they stand. */
const COLUMNS = ['method', 'score', 'interval', 'loss', 'general', 'time', 'memory', 'trained', 'disk'] as const;
type Column = (typeof COLUMNS)[number];
/** Where there is little room, these go first. */
const DISPENSABLE: readonly Column[] = ['loss', 'trained', 'disk', 'interval', 'memory', 'general'];

/** Head, the base, and a row per method; `statusOf` says what stands for a method without figures. */
export function tableOf(
  { methods, metric, baseMetrics }: Comparison,
  words: Dictionary['compare'],
  statusOf: (one: ComparedMethod) => string = ({ status }) => status,
): string[][] {
  const score = metric === 'loss' ? 'perplexity' : metric;
  const { method, interval, loss, general, time, memory, trained, disk, base: baseName } = words.table;
  const head = [method, METRIC_NAMES[score], interval, loss, general, time, memory, trained, disk];
  const base = baseMetrics?.[score];
  const baseRow =
    base === undefined || baseMetrics === null
      ? []
      : [[baseName, sayScore(score, base.value), intervalOf(score, base), baseMetrics.loss.value.toFixed(2)]];
  const rows = methods.map((one) => rowOf(one, score, statusOf));
  return [head, ...baseRow, ...rows].map((row) => COLUMNS.map((_, i) => row[i] ?? ''));
}

const intervalOf = (metric: Comparison['metric'], { low, high }: { low: number; high: number }): string =>
  `${sayScore(metric, low)}..${sayScore(metric, high)}`;

function rowOf(one: ComparedMethod, metric: Comparison['metric'], statusOf: (one: ComparedMethod) => string): string[] {
  const { method, result, estimate, room } = one;
  if (result === null) {
    const need = room && `${formatBytes(estimate.memoryBytes)} / ${formatBytes(room.freeMemoryBytes)}`;
    return [method, statusOf(one), ...(need === null ? [] : ['', '', '', '', need])];
  }
  const { metrics, retention, seconds, peakRssBytes, trainableParameters, artefactBytes } = result;
  const score = metrics[metric];
  const change = signed(retention.change);
  return [
    method,
    score === undefined ? '–' : sayScore(metric, score.value),
    score === undefined ? '' : intervalOf(metric, score),
    metrics.loss.value.toFixed(2),
    `${retention.before.toFixed(2)} ${change}`,
    formatSeconds(seconds),
    formatBytes(peakRssBytes),
    formatCount(trainableParameters),
    formatBytes(artefactBytes),
  ];
}

/** `+0.00` for what is too small to have a sign. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 && Number(text) > 0 ? '-' : '+'}${text}`;
}

const GAP = 2;

/** Lines of at most `width` columns where that is possible: columns as wide as their widest cell, the least needed ones left out. */
export function aligned(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string[] {
  const widths = COLUMNS.map((_, i) => Math.max(0, ...rows.map((row) => row[i]?.length ?? 0)));
  const kept = new Set<Column>(COLUMNS);
  const total = (): number =>
    COLUMNS.reduce((sum, column, i) => sum + (kept.has(column) ? (widths[i] ?? 0) + GAP : 0), -GAP);
  for (const column of DISPENSABLE) if (total() > width) kept.delete(column);
  const cell = (text: string, i: number): string =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  return rows.map((row) =>
    COLUMNS.flatMap((column, i) => (kept.has(column) ? [cell(row[i] ?? '', i)] : []))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}
