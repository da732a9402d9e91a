/** The practice task as the lines of its window: score, parts, and what belongs to the one pointed at. Pure. */
import { say } from '../../../base/localized.js';
import type { PartStanding } from '../../../learn/practice/practice.js';
import { PART_NAMES, pointsOf } from '../../../learn/practice/report-facts.js';
import type { Drawing } from '../../drawing.js';
import { fileName } from '../../file-name.js';
import { cut, padded } from '../../text-width.js';
import { BLANK, broken, type Line, labelled, line, span, type Tone, textLine, wrapped } from '../lesson/lines.js';
import { type OwnRun, partLines, taskLines } from './part-lines.js';
import { READING_WIDTH } from './reading-width.js';
import { type PracticeState, partAt } from './state.js';

export interface ShownPractice {
  lines: Line[];
  /** The greatest `top` that still fills the window. */
  last: number;
  /** Lines of one page. */
  page: number;
}

export type OpenPractice = PracticeState & { opened: NonNullable<PracticeState['opened']> };

const ROOMY = 18;
const LEAST_ROWS = 3;

export function practiceLines(state: OpenPractice, runs: readonly OwnRun[], drawing: Drawing): ShownPractice {
  const { rows } = drawing;
  const gap = rows >= ROOMY ? [BLANK] : [];
  const head = [scoreLine(state, drawing), ...gap, ...itemLines(state, drawing), ...gap];
  // However long a path is, the part stays in sight.
  const foot = footLines(state, drawing).slice(0, Math.max(1, rows - head.length - LEAST_ROWS));
  const part = partAt(state);
  const body = part === null ? folderLines(state, drawing) : partLines(part, state, runs, drawing);
  const room = Math.max(LEAST_ROWS, rows - head.length - foot.length);
  if (body.length <= room) return { lines: [...head, ...body, ...foot], last: 0, page: room };
  // The last row says how much there is still.
  const page = room - 1;
  const last = body.length - page;
  const from = Math.min(state.top, last);
  const below = body.length - from - page;
  const more = below > 0 ? textLine(`+${below} ${drawing.words.settings.below}`, 'muted') : BLANK;
  return { lines: [...head, ...body.slice(from, from + page), more, ...foot], last, page };
}

function scoreLine({ opened: { practice } }: OpenPractice, { words, width, theme: { symbol } }: Drawing): Line {
  const { score, task, finishedAt } = practice;
  const facts = [words.practice.fifth, `${words.practice.seed} ${task.seed}`, words.practice.watching].join(
    ` ${symbol.dot} `,
  );
  const points = `${finishedAt === null ? '' : `${symbol.done} `}${words.practice.score} ${score}/100`;
  return line(
    span(points, finishedAt === null ? 'strong' : 'good'),
    span(cut(`  ${symbol.dot} ${facts}`, width - points.length, symbol.more), 'muted'),
  );
}

function itemLines(state: OpenPractice, drawing: Drawing): Line[] {
  const { words, theme } = drawing;
  const folder = line(
    span(`${state.at === 0 ? theme.symbol.pointer : ' '} `, 'accent'),
    span(`${theme.symbol.info} `, 'muted'),
    span(words.practice.theFolder, state.at === 0 ? 'accent' : 'plain'),
  );
  return [folder, ...state.opened.practice.parts.map((standing, at) => partLine(standing, at + 1, state, drawing))];
}

function partLine(
  standing: PartStanding,
  at: number,
  { at: pointed, checking }: OpenPractice,
  { words, lang, width, theme: { symbol } }: Drawing,
): Line {
  const { part, best, passed, hints } = standing;
  const here = at === pointed;
  const [mark, tone]: [string, Tone] = passed
    ? [symbol.done, 'good']
    : best > 0
      ? [symbol.now, 'accent']
      : [symbol.todo, 'muted'];
  const paid =
    hints.length === 0
      ? ''
      : ` (${hints.length} ${hints.length === 1 ? words.practice.oneHint : words.practice.hintsTaken})`;
  const end = checking.includes(part)
    ? `  ${words.practice.checking}`
    : `${paid}  ${String(pointsOf(standing)).padStart(3)} ${words.practice.points}`;
  const room = Math.min(width, READING_WIDTH) - 4 - end.length;
  return line(
    span(`${here ? symbol.pointer : ' '} `, 'accent'),
    span(`${mark} `, tone),
    span(padded(cut(`${at}  ${say(PART_NAMES[part], lang)}`, room, symbol.more), room), here ? 'accent' : 'plain'),
    span(end, 'muted'),
  );
}

/** Where the files are, what they are for, and what the task is about. */
function folderLines({ opened, results }: OpenPractice, drawing: Drawing): Line[] {
  const { words, lang, theme } = drawing;
  const { practice: names } = words;
  const { folder } = opened.practice;
  const width = Math.min(drawing.width, READING_WIDTH);
  const files: [string, string][] = [
    ['README.md', names.files.readme],
    ['messy.csv', names.files.messy],
    ['answers.yaml', names.files.answers],
    ['repaired.csv', names.files.repaired],
  ];
  const fresh = Object.values(results).every(({ score }) => score === 0) && opened.practice.score === 0;
  return [
    ...broken([span(`${names.folder}: `, 'muted'), span(folder, 'accent')], drawing.width),
    ...files.flatMap(([name, what]) => labelled(`  ${padded(name, 13)}`, 'strong', what, width)),
    ...(fresh ? wrapped(names.openThem, width, 'accent') : []),
    ...(opened.practice.finishedAt === null ? [] : [textLine(`${theme.symbol.done} ${names.finished}`, 'good')]),
    BLANK,
    ...taskLines(say(opened.readme, lang), 0, drawing),
  ];
}

/** What is asked, what is going on, what was written. */
function footLines({ asked, opened, at, busy, report, problem }: OpenPractice, drawing: Drawing): Line[] {
  const { words, lang, width, theme } = drawing;
  const { practice } = words;
  if (busy !== null)
    return [textLine(`${theme.symbol.now} ${busy === 'report' ? practice.writing : practice.starting}`, 'accent')];
  if (asked === 'reset') {
    const { score, finishedAt } = opened.practice;
    return wrapped(practice.askReset(score, finishedAt !== null), width, 'warn');
  }
  if (asked === 'hint') {
    const standing = opened.practice.parts[at - 1];
    return wrapped(practice.askHint(standing?.hintCost ?? 0), width, 'warn');
  }
  if (problem !== null)
    return [
      ...labelled(
        theme.symbol.error,
        'bad',
        `${problem.message[lang]}${problem.where ? ` (${problem.where})` : ''}`,
        width,
      ),
      ...labelled(`${words.next}:`, 'strong', problem.next[lang], width),
    ];
  if (report === null) return [];
  const [first = '', ...others] = report.files;
  const more = others.map((path) => `, ${fileName(path)}`).join('');
  const said = report.certificate ? `${practice.certificate} ${fileName(first)}${more}` : practice.report;
  return [...wrapped(said, width, report.certificate ? 'good' : 'warn'), ...broken([span(first, 'accent')], width)];
}
