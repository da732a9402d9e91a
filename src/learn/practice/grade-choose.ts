/** Part 3: a method for each budget and machine, as the product's rule chooses, with the reason that decides. Pure. */
import type { Localized } from '../../base/localized.js';
import { METHODS } from '../../plan/types.js';
import type { Answers } from './answers.js';
import type { PracticeRubrics } from './content.js';
import { EMPTY, judgeExplanation } from './explanation.js';
import { graded, test } from './result.js';
import type { PartResult, PracticeTask, PracticeTest, Scenario } from './types.js';

export function gradeChoose(
  task: PracticeTask,
  answers: Answers['choose'],
  rubrics: PracticeRubrics['choose'],
): PartResult {
  const tests = task.scenarios.flatMap((scenario) => scenarioTests(scenario, answers[scenario.id], rubrics));
  const reasons = task.scenarios.map(({ id }) => answers[id].why.toLowerCase()).filter(Boolean);
  const repeated = new Set(reasons).size < reasons.length ? SAME_REASON : reasons.length === 0 ? EMPTY : null;
  return graded('choose', [...tests, test(NAMES.different, repeated)]);
}

function scenarioTests(
  { id, method, because }: Scenario,
  answer: Answers['choose'][Scenario['id']],
  rubrics: PracticeRubrics['choose'],
): PracticeTest[] {
  const named = (name: Localized): Localized => ({ en: `${id}. ${name.en}`, hi: `${id}. ${name.hi}` });
  const chosen = methodOf(answer.method);
  const why = judgeExplanation(answer.why, { points: rubrics[because] });
  return [
    test(
      named(NAMES.method),
      answer.method === '' ? EMPTY : chosen === null ? UNKNOWN : chosen === method ? null : WRONG,
    ),
    test(named(NAMES.reason), why.lacks, why.evidence),
  ];
}

function methodOf(written: string): string | null {
  const word = written.replace(/\s*(fine[- ]?tuning|training|method)$/, '').trim();
  if (word === 'pft' || word === 'last blocks') return 'partial';
  return METHODS.find((method) => method === word) ?? null;
}

const NAMES = {
  method: { en: 'the method', hi: 'method' },
  reason: { en: 'the reason that decides', hi: 'jis wajah se tay hua' },
  different: { en: 'A reason of its own for each', hi: 'Har ek ki apni wajah' },
} satisfies Record<string, Localized>;
const UNKNOWN: Localized = { en: 'Write full, lora or partial.', hi: 'full, lora ya partial likho.' };
const WRONG: Localized = {
  en: 'The rule gives another method here. Go through it from the top: wishes, rows, memory, time.',
  hi: 'Rule yahan koi aur method deta hai. Upar se chalo: budget aur compute, rows, memory, time.',
};
const SAME_REASON: Localized = {
  en: 'Two scenarios have the same reason word for word.',
  hi: 'Do scenarios ki wajah shabd-shabd ek hi hai.',
};
