/** The report of `check` for a person: what was found in the file, and what to do about it. Pure. */
import { styleText } from 'node:util';
import type { Lang } from '../base/localized.js';
import { counted } from '../data/checks/support/words.js';
import { nextStep } from '../data/next-step.js';
import type { CheckReport, Columns, Finding, Quantiles, Severity } from '../data/types.js';

export interface Style {
  lang: Lang;
  /** False: no escape codes. Every mark is a word or a sign besides. */
  colour: boolean;
}

type Format = Parameters<typeof styleText>[0];

export function paint(style: Style, format: Format, text: string): string {
  // Whether the stream takes colour was decided before.
  return style.colour ? styleText(format, text, { validateStream: false }) : text;
}

const MARKS: Record<Severity, { sign: string; colour: Format; en: string; hi: string }> = {
  error: { sign: 'x', colour: 'red', en: 'Errors (these stop the run)', hi: 'Errors (inse run ruk jata hai)' },
  warning: { sign: '!', colour: 'yellow', en: 'Warnings (your decision)', hi: 'Warnings (faisla aapka)' },
  info: { sign: 'i', colour: 'cyan', en: 'Good to know', hi: 'Jaankari' },
};

export function reportText(report: CheckReport, style: Style): string {
  const blocks = [heading(report, style)];
  for (const severity of ['error', 'warning', 'info'] as const) {
    const findings = report.findings.filter((finding) => finding.severity === severity);
    if (findings.length === 0) continue;
    const mark = MARKS[severity];
    blocks.push(
      [
        paint(style, mark.colour, `${mark[style.lang]}: ${findings.length}`),
        ...findings.map((finding) => findingText(finding, style)),
      ].join('\n'),
    );
  }
  blocks.push(figures(report, style), verdict(report, style));
  return blocks.join('\n\n');
}

function heading(report: CheckReport, style: Style): string {
  const { lang } = style;
  const usable = {
    en: `${report.rows} rows, ${report.usable} usable`,
    hi: `${counted(report.rows, 'row')}, ${report.usable} kaam ki`,
  }[lang];
  const lines = [
    `${paint(style, 'bold', report.file)}  ${report.format}, ${usable}`,
    `${{ en: 'Task', hi: 'Task' }[lang]}: ${paint(style, 'bold', report.task)}   ${columnsText(report.columns)}`,
  ];
  for (const reason of report.detection.reasons) lines.push(`  - ${reason[lang]}`);
  return lines.join('\n');
}

function columnsText(columns: Columns): string {
  return Object.entries(columns)
    .map(([part, column]) => `${part}: ${column}`)
    .join('   ');
}

function findingText(finding: Finding, style: Style): string {
  const { sign, colour } = MARKS[finding.severity];
  const lines = [`  ${paint(style, colour, `${sign} ${finding.code}`)}  ${finding.message[style.lang]}`];
  if (finding.rows.length > 0) lines.push(`      ${rowsText(finding, style.lang)}`);
  lines.push(`      -> ${finding.remedy[style.lang]}`);
  return lines.join('\n');
}

function rowsText({ rows, count }: Finding, lang: Lang): string {
  const shown = rows.slice(0, 12).join(', ');
  const more = count > 12 ? { en: `, … (${count} in all)`, hi: `, … (kul ${count})` }[lang] : '';
  return `${{ en: 'lines', hi: 'lines' }[lang]} ${shown}${more}`;
}

function figures({ stats }: CheckReport, style: Style): string {
  const { lang } = style;
  const lines = [
    {
      en: `Average length: prompt ${stats.avgPromptLength}, answer ${stats.avgCompletionLength} characters. Different prompts: ${stats.uniquePrompts}.`,
      hi: `Average length: prompt ${stats.avgPromptLength}, answer ${stats.avgCompletionLength} characters. Alag prompts: ${stats.uniquePrompts}.`,
    }[lang],
  ];
  const labels = Object.entries(stats.labels ?? {});
  if (labels.length > 0) {
    const shown = labels.slice(0, 12).map(([label, count]) => `${JSON.stringify(label.slice(0, 40))} ${count}`);
    lines.push(`Labels (${labels.length}): ${shown.join(', ')}${labels.length > 12 ? ', …' : ''}`);
  }
  if (stats.promptTokens && stats.completionTokens)
    lines.push(
      `Tokens: prompt ${quantiles(stats.promptTokens)}; ${{ en: 'answer', hi: 'answer' }[lang]} ${quantiles(stats.completionTokens)}; ${
        { en: `${stats.truncated ?? 0} rows would be cut`, hi: cutText(stats.truncated ?? 0) }[lang]
      }`,
    );
  return lines.join('\n');
}

function cutText(rows: number): string {
  return `${counted(rows, 'row')} ${rows === 1 ? 'kat jaayegi' : 'kat jaayengi'}`;
}

function quantiles({ p50, p95, max }: Quantiles): string {
  return `p50 ${p50}, p95 ${p95}, max ${max}`;
}

function verdict(report: CheckReport, style: Style): string {
  const { lang } = style;
  if (report.isValid)
    return paint(
      style,
      'green',
      { en: 'OK: this file can be trained on.', hi: 'OK: is file par training ho sakti hai.' }[lang],
    );
  const notYet = { en: 'Not yet.', hi: 'Abhi nahi.' }[lang];
  return paint(style, 'red', `${notYet} ${nextStep(report, report.file)[lang]}`);
}
