/** What there is to look at in a lab, in the order of its step, side by side where there is room. Pure. */
import { say } from '../../../base/localized.js';
import type { Drawing } from '../../drawing.js';
import { BLANK, type Line, labelled, line, lineWidth, span, textLine, wrapped } from '../lesson/lines.js';
import { curveSection } from './curve-lines.js';
import { answersSection, numbersSection } from './measured-lines.js';
import type { Section } from './section.js';
import { settingsSection } from './settings-lines.js';
import type { LabState } from './state.js';

/** From here on the chart stands beside the settings and the numbers. */
const WIDE_FROM = 104;
const BESIDE = 56;
const BESIDE_CHART = { least: 8, wanted: 13, most: 18 };
const GAP = 2;
const CHART = { least: 4, most: 14 };
/** Longer lines are hard to read. */
const READING_WIDTH = 100;

/** `drawing.rows` is the room that there is: the chart fits into it. */
export function lookSections(state: LabState, drawing: Drawing): Section[] {
  const { step, reports } = state.session;
  const begun = state.run.kind === 'running' || Object.keys({ ...state.curves, ...reports }).length > 0;
  if (!begun) return [watchSection(drawing), settingsSection(state, drawing)];
  const told = state.isTold ? [seenSection(state, drawing)] : [];
  const after = step === 'compare' ? [doneSection(state, drawing)] : [];
  const answers = answersSection(state, drawing);
  const rest = answers === null ? [] : [answers];
  const wide = drawing.width >= WIDE_FROM;
  return wide
    ? [...told, ...after, besideSection(state, drawing), ...explained(state, drawing), ...rest]
    : [...told, ...after, ...stacked(state, drawing), ...explained(state, drawing), ...rest];
}

function stacked(state: LabState, drawing: Drawing): Section[] {
  const settings = settingsSection(state, drawing);
  const numbers = numbersSection(state, drawing);
  const { step } = state.session;
  // At the end the table beside it counts as much as the curves.
  const room = step === 'compare' ? Math.floor(drawing.rows * 0.6) : drawing.rows - 2;
  const curve = curveSection(state, drawing, Math.max(CHART.least, Math.min(CHART.most, room)));
  const measured = numbers === null ? [] : [numbers];
  const settingsFirst = (step === 'repair' || step === 'heal') && state.run.kind !== 'running';
  return settingsFirst ? [settings, curve, ...measured] : [curve, ...measured, settings];
}

function besideSection(state: LabState, drawing: Drawing): Section {
  const right = { ...drawing, width: BESIDE };
  const left = { ...drawing, width: drawing.width - BESIDE - GAP };
  const settings = settingsSection(state, right);
  const numbers = numbersSection(state, right);
  const column = [...settings.lines, ...(numbers === null ? [] : [BLANK, ...numbers.lines])];
  // Once there are answers below it, the chart is as tall as what stands beside it.
  const wanted = numbers === null ? drawing.rows - 2 : Math.max(column.length, BESIDE_CHART.wanted);
  const height = Math.max(BESIDE_CHART.least, Math.min(BESIDE_CHART.most, wanted - 1));
  const curve = curveSection(state, left, height);
  const rows = Math.max(column.length, curve.lines.length);
  const lines = Array.from({ length: rows }, (_, row) =>
    beside(curve.lines[row] ?? BLANK, column[row] ?? BLANK, left.width),
  );
  return {
    title: [curve, settings, ...(numbers === null ? [] : [numbers])].map(({ title }) => title).join(', '),
    lines,
  };
}

/** What is drawn already is as wide as its column. */
function beside(left: Line, right: Line, width: number): Line {
  const gap = ' '.repeat(GAP + (left.drawn === undefined ? Math.max(0, width - lineWidth(left)) : 0));
  return { ...left, spans: [...left.spans, span(gap), ...right.spans] };
}

function watchSection({ words, width }: Drawing): Section {
  const { labs } = words;
  return { title: labs.steps.watch, lines: wrapped(labs.watchFirst, Math.min(width, READING_WIDTH)) };
}

function seenSection({ session: { lab } }: LabState, { words, lang, width, theme }: Drawing): Section {
  const title = words.labs.sections.see;
  const lines = lab.see.flatMap((one) => labelled(`  ${theme.symbol.dot}`, 'warn', say(one, lang), width));
  return { title, lines: [textLine(title, 'warn'), ...lines] };
}

function doneSection({ session: { wrong } }: LabState, { words, theme }: Drawing): Section {
  const { labs } = words;
  const count = wrong.diagnose.length + wrong.repair.length;
  const how = count === 0 ? labs.tries.first : `${labs.tries.wrong}: ${count}`;
  return {
    title: labs.done,
    lines: [line(span(`${theme.symbol.done} ${labs.done} `, 'good'), span(how, 'muted'))],
  };
}

function explained({ session: { step, lab } }: LabState, { words, lang, width }: Drawing): Section[] {
  if (step !== 'compare') return [];
  const title = words.labs.why;
  const text = wrapped(say(lab.explanation, lang).trim(), Math.min(width, READING_WIDTH), 'plain', 2);
  return [{ title, lines: [textLine(title, 'strong'), ...text] }];
}
