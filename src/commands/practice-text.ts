/** The practice task as lines of text. */
import { type Lang, type Localized, say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import type { PartStanding, Practice } from '../learn/practice/practice.js';
import { PART_NAMES, pointsOf } from '../learn/practice/report-facts.js';
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
  const rows = parts.map((standing) =>
    partText(standing.passed ? '[x]' : standing.best > 0 ? '[-]' : '[ ]', standing, lang),
  );
  return [
    `${say(WORDS.seed, lang)} ${task.seed}: ${folder}`,
    ...rows,
    `${say(WORDS.score, lang)}: ${scoreText(score, lang)}`,
    say(finishedAt === null ? WORDS.goOn : WORDS.done, lang),
  ].join('\n');
}

export const scoreText = (score: number, lang: Lang): string => `${score} / 100 (${say(WORDS.fifth, lang)})`;

/** A part with its points, and what they were before its hints were paid. */
function partText(
  mark: string,
  standing: Pick<PartStanding, 'part' | 'best' | 'hints' | 'hintCost'>,
  lang: Lang,
): string {
  const { part, best, hints, hintCost } = standing;
  const taken = `${hints.length} ${say(hints.length === 1 ? WORDS.hint : WORDS.hints, lang)}`;
  const paid = hints.length === 0 ? '' : `  (${best}; ${taken}: -${hintCost * hints.length})`;
  const points = String(pointsOf(standing)).padStart(3);
  return `${mark} ${part.padEnd(11)} ${points}  ${say(PART_NAMES[part], lang)}${paid}`;
}

/** `all`: every test, with the sentences that convinced; else only the first few that failed. */
export function resultText(
  { part, status, score, tests, error }: PartResult,
  { hints, hintCost }: Pick<PartStanding, 'hints' | 'hintCost'>,
  lang: Lang,
  all: boolean,
): string {
  const head = partText(MARKS[status], { part, best: score, hints, hintCost }, lang);
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
export function hintText({ part, passed, hints, hintsLeft, hintCost }: PartStanding, lang: Lang): string {
  const next = passed
    ? [say(WORDS.noNeed, lang)]
    : hintsLeft === 0
      ? [say(WORDS.noMore, lang)]
      : nextHint(part, hintsLeft, hintCost, lang);
  return [...hints.flatMap((hint, index) => wrapWords(`${index + 1}. ${say(hint, lang)}`, WIDTH)), ...next].join('\n');
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
  hint: { en: 'hint', hi: 'hint' },
  hints: { en: 'hints', hi: 'hints' },
  score: { en: 'score', hi: 'score' },
  fifth: {
    en: 'each part counts a fifth, at its best so far',
    hi: 'har part ka paanchva hissa, ab tak ke best score se',
  },
  goOn: { en: 'Go on: vishesh practice check', hi: 'Aage badho: vishesh practice check' },
  done: {
    en: 'Passed. Your certificate: vishesh practice report --name "YOUR NAME"',
    hi: 'Pass. Certificate lo: vishesh practice report --name "TUMHARA NAAM"',
  },
  noNeed: {
    en: 'This part has passed: there is no hint to take.',
    hi: 'Yeh part pass ho chuka hai: ab hint nahi milta.',
  },
  noMore: { en: 'No hints are left.', hi: 'Koi hint nahi bacha.' },
} satisfies Record<string, Localized>;

export const WATCHING: Localized = {
  en: 'Watching the folder: save, and it is checked again. Ctrl+C ends it.',
  hi: 'Folder dekh rahe hain: save karo, turant check hoga. Ctrl+C se band.',
};
export const ALL_PASSED: Localized = WORDS.done;
