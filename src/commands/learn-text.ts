/** A lesson as text: one language, no cursor movement, fit for a pipe. */
import type { Lang, Localized } from '../base/localized.js';
import { say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import { readableOutput } from '../learn/cells/expected-output.js';
import { plainLines } from '../learn/lesson/plain.js';
import type { Block, Lesson, QuizBlock } from '../learn/lesson/types.js';
import { asShown, type RanCell } from '../learn/run-lesson.js';

/** The lessons' own width. */
const WIDTH = 76;
const LEAST_WIDTH = 40;

/** `ran`: what cells printed just now, in place of the printed output of the file. Words and tables fit `columns`; code is kept whole. */
export function lessonText(lesson: Lesson, lang: Lang, ran: readonly RanCell[] = [], columns = WIDTH): string {
  const width = Math.min(WIDTH, Math.max(LEAST_WIDTH, columns));
  const head = [
    `${lesson.id.slice(0, 2)}. ${say(lesson.title, lang)} (${lesson.minutes} min)`,
    '='.repeat(width),
    ...wrapWords(`${say(WORDS.goal, lang)}: ${say(lesson.goal, lang)}`, width),
  ];
  const sections = lesson.sections.flatMap((section) => [
    '',
    say(section.title, lang),
    '-'.repeat(say(section.title, lang).length),
    ...section.blocks.flatMap((block) => [
      '',
      ...blockLines(block, { lang, ran, number: lesson.id.slice(0, 2), width }),
    ]),
  ]);
  return [
    ...head,
    ...sections,
    '',
    ...wrapWords(`${say(WORDS.summary, lang)}: ${say(lesson.summary, lang)}`, width),
  ].join('\n');
}

const WORDS = {
  goal: { en: 'Afterwards you can', hi: 'Iske baad tum' },
  summary: { en: 'In one line', hi: 'Ek line mein' },
  prints: { en: 'prints', hi: 'print karta hai' },
  printed: { en: 'printed just now', hi: 'abhi print hua' },
  failed: { en: 'ended badly', hi: 'gadbad se ruka' },
  question: { en: 'Question', hi: 'Sawaal' },
  right: { en: 'right', hi: 'sahi' },
  explain: { en: 'Explain in your own words', hi: 'Apne shabdon mein samjhao' },
  exercise: { en: 'Exercise', hi: 'Exercise' },
  take: { en: 'take this file', hi: 'yeh file lo' },
  check: { en: 'check yours', hi: 'apni wali check karo' },
} satisfies Record<string, Localized>;

interface Look {
  lang: Lang;
  ran: readonly RanCell[];
  /** Of the lesson. */
  number: string;
  width: number;
}

function blockLines(block: Block, { lang, ran, number, width }: Look): string[] {
  switch (block.kind) {
    case 'text':
      return plainLines(say(block.text, lang), width).map((line) => line.text);
    case 'cell': {
      const now = ran.find((cell) => cell.id === block.id);
      const printed = now?.stdout.trimEnd() ?? readableOutput(block.output ?? '');
      return [
        `[${block.id}]`,
        ...block.code.split('\n').map((line) => `    ${line}`.trimEnd()),
        `  ${say(now === undefined ? WORDS.prints : now.status === 'done' ? WORDS.printed : WORDS.failed, lang)}:`,
        ...printed.split('\n').map((line) => `    ${line}`.trimEnd()),
        ...(now === undefined || now.stderr === ''
          ? []
          : now.stderr
              .trimEnd()
              .split('\n')
              .map((line) => `    ! ${line}`)),
      ];
    }
    case 'quiz':
      return quizLines(block, lang, width);
    case 'explain':
      return wrapWords(`${say(WORDS.explain, lang)}: ${say(block.ask, lang)}`, width);
    case 'exercise':
      return [
        `${say(WORDS.exercise, lang)} [${block.id}]`,
        ...block.stub
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`.trimEnd()),
        `  ${say(WORDS.take, lang)}: vishesh learn ${number} --exercise ${block.id}.ts`,
        `  ${say(WORDS.check, lang)}: vishesh learn ${number} --check ${block.id}.ts`,
      ];
  }
}

function quizLines({ ask, options }: QuizBlock, lang: Lang, width: number): string[] {
  const answers = options.flatMap(({ text, correct, why }, index) => {
    const letter = String.fromCharCode(97 + index);
    const option = wrapWords(`${say(text, lang)}${correct ? ` (${say(WORDS.right, lang)})` : ''}`, width - 5);
    const lines = option.map((part, row) => `${row === 0 ? `  ${letter}) ` : '     '}${part}`);
    const reason = why === null ? [] : wrapWords(say(why, lang), width - 6).map((part) => `      ${part}`);
    return [...lines, ...reason];
  });
  return [...wrapWords(`${say(WORDS.question, lang)}: ${say(ask, lang)}`, width), ...answers];
}

/** One line on a cell that ran. */
export function ranText(cell: RanCell, lang: Lang): string {
  const time = `${cell.seconds.toFixed(1)} s`;
  if (asShown(cell)) return `${cell.id}: ${lang === 'en' ? 'as the lesson shows' : 'jaisa lesson mein hai'} (${time})`;
  if (cell.status !== 'done') return `${cell.id}: ${cell.status} (${time})`;
  const { difference } = cell;
  return `${cell.id}: ${lang === 'en' ? 'printed' : 'print hua'} "${difference?.printed}", ${lang === 'en' ? 'the lesson shows' : 'lesson mein hai'} "${difference?.expected}"`;
}
