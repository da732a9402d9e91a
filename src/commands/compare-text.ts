/** A comparison as text for a terminal and as Markdown for a page. Pure. */
import { chart } from '../base/chart.js';
import type { Lang } from '../base/localized.js';
import { type Dictionary, dictionary } from '../i18n/index.js';
import { METHOD_NAMES } from '../plan/method-words.js';
import { fittedTable } from '../workflow/compare/columns.js';
import { COMPARED_MARKS } from '../workflow/compare/marks.js';
import type { Comparison } from '../workflow/compare/schema.js';
import { tableOf } from '../workflow/compare/table.js';

const CHART_ROWS = 12;

export interface Drawn {
  width: number;
  colored: boolean;
  /** The table fits too, what has no room below it; a file or a pipe gets it whole. */
  narrow: boolean;
}

/** What was compared, the table, the losses as a drawing, and the advice. */
export function comparisonText(comparison: Comparison, lang: Lang, drawn: Drawn): string {
  const words = dictionary(lang).compare;
  const { train, validation, test } = comparison.data;
  const parts = [
    `${comparison.file}: ${train}/${validation}/${test} ${words.rows}; ${comparison.base}`,
    comparison.conditions.map((line) => line[lang]).join('\n'),
    ...table(comparison, words, drawn.narrow ? drawn.width : Number.POSITIVE_INFINITY),
    ...lossChart(comparison, words.validation, drawn),
    comparison.advice.sentences.map((sentence) => sentence[lang]).join('\n'),
    `comparison ${comparison.comparisonId}${comparison.status === 'complete' ? '' : `: ${words.unfinished}`}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** One block, or two where the columns have no room side by side. */
function table(comparison: Comparison, words: Dictionary['compare'], width: number): string[] {
  const { lines, left } = fittedTable(comparison, words, width);
  return [lines, left.lines].map((block) => block.join('\n'));
}

/** The table and the advice, to be pasted into a page. */
export function comparisonMarkdown(comparison: Comparison, lang: Lang): string {
  const [head = [], ...rows] = tableOf(comparison, dictionary(lang).compare);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const advice = comparison.advice.sentences.map((sentence) => `- ${sentence[lang]}`);
  return [line(head), line(head.map(() => '---')), ...rows.map(line), '', ...advice].join('\n');
}

/** Braille where colours tell the lines apart, else a letter for each method. */
function lossChart({ methods }: Comparison, title: string, { width, colored }: Drawn): string[] {
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
