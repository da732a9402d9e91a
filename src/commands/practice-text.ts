/** The practice task as lines of text. */
import { type Lang, type Localized, say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import type { PartStanding, Practice } from '../learn/practice/practice.js';
import { PART_NAMES } from '../learn/practice/report-facts.js';
import type { PartResult, PracticeTest } from '../learn/practice/types.js';

const WIDTH = 78;

export function startedText({ folder, task }: Practice, lang: Lang): string {
  return [
    `${say(WORDS.seed, lang)} ${task.seed}: ${folder}`,
    `  README.md     ${say(WORDS.readme, lang)}`,
    `  messy.csv     ${say(WORDS.messy, lang)}`,
    `  answers.yaml  ${say(WORDS.answers, lang)}`,
    '',
    ...wrapWords(say(WORDS.begin, lang), WIDTH),
  ].join('\n');
}

export function standingText({ folder, task, parts, score, finishedAt }: Practice, lang: Lang): string {
  const rows = parts.map(({ part, best, passed, hints }) => {
    const used = hints.length === 0 ? '' : `  ${say(WORDS.hints, lang)}: ${hints.length}`;
    return `${passed ? '[x]' : best > 0 ? '[-]' : '[ ]'} ${part.padEnd(11)} ${String(best).padStart(3)}  ${say(PART_NAMES[part], lang)}${used}`;
  });
  return [
    `${say(WORDS.seed, lang)} ${task.seed}: ${folder}`,
    ...rows,
    `${say(WORDS.score, lang)}: ${score} / 100`,
    say(finishedAt === null ? WORDS.goOn : WORDS.done, lang),
  ].join('\n');
}

/** `all`: every test, with the sentences that convinced; else only the first few that failed. */
export function resultText({ part, status, score, tests, error }: PartResult, lang: Lang, all: boolean): string {
  const head = `${MARKS[status]} ${part.padEnd(11)} ${String(score).padStart(3)}  ${say(PART_NAMES[part], lang)}`;
  if (error !== null) return [head, ...indented(say(error, lang))].join('\n');
  const failed = tests.filter((test) => test.status === 'fail');
  if (all) return [head, ...tests.flatMap((test) => testLines(test, lang))].join('\n');
  const lacks = [...new Set(failed.map(({ message }) => say(message, lang)))];
  const lines = lacks.slice(0, FEW).flatMap((lack) => {
    const [first, ...others] = failed.filter(({ message }) => say(message, lang) === lack);
    if (first === undefined) return [];
    return others.length === 0 ? testLines(first, lang) : indented(`- ${lack} (${others.length + 1} x)`);
  });
  const more = lacks.length > FEW ? [andMore(lacks.length - FEW, part)] : [];
  return [head, ...lines, ...more.flatMap((text) => indented(say(text, lang)))].join('\n');
}

const MARKS = { pass: '[x]', fail: '[ ]', error: '[!]' } as const;
const FEW = 3;

function testLines({ name, status, message, evidence = [] }: PracticeTest, lang: Lang): string[] {
  if (status === 'fail') return indented(`- ${say(name, lang)}: ${say(message, lang)}`);
  return [...indented(`+ ${say(name, lang)}`), ...evidence.flatMap((sentence) => indented(`  "${sentence}"`))];
}

const indented = (text: string): string[] => {
  const inner = /^ */.exec(text)?.[0] ?? '';
  const [first = '', ...rest] = wrapWords(text.trim(), WIDTH - 6 - inner.length);
  return [`    ${inner}${first}`, ...rest.map((line) => `      ${inner}${line}`)];
};

/** Hints that were taken, and what the next one costs. */
export function hintText({ part, hints, hintsLeft, hintCost }: PartStanding, lang: Lang): string {
  return [
    ...hints.flatMap((hint, index) => wrapWords(`${index + 1}. ${say(hint, lang)}`, WIDTH)),
    ...(hintsLeft === 0 ? [say(WORDS.noMore, lang)] : nextHint(part, hintsLeft, hintCost, lang)),
  ].join('\n');
}

const nextHint = (part: string, left: number, cost: number, lang: Lang): string[] => [
  {
    en: `${left} left. The next one costs ${cost} of this part's 100 points:`,
    hi: `${left} bache hain. Agla is part ke 100 mein se ${cost} points lega:`,
  }[lang],
  `  vishesh practice hint ${part} --take`,
];

const andMore = (count: number, part: string): Localized => ({
  en: `and ${count} more: vishesh practice check ${part}`,
  hi: `aur ${count} aur: vishesh practice check ${part}`,
});

const WORDS = {
  seed: { en: 'Practice task, seed', hi: 'Practice task, seed' },
  readme: { en: 'the task: read it first', hi: 'task: pehle ise padho' },
  messy: { en: 'sixty messages with faults', hi: '60 gadbad wale messages' },
  answers: { en: 'to be filled in for parts 2 to 5', hi: 'parts 2 se 5 ke liye bharo' },
  begin: {
    en: 'Lesson 15 leads through it: vishesh learn 15. Check as often as you like: vishesh practice check --watch',
    hi: 'Lesson 15 raasta dikhata hai: vishesh learn 15. Jitni baar chaho check karo: vishesh practice check --watch',
  },
  hints: { en: 'hints', hi: 'hints' },
  score: { en: 'score', hi: 'score' },
  goOn: { en: 'Go on: vishesh practice check', hi: 'Aage badho: vishesh practice check' },
  done: {
    en: 'Passed. Your certificate: vishesh practice report --name "YOUR NAME"',
    hi: 'Pass. Certificate lo: vishesh practice report --name "TUMHARA NAAM"',
  },
  noMore: { en: 'No hints are left.', hi: 'Koi hint nahi bacha.' },
} satisfies Record<string, Localized>;

export const WATCHING: Localized = {
  en: 'Watching the folder: save, and it is checked again. Ctrl+C ends it.',
  hi: 'Folder dekh rahe hain: save karo, turant check hoga. Ctrl+C se band.',
};
export const ALL_PASSED: Localized = WORDS.done;
