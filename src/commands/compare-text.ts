/** A comparison as text for a terminal and as Markdown for a page. Pure. */
import { chart } from '../base/chart.js';
import type { Lang } from '../base/localized.js';
import { METRIC_NAMES } from '../evaluate/verdict.js';
import { formatBytes, formatCount, formatSeconds } from '../i18n/units.js';
import { METHOD_NAMES } from '../plan/method-words.js';
import { sayScore } from '../workflow/compare/advice-words.js';
import { COMPARED_MARKS } from '../workflow/compare/marks.js';
import type { ComparedMethod, Comparison } from '../workflow/compare/schema.js';

const WORDS = {
  en: {
    method: 'method',
    loss: 'loss',
    interval: '95% interval',
    general: 'general text',
    time: 'time',
    memory: 'memory',
    learns: 'trained',
    disk: 'on disk',
    base: 'base',
    validation: 'validation loss by step',
    rows: 'rows to train, validate, test',
    unfinished: 'not finished; the same command goes on with it',
  },
  hi: {
    method: 'method',
    loss: 'loss',
    interval: '95% interval',
    general: 'aam text',
    time: 'time',
    memory: 'memory',
    learns: 'train hue',
    disk: 'disk par',
    base: 'base',
    validation: 'step ke hisaab se validation loss',
    rows: 'rows train, validate, test ke liye',
    unfinished: 'poora nahi hua; wahi command ise aage badhayega',
  },
} as const satisfies Record<Lang, Record<string, string>>;

const CHART_ROWS = 12;

/** What was compared, the table, the losses as a drawing, and the advice. */
export function comparisonText(comparison: Comparison, lang: Lang, drawn: { width: number; colored: boolean }): string {
  const words = WORDS[lang];
  const { train, validation, test } = comparison.data;
  const parts = [
    `${comparison.file}: ${train}/${validation}/${test} ${words.rows}; ${comparison.base}`,
    comparison.conditions.map((line) => line[lang]).join('\n'),
    aligned(tableOf(comparison, lang)),
    ...lossChart(comparison, words.validation, drawn),
    comparison.advice.sentences.map((sentence) => sentence[lang]).join('\n'),
    `comparison ${comparison.comparisonId}${comparison.status === 'complete' ? '' : `: ${words.unfinished}`}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The table and the advice, to be pasted into a page. */
export function comparisonMarkdown(comparison: Comparison, lang: Lang): string {
  const [head = [], ...rows] = tableOf(comparison, lang);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const advice = comparison.advice.sentences.map((sentence) => `- ${sentence[lang]}`);
  return [line(head), line(head.map(() => '---')), ...rows.map(line), '', ...advice].join('\n');
}

/** Head, the base, and a row per method. */
export function tableOf({ methods, metric, baseMetrics }: Comparison, lang: Lang): string[][] {
  const words = WORDS[lang];
  const score = metric === 'loss' ? 'perplexity' : metric;
  const head = [words.method, METRIC_NAMES[score], words.interval, words.loss, words.general];
  const base = baseMetrics?.[score];
  const rows = methods.map((one) => rowOf(one, score));
  const baseRow =
    base === undefined || baseMetrics === null
      ? []
      : [[words.base, sayScore(score, base.value), interval(score, base), baseMetrics.loss.value.toFixed(2)]];
  const full = [[...head, words.time, words.memory, words.learns, words.disk], ...baseRow, ...rows];
  return full.map((row) => Array.from({ length: 9 }, (_, i) => row[i] ?? ''));
}

const interval = (metric: Comparison['metric'], { low, high }: { low: number; high: number }): string =>
  `${sayScore(metric, low)}..${sayScore(metric, high)}`;

function rowOf({ method, status, result, estimate, room }: ComparedMethod, metric: Comparison['metric']): string[] {
  if (result === null) {
    const need = room && `${formatBytes(estimate.memoryBytes)} / ${formatBytes(room.freeMemoryBytes)}`;
    return [method, status, ...(need === null ? [] : ['', '', '', '', need])];
  }
  const { metrics, retention, seconds, peakRssBytes, trainableParameters, artefactBytes } = result;
  const score = metrics[metric];
  const change = `${retention.change < 0 ? '' : '+'}${retention.change.toFixed(2)}`;
  return [
    method,
    score === undefined ? '–' : sayScore(metric, score.value),
    score === undefined ? '' : interval(metric, score),
    metrics.loss.value.toFixed(2),
    `${retention.before.toFixed(2)} ${change}`,
    formatSeconds(seconds),
    formatBytes(peakRssBytes),
    formatCount(trainableParameters),
    formatBytes(artefactBytes),
  ];
}

/** Columns as wide as their widest cell; numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))))
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n');
}

/** Braille where colours tell the lines apart, else a letter for each method. */
function lossChart(
  { methods }: Comparison,
  title: string,
  { width, colored }: { width: number; colored: boolean },
): string[] {
  const drawnMethods = methods.filter(({ validationLosses }) => validationLosses.length > 0);
  if (drawnMethods.length === 0) return [];
  const series = drawnMethods.map(({ method, validationLosses }) => ({
    points: validationLosses,
    ...COMPARED_MARKS[method],
  }));
  const lines = chart(series, { width, height: CHART_ROWS, braille: colored, colored });
  const legend = drawnMethods.map(({ method }) => {
    const { ansi, mark } = COMPARED_MARKS[method];
    return colored ? `\u001b[${ansi}m━ ${METHOD_NAMES[method]}\u001b[39m` : `${mark} ${METHOD_NAMES[method]}`;
  });
  return [`${title}: ${legend.join('  ')}\n${lines.map((line) => line.trimEnd()).join('\n')}`];
}
