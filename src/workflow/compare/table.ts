/** The figures of a comparison as cells, roomy and tight. Pure. */
import { METRIC_NAMES } from '../../evaluate/verdict.js';
import type { Dictionary } from '../../i18n/index.js';
import { formatBytes, formatCount, formatSeconds } from '../../i18n/units.js';
import { sayScore } from './advice-words.js';
import type { ComparedMethod, Comparison } from './schema.js';

type Words = Dictionary['compare'];
type StatusOf = (one: ComparedMethod) => string;

/** How heads and figures are written. */
interface Style {
  heads: (words: Words['table'], metric: Comparison['metric']) => string[];
  /** Loss on general text: of the base, and of a method beside the base's. */
  baseGeneral: (before: number) => string;
  general: (before: number, change: number) => string;
  time: (seconds: number) => string;
  bytes: (bytes: number) => string;
  /** What a method has that cannot fit: the cells after its name. */
  skipped: (status: string, need: string) => string[];
}

const ROOMY: Style = {
  heads: ({ interval, general, disk, ...words }, metric) =>
    headsOf(words, METRIC_NAMES[metric], interval, general, disk),
  baseGeneral: () => '',
  general: (before, change) => `${before.toFixed(2)} ${signed(change)}`,
  time: formatSeconds,
  bytes: formatBytes,
  skipped: (status, need) => [status, '', '', '', '', need],
};

/** The same figures in less room: the base's loss on general text, alike for all, stands once and in its own row. */
const TIGHT: Style = {
  heads: ({ tight, ...words }, metric) => {
    const score = metric === 'perplexity' ? 'ppl' : METRIC_NAMES[metric];
    return headsOf(words, score, tight.interval, tight.general, tight.disk);
  },
  baseGeneral: (before) => before.toFixed(2),
  general: (_before, change) => signed(change),
  time: (seconds) => formatSeconds(seconds).replace(' min', 'm').replaceAll(' ', ''),
  bytes: (bytes) => formatBytes(bytes).replace(' ', ''),
  skipped: (status, need) => [`${status} ${need}`],
};

function headsOf(
  { method, loss, time, memory, trained }: Pick<Words['table'], 'method' | 'loss' | 'time' | 'memory' | 'trained'>,
  score: string,
  interval: string,
  general: string,
  disk: string,
): string[] {
  return [method, score, interval, loss, general, time, memory, trained, disk];
}

/** Head, the base, and a row per method; `statusOf` says what stands for a method without figures. */
export function tableOf(comparison: Comparison, words: Words, statusOf?: StatusOf): string[][] {
  return cellsOf(comparison, words, statusOf, ROOMY);
}

/** As `tableOf`, for where there is little room. */
export function tightTableOf(comparison: Comparison, words: Words, statusOf?: StatusOf): string[][] {
  return cellsOf(comparison, words, statusOf, TIGHT);
}

function cellsOf(
  { methods, metric, baseMetrics }: Comparison,
  words: Words,
  statusOf: StatusOf = ({ status }) => status,
  style: Style,
): string[][] {
  const score = metric === 'loss' ? 'perplexity' : metric;
  const head = style.heads(words.table, score);
  const base = baseMetrics?.[score];
  const before = methods.find(({ result }) => result !== null)?.result?.retention.before;
  const general = before === undefined ? '' : style.baseGeneral(before);
  const baseRow =
    base === undefined || baseMetrics === null
      ? []
      : [[words.table.base, ...scoreCells(score, base), baseMetrics.loss.value.toFixed(2), general]];
  const rows = methods.map((one) => [one.method, ...cellsOfMethod(one, score, statusOf, style)]);
  return [head, ...baseRow, ...rows].map((row) => head.map((_, i) => row[i] ?? ''));
}

const scoreCells = (
  metric: Comparison['metric'],
  score: { value: number; low: number; high: number } | undefined,
): [string, string] =>
  score === undefined
    ? ['–', '']
    : [sayScore(metric, score.value), `${sayScore(metric, score.low)}..${sayScore(metric, score.high)}`];

function cellsOfMethod(one: ComparedMethod, metric: Comparison['metric'], statusOf: StatusOf, style: Style): string[] {
  const { result, estimate, room } = one;
  if (result === null) {
    const need = room && `${formatBytes(estimate.memoryBytes)} / ${formatBytes(room.freeMemoryBytes)}`;
    return need === null ? [statusOf(one)] : style.skipped(statusOf(one), need);
  }
  const { metrics, retention, seconds, peakRssBytes, trainableParameters, artefactBytes } = result;
  return [
    ...scoreCells(metric, metrics[metric]),
    metrics.loss.value.toFixed(2),
    style.general(retention.before, retention.change),
    style.time(seconds),
    style.bytes(peakRssBytes),
    formatCount(trainableParameters),
    style.bytes(artefactBytes),
  ];
}

/** `+0.00` for what is too small to have a sign. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 && Number(text) > 0 ? '-' : '+'}${text}`;
}
