/** What the questions about a run show, as the lines of their window. Pure. */
import { type Lang, say } from '../../../base/localized.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { DebriefOption } from '../../../learn/debrief/types.js';
import type { Theme } from '../../theme/theme.js';
import { BLANK, type Line, labelled, line, span, type Tone, textLine, wrapped } from '../lesson/lines.js';
import { answersOf, type DebriefState, isAnswered, isOver, questionsOf, shownQuestion } from './reducer.js';

export interface DebriefDrawing {
  words: Dictionary;
  lang: Lang;
  width: number;
  rows: number;
  theme: Theme;
}

export interface Shown {
  lines: Line[];
  /** The greatest `top` that still fills the window. */
  last: number;
}

/** Longer lines are hard to read. */
const READING_WIDTH = 84;

export function shownLines(state: DebriefState, whole: DebriefDrawing): Shown {
  const drawing = { ...whole, width: Math.min(whole.width, READING_WIDTH) };
  if (isOver(state)) return windowed(endLines(state, drawing), 0, drawing);
  const question = shownQuestion(state);
  if (question === undefined) return { lines: [], last: 0 };
  const head = headLines(state, drawing);
  if (isAnswered(state)) return windowed([...head, ...answeredLines(state, drawing)], state.top, drawing);
  const options = question.options.map((option, i) => optionLines(option, i, i === state.at, drawing));
  const upTo = options.slice(0, state.at + 1).reduce((sum, lines) => sum + lines.length, head.length);
  return windowed([...head, ...options.flat()], Math.max(0, upTo - drawing.rows), drawing);
}

function windowed(lines: readonly Line[], top: number, { rows, words, theme }: DebriefDrawing): Shown {
  if (lines.length <= rows) return { lines: [...lines], last: 0 };
  // The last row says that there is more.
  const room = rows - 1;
  const last = lines.length - room;
  const from = Math.min(top, last);
  const left = lines.length - from - room;
  const note = left > 0 ? textLine(`${theme.symbol.more} +${left} ${words.debrief.below}`, 'muted') : BLANK;
  return { lines: [...lines.slice(from, from + room), note], last };
}

function headLines(state: DebriefState, { words, lang, width, theme: { symbol } }: DebriefDrawing): Line[] {
  const question = shownQuestion(state);
  const marks = questionsOf(state).map((_, i) => {
    const answer = answersOf(state)[i];
    if (answer === undefined) return span(`${i === state.showing ? symbol.now : symbol.todo} `, 'accent');
    return answer.option.correct ? span(`${symbol.done} `, 'good') : span(`${symbol.error} `, 'bad');
  });
  const count = `${words.debrief.question} ${state.showing + 1} ${words.debrief.of} ${questionsOf(state).length}`;
  return [
    line(...marks, span(` ${count}`, 'muted')),
    BLANK,
    ...(question === undefined ? [] : wrapped(say(question.ask, lang), width, 'strong')),
    BLANK,
  ];
}

const letterOf = (place: number): string => String.fromCharCode(97 + place);

function optionLines(option: DebriefOption, place: number, here: boolean, drawing: DebriefDrawing): Line[] {
  const { lang, width, theme } = drawing;
  return hung(
    `${here ? theme.symbol.pointer : ' '} ${letterOf(place)})`,
    say(option.text, lang),
    width,
    here ? 'accent' : 'plain',
  );
}

/** A label, and the text beside it in one tone. */
function hung(label: string, said: string, width: number, tone: Tone): Line[] {
  return wrapped(said, width - label.length - 1, tone).map(({ spans }, row) =>
    line(span(row === 0 ? `${label} ` : ' '.repeat(label.length + 1), tone), ...spans),
  );
}

/** First what was chosen, then the right one, then why the others are wrong. */
function answeredLines(state: DebriefState, drawing: DebriefDrawing): Line[] {
  const { words, lang, width, theme } = drawing;
  const question = shownQuestion(state);
  const chosen = question?.options[state.chosen[state.showing] ?? -1];
  if (question === undefined || chosen === undefined) return [];
  const right = question.options.findIndex(({ correct }) => correct);
  const { symbol } = theme;
  const told = (option: DebriefOption, tone: Tone): Line[] => [
    ...hung(
      `${option.correct ? symbol.done : symbol.error} ${letterOf(question.options.indexOf(option))})`,
      say(option.text, lang),
      width,
      tone,
    ),
    ...wrapped(say(option.why, lang), width, 'plain', 5),
  ];
  const rightOne = question.options[right];
  const others = question.options.filter((option) => option !== chosen && option !== rightOne);
  return [
    chosen.correct
      ? textLine(words.debrief.right, 'good')
      : textLine(`${words.debrief.wrong} ${letterOf(right)}.`, 'bad'),
    ...told(chosen, chosen.correct ? 'good' : 'bad'),
    ...(chosen.correct || rightOne === undefined ? [] : [BLANK, ...told(rightOne, 'good')]),
    BLANK,
    textLine(words.debrief.others, 'muted'),
    ...others.flatMap((option) => told(option, 'muted')),
    BLANK,
    ...labelled(`${words.debrief.lesson}:`, 'muted', `${question.lesson.replace('#', ` ${symbol.to} `)}  (o)`, width),
  ];
}

function endLines(state: DebriefState, { words, lang, width, theme: { symbol } }: DebriefDrawing): Line[] {
  const answers = answersOf(state);
  const right = answers.filter(({ option }) => option.correct).length;
  const whole = right === answers.length;
  return [
    line(
      span(`${right}/${answers.length} `, whole ? 'good' : 'warn'),
      span(`${words.debrief.end}. `, 'strong'),
      span(whole ? words.debrief.all : '', 'plain'),
    ),
    ...(whole ? [] : [textLine(words.debrief.some, 'muted')]),
    BLANK,
    ...answers.flatMap(({ question, option }, i) => {
      const here = i === state.at;
      const mark = option.correct ? symbol.done : symbol.error;
      const [ask = BLANK, ...rest] = hung(
        `${here ? symbol.pointer : ' '} ${mark}`,
        say(question.ask, lang),
        width,
        here ? 'accent' : 'plain',
      );
      const more = rest.length > 1 ? [rest[0] ?? BLANK, textLine(`    ${symbol.more}`, 'muted')] : rest;
      return [ask, ...more, textLine(`    ${symbol.to} ${question.lesson.replace('#', ` ${symbol.to} `)}`, 'muted')];
    }),
  ];
}
