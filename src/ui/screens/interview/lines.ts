/** What the interview room shows, as the lines of its window. Pure. */
import { say } from '../../../base/localized.js';
import { clock } from '../../../learn/interview/report.js';
import { ANSWER_SECONDS } from '../../../learn/interview/session.js';
import type { Drawing } from '../../drawing.js';
import { beyondText, scrolled } from '../../scrolled.js';
import { cut, padded } from '../../text-width.js';
import { windowStart } from '../learn/reducer.js';
import { BLANK, type Line, labelled, line, span, textLine, wrapped } from '../lesson/lines.js';
import type { InterviewState, Sitting } from './reducer.js';
import { finishedLines, resultLines } from './score-lines.js';
import { typedLines } from './typed-lines.js';

export interface Shown {
  /** As many as there is room for. */
  lines: Line[];
  /** The greatest `top` that still fills the window. */
  last: number;
}

export function shownLines(state: InterviewState, seconds: number, drawing: Drawing): Shown {
  const { sitting, finished, top } = state;
  if (finished !== null) return windowed(finishedLines(finished, drawing), top, drawing.rows);
  if (sitting === null) return { lines: listLines(state, drawing), last: 0 };
  const head = questionLines(sitting, seconds, drawing);
  const rows = Math.max(3, drawing.rows - head.length);
  const { score } = sitting;
  const body =
    score === null
      ? writingBody(sitting, top, rows, drawing)
      : windowed(resultLines({ ...sitting, score }, drawing), top, rows);
  return { lines: [...head, ...body.lines], last: body.last };
}

function windowed(lines: readonly Line[], top: number, rows: number): Shown {
  const last = Math.max(0, lines.length - rows);
  const from = Math.min(top, last);
  return { lines: lines.slice(from, from + rows), last };
}

/** The answer; while it is typed, the line of the cursor stays in sight. */
function writingBody({ draft, writing, empty }: Sitting, top: number, rows: number, drawing: Drawing): Shown {
  const { words, width } = drawing;
  const typed = typedLines(draft, width);
  const nothing = draft.lines.every((text) => text === '');
  const note = empty ? wrapped(words.interview.first, width, 'warn') : [];
  if (nothing)
    return {
      lines: [...note, ...(writing ? typed.lines : []), ...wrapped(words.interview.here, width, 'muted')],
      last: 0,
    };
  const room = Math.max(1, rows - note.length);
  const from = writing ? windowStart(typed.at, typed.lines.length, room) : top;
  const body = windowed(typed.lines, from, room);
  return { lines: [...note, ...body.lines], last: body.last };
}

function questionLines({ question, mock, hints, score }: Sitting, seconds: number, drawing: Drawing): Line[] {
  const { words, lang, width } = drawing;
  const { interview } = words;
  const place = mock === null ? '' : ` ${mock.answers.length + 1}/${mock.questions.length}`;
  const over = seconds > ANSWER_SECONDS;
  const time = over ? `${clock(seconds)}, ${interview.over}` : `${clock(seconds)} ${interview.of}`;
  const left = question.hints.length - hints;
  const help = mock === null ? `${interview.moreHints} ${left}` : interview.noHints;
  return [
    ...labelled(`${interview.question}${place}:`, 'accent', say(question.ask, lang), width),
    ...(score === null ? [line(span(time, over ? 'warn' : 'plain'), span(`  ${help}`, 'muted'))] : []),
    ...question.hints
      .slice(0, score === null ? hints : 0)
      .flatMap((hint, index) => labelled(`${interview.hint} ${index + 1}:`, 'muted', say(hint, lang), width)),
    BLANK,
  ];
}

const ABOUT_ROWS = 4;

function listLines(
  { room, ordered, at, held }: InterviewState,
  { words, lang, width, rows, theme: { symbol } }: Drawing,
): Line[] {
  const { interview } = words;
  const answered = held?.mock ?? null;
  const mock =
    answered === null
      ? interview.mock
      : `${interview.goesOn} ${answered.answers.length}/${answered.questions.length} ${symbol.dot} ${interview.mock}`;
  const due = room?.standing.due ?? [];
  const scores = room?.standing.scores ?? new Map<string, number>();
  const first = due.length === 0 ? interview.nothingDue : `${due.length} ${interview.due}`;
  const head = `${first} ${symbol.dot} ${scores.size}/${ordered.length} ${interview.asked}`;
  const size = Math.max(3, rows - 3 - ABOUT_ROWS);
  const part = scrolled([null, ...ordered], size, windowStart(at, ordered.length + 1, size - 1));
  const items = part.shown.map((question, index): Line => {
    const here = part.above + index === at;
    const pointer = span(`${here ? symbol.pointer : ' '} `, 'accent');
    const tone = here ? 'accent' : 'plain';
    if (question === null)
      return line(pointer, span(`${symbol.info} `, 'accent'), span(cut(mock, width - 4, symbol.more), tone));
    const score = scores.get(question.id);
    const isDue = due.includes(question.id);
    const mark = isDue ? symbol.now : score === undefined ? symbol.todo : symbol.done;
    const end = score === undefined ? '' : ` ${score}`;
    const name = padded(cut(say(question.ask, lang), width - 5 - end.length, symbol.more), width - 5 - end.length);
    return line(pointer, span(`${mark} `, isDue ? 'warn' : 'muted'), span(name, tone), span(end, 'muted'));
  });
  const pointed = at === 0 ? undefined : ordered[at - 1];
  const beyond = beyondText(part, words);
  const more = beyond === '' ? [] : [textLine(`  ${beyond}`, 'muted')];
  const top = textLine(cut(head, width, symbol.more), 'muted');
  return [top, BLANK, ...items, ...more, BLANK, ...aboutLines()].slice(0, rows);

  function aboutLines(): Line[] {
    if (pointed === undefined) return wrapped(interview.mock, width, 'muted');
    const score = scores.get(pointed.id);
    const state = due.includes(pointed.id)
      ? interview.isDue
      : score === undefined
        ? interview.never
        : `${interview.last} ${score}`;
    return [
      ...wrapped(say(pointed.ask, lang), width).slice(0, ABOUT_ROWS - 1),
      textLine(`${pointed.topic}, ${state}`, 'muted'),
    ];
  }
}
