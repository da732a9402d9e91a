/** A cell: its code, and under it what it prints. Pure. */
import { stripVTControlCharacters } from 'node:util';
import { chart } from '../../../base/chart.js';
import { say } from '../../../base/localized.js';
import { readableOutput } from '../../../learn/cells/expected-output.js';
import type { CellBlock } from '../../../learn/lesson/types.js';
import type { Token } from '../../theme/tokens.js';
import { toned, withCursor } from './code-tone.js';
import type { Drawing } from './drawing.js';
import { BLANK, broken, type Line, line, type Span, span, textLine, wrapped } from './lines.js';
import type { CellRun } from './state.js';

const MOST_OUTPUT = 300;
const CHART_ROWS = 8;
const CHART_COLUMNS = 76;

export function cellLines(cell: CellBlock, drawing: Drawing, editing: boolean): Line[] {
  const { state, words } = drawing;
  const run = state.runs[cell.id];
  return [
    headLine(cell, drawing, editing),
    ...codeLines(cell, drawing, editing),
    ...fileLines(cell.id, drawing),
    ...(run === undefined
      ? [
          textLine(state.ran.includes(cell.id) ? `${words.notebook.prints}:` : words.notebook.notRun, 'muted'),
          ...printed(readableOutput(cell.output ?? ''), drawing.width, 'muted'),
        ]
      : runLines(cell, run, drawing)),
  ];
}

function headLine({ id }: CellBlock, { state, words, theme: { symbol } }: Drawing, editing: boolean): Line {
  const { notebook } = words;
  const mark = state.ran.includes(id) ? span(`${symbol.done} `, 'good') : span(`${symbol.todo} `, 'muted');
  const note = editing ? notebook.editing : state.drafts[id] === undefined ? '' : notebook.changed;
  return line(mark, span(`${notebook.cell} ${id}`, 'strong'), span(note === '' ? '' : `  (${note})`, 'warn'));
}

function codeLines({ id, code }: CellBlock, { state, width }: Drawing, editing: boolean): Line[] {
  if (!editing || state.editor === null)
    return (state.drafts[id] ?? code)
      .trimEnd()
      .split('\n')
      .flatMap((text) => broken(toned(text), width));
  return editorLines(state.editor, toned).map((spans) => ({ ...line(...spans), wide: true }));
}

/** The lines being typed, with the cursor. */
export function editorLines(editor: NonNullable<Drawing['state']['editor']>, tone: (text: string) => Span[]): Span[][] {
  const { lines, row, column } = editor;
  return lines.map((text, at) => (at === row ? withCursor(tone(text), column) : tone(text)));
}

function fileLines(id: string, { state, words: { notebook }, width }: Drawing): Line[] {
  const file = state.files[id];
  if (file === undefined) return [];
  const where = file.editor === null ? notebook.inEditor : `${notebook.inEditor} (${notebook.opened} ${file.editor})`;
  return [BLANK, ...wrapped(where, width, 'muted'), ...broken([span(file.path, 'accent')], width)];
}

function runLines(cell: CellBlock, run: CellRun, drawing: Drawing): Line[] {
  return [
    BLANK,
    ...curveLines(run, drawing),
    ...printed(run.output, drawing.width, 'plain', drawing.words.notebook.earlier),
    ...endLines(cell, run, drawing),
  ];
}

function printed(output: string, width: number, tone: 'plain' | 'muted', earlier = ''): Line[] {
  const text = stripVTControlCharacters(output).replace(/\r/g, '').replaceAll('\t', '  ').trimEnd();
  if (text === '') return [];
  const lines = text.split('\n');
  const left = Math.max(0, lines.length - MOST_OUTPUT);
  return [
    ...(left > 0 ? [textLine(`${left} ${earlier}`, 'muted')] : []),
    ...lines.slice(left).flatMap((one) => broken([span(one, tone)], width)),
  ];
}

function endLines(cell: CellBlock, run: CellRun, { state, words, lang, width, theme: { symbol } }: Drawing): Line[] {
  const { notebook } = words;
  const time = `(${run.seconds.toFixed(1)} s)`;
  if (run.status === 'running')
    return [line(span(`${symbol.now} ${notebook.running}  `, 'accent'), span(notebook.stop, 'muted'))];
  if (run.status === 'broken')
    return [
      textLine(`${symbol.error} ${notebook.status.broken}`, 'bad'),
      ...wrapped(run.problem === null ? '' : say(run.problem, lang), width, 'bad', 2),
    ];
  if (run.status !== 'done') return [textLine(`${symbol.error} ${notebook.status[run.status]} ${time}`, 'bad')];
  if (run.difference === null) return [textLine(`${symbol.done} ${notebook.asShown} ${time}`, 'good')];
  if (state.drafts[cell.id] !== undefined) return [textLine(`${symbol.info} ${notebook.yours} ${time}`, 'muted')];
  const expected = readableOutput(run.difference.expected);
  return [
    textLine(`${symbol.warning} ${notebook.differs} ${time}`, 'warn'),
    ...(expected === '' ? [] : broken([span(`  ${notebook.expectedLine}: ${expected}`, 'muted')], width)),
  ];
}

const TOKENS: readonly Token[] = ['train', 'validation', 'third', 'fourth'];
const MARKS = ['*', 'o', '+', 'x'];

/** All losses of the cell in one picture, over the steps that there will be. */
function curveLines({ curves }: CellRun, { theme, words, width }: Drawing): Line[] {
  const named = Object.entries(curves);
  if (named.length === 0) return [];
  const letters = theme.ascii || theme.look.train.color === undefined;
  const series = named.map(([, { points }], at) => ({
    points,
    mark: MARKS[at % MARKS.length] ?? '*',
    paint: (text: string) => theme.paint(TOKENS[at % TOKENS.length] ?? 'train', text),
  }));
  const last = Math.max(1, ...named.map(([, { steps }]) => steps));
  const drawn = chart(series, {
    width: Math.min(width, CHART_COLUMNS),
    height: CHART_ROWS,
    braille: !letters,
    window: { first: 1, last },
  });
  const legend = named
    .map(([name], at) => {
      const mark = letters ? (MARKS[at % MARKS.length] ?? '*') : theme.symbol.dash.repeat(2);
      return theme.paint(TOKENS[at % TOKENS.length] ?? 'train', `${mark} ${name}`);
    })
    .join('  ');
  const asLine = (text: string): Line => ({ ...line(), drawn: text });
  return [asLine(`${legend}  ${words.notebook.loss}`), ...drawn.map(asLine)];
}
