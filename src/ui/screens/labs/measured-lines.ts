/** What the runs measured: one table, and some answers beside what was expected. Pure. */
import { say } from '../../../base/localized.js';
import { reportRows } from '../../../learn/labs/report-rows.js';
import type { LabReport } from '../../../learn/labs/types.js';
import type { Drawing } from '../../drawing.js';
import { cut, padded } from '../../text-width.js';
import { type Line, labelled, line, span, type Tone, textLine, wrapped } from '../lesson/lines.js';
import type { Section } from './section.js';
import type { LabState } from './state.js';

const VALUE = 10;
const NAME = 34;

export function numbersSection({ session }: LabState, { words, lang, width, theme }: Drawing): Section | null {
  const { labs } = words;
  const { sick, healed = null } = session.reports;
  if (sick === undefined) return null;
  const name = Math.max(12, Math.min(NAME, width - 2 - 2 * VALUE));
  const cell = (text: string): string => cut(text, VALUE - 1, theme.symbol.more).padStart(VALUE);
  const row = (title: string, a: string, b: string | null): Line =>
    line(
      span(`  ${padded(cut(title, name, theme.symbol.more), name)}`, 'muted'),
      span(cell(a)),
      span(b === null ? '' : cell(b)),
    );
  const head = line(
    span(padded(cut(labs.sections.numbers, name + 2), name + 2), 'strong'),
    span(cell(labs.sick), 'bad'),
    span(healed === null ? '' : cell(labs.healed), 'good'),
  );
  const rows = reportRows(sick, healed).map((one) =>
    row(say(one.name, lang), say(one.sick, lang), one.healed === null ? null : say(one.healed, lang)),
  );
  return { title: labs.sections.numbers, lines: [head, ...rows] };
}

/** Where labels are chosen, a mark tells the right ones; a free answer is for the eye. */
export function answersSection({ session }: LabState, drawing: Drawing): Section | null {
  const { labs } = drawing.words;
  const { sick, healed } = session.reports;
  if (sick === undefined || sick.samples.length === 0) return null;
  const lines = sick.samples.flatMap(({ prompt, expected, answer }, at) => [
    ...wrapped(oneLine(`"${prompt}"`, drawing), drawing.width - 2, 'muted', 2).slice(0, 2),
    ...answerLines(labs.expected, expected, 'plain', drawing),
    ...answerLines(labs.sick, answer, 'bad', drawing, markOf(sick, answer, expected, drawing)),
    ...healedLines(healed, at, drawing),
  ]);
  return { title: labs.sections.answers, lines: [textLine(labs.sections.answers, 'strong'), ...lines] };
}

function healedLines(healed: LabReport | undefined, at: number, drawing: Drawing): Line[] {
  const sample = healed?.samples[at];
  if (healed === undefined || sample === undefined) return [];
  const mark = markOf(healed, sample.answer, sample.expected, drawing);
  return answerLines(drawing.words.labs.healed, sample.answer, 'good', drawing, mark);
}

const LABEL = 10;

function answerLines(label: string, text: string, tone: Tone, drawing: Drawing, mark = ''): Line[] {
  const said = text.trim() === '' ? '""' : `${oneLine(text, drawing)}${mark}`;
  return labelled(`    ${padded(label, LABEL)}`, tone, said, drawing.width);
}

/** An answer may go on over many lines; each end of a line is told. */
const oneLine = (text: string, { theme }: Drawing): string =>
  text.trim().replace(/\s*\n\s*/g, ` ${theme.symbol.lineEnd} `);

function markOf({ accuracy }: LabReport, answer: string, expected: string, { theme: { symbol } }: Drawing): string {
  if (accuracy === null) return '';
  return ` ${answer.trim() === expected.trim() ? symbol.done : symbol.error}`;
}
