/** Part 1: the repaired file passes the product's own checks, keeps the good rows with their labels, and invents none. Pure. */
import type { Localized } from '../../base/localized.js';
import type { CheckReport, Example } from '../../data/types.js';
import { matchRows } from './match-rows.js';
import { graded, someOf, test } from './result.js';
import type { PartResult, PracticeTask } from './types.js';

/** At least this share of the good rows must be there: one that is judged otherwise than here costs nothing. */
const KEPT = 0.95;

export interface RepairedFile {
  report: Pick<CheckReport, 'task' | 'rows' | 'findings'>;
  examples: readonly Pick<Example, 'line' | 'input' | 'output'>[];
}

export function gradePrepare(task: PracticeTask, { report, examples }: RepairedFile): PartResult {
  const matched = matchRows(
    examples.map(({ line, input, output }) => ({ line, text: input, label: output.trim() })),
    task.rows,
  );
  const labels = new Set(task.labels);
  const isLabelled = report.task === 'classification' && matched.some(({ label }) => labels.has(label.toLowerCase()));
  const left = (codes: readonly string[]) => report.findings.filter(({ code }) => codes.includes(code));
  const known = new Set(GROUPS.flatMap(({ codes }) => codes));
  const others = report.findings.filter(({ code, severity }) => severity !== 'info' && !known.has(code));
  const own = matched.filter(({ row }) => row !== null);
  const strangers = matched.filter(({ row }) => row === null).map(({ line }) => line);
  const twice = own.filter(({ row }, index) => own.findIndex((one) => one.row === row) < index).map(({ line }) => line);
  const there = new Set(own.map(({ row }) => row));
  const good = task.rows.filter(({ kind }) => kind === 'good');
  const lost = good
    .filter((row) => !there.has(row))
    .map(({ line }) => line)
    .sort((a, b) => a - b);
  const mislabelled = own.filter(({ row, label }) => row?.label !== label.toLowerCase()).map(({ line }) => line);
  const empty = matched.length === 0 ? NO_ROWS : null;
  return graded('prepare', [
    test(NAMES.columns, empty ?? (isLabelled ? null : WRONG_COLUMNS)),
    ...GROUPS.map(({ name, codes }) => test(name, empty ?? stillThere(left(codes)))),
    test(NAMES.others, empty ?? stillThere(others)),
    test(NAMES.kept, good.length - lost.length >= KEPT * good.length ? null : missing(lost)),
    test(NAMES.invented, empty ?? (strangers.length === 0 ? null : invented(strangers))),
    test(NAMES.once, empty ?? (twice.length === 0 ? null : repeated(twice))),
    test(NAMES.labels, empty ?? (mislabelled.length === 0 ? null : wrongLabels(mislabelled))),
  ]);
}

const GROUPS: readonly { name: Localized; codes: readonly string[] }[] = [
  {
    name: { en: 'Every row can be read and is complete', hi: 'Har row padhi jaati hai aur poori hai' },
    codes: [
      'ragged-row',
      'empty-field',
      'missing-field',
      'not-a-string',
      'bad-encoding',
      'unparsable-line',
      'too-few-examples',
    ],
  },
  { name: { en: 'No copies', hi: 'Koi copy nahi' }, codes: ['exact-duplicate', 'duplicate-prompt'] },
  {
    name: { en: 'No near copies', hi: 'Koi lagbhag-copy nahi' },
    codes: ['near-duplicate', 'near-train-test-leakage', 'train-test-leakage'],
  },
  { name: { en: 'No message with two labels', hi: 'Kisi message ke do labels nahi' }, codes: ['conflicting-answers'] },
  {
    name: { en: 'Each label is spelled in one way', hi: 'Har label ek hi tarah likha hai' },
    codes: ['label-spelling'],
  },
  { name: { en: 'No invisible characters', hi: 'Koi chhupa hua character nahi' }, codes: ['control-characters'] },
  { name: { en: 'No broken encoding', hi: 'Encoding tooti hui nahi' }, codes: ['mojibake', 'lost-characters'] },
  {
    name: { en: 'No personal data', hi: 'Kisi ka personal data nahi' },
    codes: ['phone-number', 'email-address', 'aadhaar-number', 'pan-number', 'card-number'],
  },
];

const NAMES = {
  columns: {
    en: 'A message and one of the four labels in each row',
    hi: 'Har row mein ek message aur chaar mein se ek label',
  },
  others: { en: 'Nothing else that the check warns of', hi: 'Check ki koi aur warning nahi' },
  kept: { en: 'The good rows are kept', hi: 'Achhi rows bachi hain' },
  invented: { en: 'No row is invented', hi: 'Koi row apne se nahi banayi' },
  once: { en: 'Each message stands once', hi: 'Har message ek hi baar' },
  labels: { en: 'Each message has the label that fits it', hi: 'Har message par wahi label jo us par baithta hai' },
} satisfies Record<string, Localized>;

const NO_ROWS: Localized = { en: 'The file has no usable row.', hi: 'File mein kaam ki koi row nahi.' };
const WRONG_COLUMNS: Localized = {
  en: 'The columns text and category were not found with the labels of messy.csv.',
  hi: 'text aur category columns messy.csv ke labels ke saath nahi mile.',
};

function stillThere(findings: readonly { code: string; rows: readonly number[] }[]): Localized | null {
  if (findings.length === 0) return null;
  const said = (lang: 'en' | 'hi'): string =>
    findings.map(({ code, rows }) => (rows.length === 0 ? code : `${code}: line ${someOf(rows)[lang]}`)).join('; ');
  return { en: `Still found: ${said('en')}.`, hi: `Abhi bhi mila: ${said('hi')}.` };
}

const missing = (lines: readonly number[]): Localized => ({
  en: `${lines.length} good rows are gone, of messy.csv line ${someOf(lines).en}.`,
  hi: `${lines.length} achhi rows gayab hain, messy.csv ki line ${someOf(lines).hi}.`,
});
const invented = (lines: readonly number[]): Localized => ({
  en: `Not in messy.csv: line ${someOf(lines).en}. Mend rows, do not write new ones.`,
  hi: `messy.csv mein nahi: line ${someOf(lines).hi}. Rows theek karo, nayi mat likho.`,
});
const repeated = (lines: readonly number[]): Localized => ({
  en: `Line ${someOf(lines).en} tells a message that an earlier line tells.`,
  hi: `Line ${someOf(lines).hi} wahi message hai jo pehle aa chuka.`,
});
const wrongLabels = (lines: readonly number[]): Localized => ({
  en: `Read the message again: line ${someOf(lines).en} of your file.`,
  hi: `Message dobara padho: tumhari file ki line ${someOf(lines).hi}.`,
});
