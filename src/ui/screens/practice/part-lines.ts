/** What belongs to the part pointed at: hints that were taken, how it fares, and what is to be done. Pure. */
import { say } from '../../../base/localized.js';
import type { PartResult, PracticePart, PracticeTest } from '../../../learn/practice/types.js';
import { PRACTICE_PARTS } from '../../../learn/progress/summary.js';
import type { Drawing } from '../../drawing.js';
import { BLANK, type Line, labelled, line, span, textLine, wrapped } from '../lesson/lines.js';
import { markdownLines } from '../lesson/page-lines.js';
import { READING_WIDTH } from './reading-width.js';
import type { PracticeState } from './state.js';

/** A job of the learner on the repaired file. */
export interface OwnRun {
  method: string;
  jobId: string;
}

export function partLines(
  part: PracticePart,
  state: PracticeState & { opened: NonNullable<PracticeState['opened']> },
  runs: readonly OwnRun[],
  drawing: Drawing,
): Line[] {
  const { opened, results, checking } = state;
  const result = results[part];
  const standing =
    checking.includes(part) && result === undefined
      ? [textLine(`${drawing.theme.symbol.now} ${drawing.words.practice.checking}`, 'accent')]
      : resultLines(result, drawing);
  // What was paid for is always the first thing.
  const hints = hintLines(part, opened, drawing);
  const help = part === 'trade-offs' ? runLines(opened.repaired, runs, drawing) : [];
  const task = taskLines(say(opened.readme, drawing.lang), PRACTICE_PARTS.indexOf(part) + 1, drawing);
  // Where nothing is done yet, what is to be done comes before all that is missing.
  const begun = result?.tests.some(({ status }) => status === 'pass') === true;
  return begun || result?.status === 'error'
    ? [...hints, ...standing, ...help, BLANK, ...task]
    : [...hints, ...help, ...(help.length === 0 ? [] : [BLANK]), ...task, BLANK, ...standing];
}

function resultLines(result: PartResult | undefined, drawing: Drawing): Line[] {
  const { words, lang, width, theme } = drawing;
  const { practice } = words;
  if (result === undefined) return [textLine(practice.notChecked, 'muted')];
  const { status, error, tests } = result;
  if (error !== null) return labelled(theme.symbol.warning, 'warn', say(error, lang), Math.min(width, READING_WIDTH));
  const right = tests.filter((test) => test.status === 'pass');
  const head =
    status === 'pass'
      ? line(span(`${theme.symbol.done} ${practice.passed}`, 'good'))
      : textLine(`${right.length}/${tests.length} ${practice.of}`, 'warn');
  // What is missing comes first.
  const wrong = tests.filter((test) => test.status === 'fail');
  return [head, ...[...wrong, ...right].flatMap((test) => testLines(test, drawing))];
}

function testLines({ name, status, message, evidence = [] }: PracticeTest, drawing: Drawing): Line[] {
  const { lang, theme } = drawing;
  const width = Math.min(drawing.width, READING_WIDTH);
  if (status === 'fail')
    return [
      ...labelled(theme.symbol.error, 'bad', say(name, lang), width),
      ...wrapped(say(message, lang), width, 'muted', 4),
    ];
  return [
    ...labelled(theme.symbol.done, 'good', say(name, lang), width),
    ...evidence.flatMap((sentence) => wrapped(`"${sentence}"`, width, 'muted', 4)),
  ];
}

function runLines(repaired: string | null, runs: readonly OwnRun[], { words, width }: Drawing): Line[] {
  const { practice } = words;
  if (repaired === null) return wrapped(practice.trainFirst, width, 'accent');
  return [
    ...wrapped(practice.train, width, 'accent'),
    ...(runs.length === 0 ? [] : [textLine(practice.runs, 'muted')]),
    ...runs.map(({ method, jobId }) => line(span(`  ${method.padEnd(8)} `, 'muted'), span(jobId, 'strong'))),
  ];
}

function hintLines(
  part: PracticePart,
  { practice }: NonNullable<PracticeState['opened']>,
  { words, lang, width }: Drawing,
): Line[] {
  const hints = practice.parts.find((one) => one.part === part)?.hints ?? [];
  return hints.flatMap((hint, index) =>
    labelled(`${words.practice.hint} ${index + 1}:`, 'accent', say(hint, lang), Math.min(width, READING_WIDTH)),
  );
}

/** The section of the README with this number; 0 is what stands before them all. */
export function taskLines(readme: string, number: number, { width }: Drawing): Line[] {
  const section = readme.split(/^(?=## )/m)[number] ?? '';
  return markdownLines(section, width);
}
