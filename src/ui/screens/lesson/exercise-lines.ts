/** An exercise: the learner's file, what its tests say, hints, and the solution once it was earned. Pure. */
import { stripVTControlCharacters } from 'node:util';
import { say } from '../../../base/localized.js';
import type { ExerciseResult, ExerciseTest } from '../../../learn/cells/check-exercise.js';
import type { ExerciseBlock } from '../../../learn/lesson/types.js';
import { editorLines } from './cell-lines.js';
import { toned } from './code-tone.js';
import type { Drawing } from './drawing.js';
import { BLANK, broken, type Line, labelled, line, span, textLine, wrapped } from './lines.js';
import { type ExerciseState, solutionIsOpen, TRIES_FOR_SOLUTION } from './state.js';

/** Of what the learner's code prints. */
const MOST_PRINTED = 12;

export function exerciseLines(exercise: ExerciseBlock, drawing: Drawing, editing: boolean): Line[] {
  const { state, words, width, theme } = drawing;
  const { notebook } = words;
  const passed = state.passed.includes(exercise.id);
  const head = line(
    span(`${passed ? theme.symbol.done : theme.symbol.todo} `, passed ? 'good' : 'muted'),
    span(`${notebook.exercise} ${exercise.id}`, 'strong'),
    span(editing ? `  (${notebook.editing})` : '', 'warn'),
  );
  const work = state.exercises[exercise.id];
  if (work === undefined)
    return [head, ...codeLines(exercise.stub, width), BLANK, ...wrapped(notebook.startExercise, width, 'accent')];
  if (editing && state.editor !== null)
    return [head, ...editorLines(state.editor, toned).map((spans) => ({ ...line(...spans), wide: true }))];
  return [
    head,
    ...codeLines(work.code, width),
    BLANK,
    ...fileLines(work, drawing),
    ...resultLines(work, drawing),
    ...helpLines(exercise, work, drawing),
    ...solutionLines(work, drawing),
  ];
}

const codeLines = (code: string, width: number): Line[] =>
  code
    .trimEnd()
    .split('\n')
    .flatMap((text) => broken(toned(text), width));

function fileLines({ path, editor, setAside }: ExerciseState, { words: { notebook }, width }: Drawing): Line[] {
  const where = editor === null ? notebook.yourFile : `${notebook.yourFile} (${notebook.opened} ${editor})`;
  return [
    ...wrapped(where, width, 'muted'),
    ...broken([span(path, 'accent')], width),
    ...(setAside === null
      ? []
      : [...wrapped(notebook.setAside, width, 'muted'), ...broken([span(setAside, 'accent')], width)]),
  ];
}

function resultLines({ checking, result }: ExerciseState, drawing: Drawing): Line[] {
  const { words, theme } = drawing;
  const { notebook } = words;
  const { symbol } = theme;
  if (checking)
    return [BLANK, line(span(`${symbol.now} ${notebook.checking}  `, 'accent'), span(notebook.stop, 'muted'))];
  if (result === null) return [];
  const first = result.tests.findIndex(({ status }) => status === 'fail');
  const tests = result.tests.flatMap((test, at) => testLines(test, at === first, drawing));
  return [BLANK, ...printedLines(result, drawing), ...tests, ...endLines(result, drawing)];
}

/** `first` of those that fail: what fails later is often mended with it. */
export function testLines({ name, status, message }: ExerciseTest, first: boolean, drawing: Drawing): Line[] {
  const { lang, width, theme } = drawing;
  const { done, error } = theme.symbol;
  if (status === 'pass') return labelled(done, 'good', say(name, lang), width);
  return [
    ...labelled(error, 'bad', say(name, lang), width),
    ...wrapped(say(message, lang), width, first ? 'plain' : 'muted', 2),
  ];
}

function printedLines({ printed }: ExerciseResult, { words: { notebook }, width }: Drawing): Line[] {
  const text = stripVTControlCharacters(printed).replace(/\r/g, '').replaceAll('\t', '  ').trimEnd();
  if (text === '') return [];
  const lines = text.split('\n');
  const left = Math.max(0, lines.length - MOST_PRINTED);
  return [
    textLine(`${notebook.yourPrints}:`, 'muted'),
    ...(left > 0 ? [textLine(`  ${left} ${notebook.earlier}`, 'muted')] : []),
    ...lines.slice(left).flatMap((one) => broken([span(`  ${one}`)], width)),
  ];
}

function endLines(result: ExerciseResult, drawing: Drawing): Line[] {
  const { status, tests } = result;
  const { notebook } = drawing.words;
  const { symbol } = drawing.theme;
  const passed = tests.filter((test) => test.status === 'pass').length;
  switch (status) {
    case 'pass':
      return [textLine(`${symbol.done} ${notebook.passed}`, 'good')];
    case 'fail':
      return [textLine(`${passed}/${tests.length} ${notebook.tests}`, 'warn')];
    case 'error':
      return errorLines(result, drawing);
  }
}

/** Why the tests could not run. */
export const errorLines = ({ error }: ExerciseResult, { words, theme, lang, width }: Drawing): Line[] => [
  textLine(`${theme.symbol.error} ${words.notebook.cannotRun}`, 'bad'),
  ...wrapped(error === null ? '' : say(error, lang), width, 'bad', 2),
];

/** Each hint that was taken. */
export const hintLines = (
  { hints: all }: ExerciseBlock,
  { hints }: ExerciseState,
  { words, lang, width }: Drawing,
): Line[][] => all.slice(0, hints).map((hint) => labelled(`${words.notebook.hint}:`, 'warn', say(hint, lang), width));

/** Hints taken, and by which keys more help comes. */
function helpLines(exercise: ExerciseBlock, work: ExerciseState, drawing: Drawing): Line[] {
  const { id, hints: all } = exercise;
  const { hints, tries } = work;
  const { state, words, width } = drawing;
  const { notebook } = words;
  const told = hintLines(exercise, work, drawing).flat();
  const passed = state.passed.includes(id);
  const offers = [
    ...(hints < all.length && !passed ? [notebook.moreHints] : []),
    ...(solutionIsOpen(state, id)
      ? [notebook.seeSolution]
      : [`${notebook.solutionAfter} ${TRIES_FOR_SOLUTION - tries.length}`]),
  ];
  return [...(told.length > 0 ? [BLANK, ...told] : []), ...wrapped(offers.join('; '), width, 'muted')];
}

function solutionLines({ solution }: ExerciseState, { words: { notebook }, width }: Drawing): Line[] {
  return solution === null ? [] : [BLANK, textLine(notebook.oneSolution, 'strong'), ...codeLines(solution, width)];
}
