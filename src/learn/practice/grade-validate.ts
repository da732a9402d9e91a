/** Part 2: three findings of the messy file, found where they are and explained in the learner's own words. Pure. */
import { type Localized, say } from '../../base/localized.js';
import type { Finding } from '../../data/types.js';
import type { FindingAnswer } from './answers.js';
import type { PracticeRubrics } from './content.js';
import { EMPTY, judgeExplanation } from './explanation.js';
import { graded, someOf, test } from './result.js';
import type { PartResult, PlantedFault, PracticeTask, PracticeTest } from './types.js';

export const FINDINGS_WANTED = 3;

/** `findings`: what the product's check says of the messy file as the seed makes it. */
export function gradeValidate(
  task: PracticeTask,
  findings: readonly Finding[],
  answers: readonly FindingAnswer[],
  rubrics: PracticeRubrics['findings'],
): PartResult {
  const three = Array.from({ length: FINDINGS_WANTED }, (_, index) => answers[index] ?? NOTHING);
  const tests = three.flatMap((answer, index) => findingTests(index + 1, answer, task.planted, findings, rubrics));
  return graded('validate', [...tests, test(NAMES.different, sameness(three))]);
}

const NOTHING: FindingAnswer = { finding: '', lines: [], why: '', fix: '' };

function findingTests(
  number: number,
  answer: FindingAnswer,
  planted: readonly PlantedFault[],
  findings: readonly Finding[],
  rubrics: PracticeRubrics['findings'],
): PracticeTest[] {
  const named = (name: Localized): Localized => ({ en: `${number}. ${name.en}`, hi: `${number}. ${name.hi}` });
  const finding = findings.find(({ code }) => code === answer.finding);
  const rubric = Object.values(rubrics).find(({ codes }) => codes.includes(answer.finding));
  if (finding === undefined || rubric === undefined) {
    const lacks = answer.finding === '' ? EMPTY : notReported(answer.finding);
    const first = answer.finding === '' ? EMPTY : NAME_FIRST;
    return [
      test(named(NAMES.finding), lacks),
      ...[NAMES.lines, NAMES.why, NAMES.fix].map((name) => test(named(name), first)),
    ];
  }
  // Who says why in the words for what to do, or the other way round, has said it all the same.
  const why = judgeExplanation(answer.why, { points: rubric.why });
  const fix = judgeExplanation(answer.fix, { points: rubric.fix, words: 3, command: true });
  return [
    test(named(NAMES.finding), null),
    test(named(NAMES.lines), linesLack(answer.lines, finding, planted)),
    test(named(NAMES.why), copied(answer.why, finding) ?? why.lacks, why.evidence),
    test(named(NAMES.fix), copied(answer.fix, finding) ?? fix.lacks, fix.evidence),
  ];
}

/** At least one line of the finding, and none that has nothing to do with it. The other row of a pair counts, too. */
function linesLack(
  lines: readonly number[],
  { code, rows }: Finding,
  planted: readonly PlantedFault[],
): Localized | null {
  if (lines.length === 0) return EMPTY;
  const pairs = planted.flatMap(({ line, partner }) => (partner === null ? [] : [[line, partner]]));
  const partners = pairs.filter((pair) => pair.some((line) => rows.includes(line))).flat();
  const right = new Set([...rows, ...(PAIRED.has(code) ? partners : [])]);
  const wrong = lines.filter((line) => !right.has(line));
  return wrong.length === 0 ? null : wrongLines(wrong);
}

const PAIRED = new Set([
  ...['exact-duplicate', 'near-duplicate', 'conflicting-answers', 'duplicate-prompt'],
  ...['train-test-leakage', 'near-train-test-leakage'],
]);

/** The report's own sentences, pasted. */
function copied(text: string, { message, remedy }: Finding): Localized | null {
  const own = flat(text);
  const theirs = [message, remedy].flatMap((one) => [say(one, 'en'), say(one, 'hi')]).map(flat);
  return theirs.some((sentence) => own.includes(sentence)) ? OWN_WORDS : null;
}

const flat = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function sameness(answers: readonly FindingAnswer[]): Localized | null {
  const codes = answers.map(({ finding }) => finding).filter(Boolean);
  if (codes.length < answers.length) return EMPTY;
  if (new Set(codes).size < codes.length) return SAME_FINDING;
  const reasons = answers.map(({ why }) => flat(why)).filter(Boolean);
  return new Set(reasons).size < reasons.length ? SAME_REASON : null;
}

const NAMES = {
  finding: { en: 'a finding of the report', hi: 'report ki ek finding' },
  lines: { en: 'the lines', hi: 'lines' },
  why: { en: 'why it hurts', hi: 'nuksaan kyun' },
  fix: { en: 'what to do', hi: 'kya karein' },
  different: { en: 'Three different findings', hi: 'Teen alag findings' },
} satisfies Record<string, Localized>;

const notReported = (code: string): Localized => ({
  en: `The check of messy.csv reports no "${code.slice(0, 40)}". Give the code as the report writes it.`,
  hi: `messy.csv ki check mein "${code.slice(0, 40)}" nahi hai. Code waisa hi likho jaisa report mein hai.`,
});
const NAME_FIRST: Localized = {
  en: 'First name a finding of the report.',
  hi: 'Pehle report ki ek finding ka naam do.',
};
const wrongLines = (lines: readonly number[]): Localized => ({
  en: `This finding is not on line ${someOf(lines).en} of messy.csv (the header is line 1).`,
  hi: `Yeh finding messy.csv ki line ${someOf(lines).hi} par nahi hai (header line 1 hai).`,
});
const OWN_WORDS: Localized = {
  en: "These are the report's words. Say it in yours.",
  hi: 'Yeh report ke shabd hain. Apne shabdon mein bolo.',
};
const SAME_FINDING: Localized = { en: 'One finding is named twice.', hi: 'Ek hi finding do baar hai.' };
const SAME_REASON: Localized = {
  en: 'Two findings have the same explanation word for word.',
  hi: 'Do findings ki wajah shabd-shabd ek hi hai.',
};
