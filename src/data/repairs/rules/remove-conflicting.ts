/**
 * Where the same prompt has different answers, keeps the rows with the most frequent one; when none leads, those with the answer that
 * came first, and the note of each removed row says so, for a person may know better. Only for tasks with one right answer.
 */
import type { Localized } from '../../../base/localized.js';
import { answerKey, promptKey } from '../../checks/support/normal.js';
import { counted, verb } from '../../checks/support/words.js';
import { exampleOf } from '../records.js';
import { removalRule } from '../removal-rule.js';
import type { Draft, RepairContext } from '../types.js';

export const removeConflicting = removalRule(
  {
    code: 'remove-conflicting',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'row')} whose prompt has another answer that is more frequent, or came first where none is`,
      hi: `${counted(rows, 'row')} hatao ${verb(rows, 'jiske', 'jinke')} prompt ka koi aur jawab zyada baar hai (barabari ho to pehla wala rehta hai)`,
    }),
  },
  (context, drafts) => {
    if (context.task !== 'classification' && context.task !== 'qa') return () => false;
    const kept = keptAnswers(drafts, context);
    return (draft) => {
      const example = exampleOf(draft, context);
      if (example === undefined) return false;
      const winner = kept.get(promptKey(example));
      return winner !== undefined && winner.answer !== answerKey(example, context.task) && winner.note;
    };
  },
);

interface Votes {
  answer: string;
  /** Where this answer stands first. */
  line: number;
  count: number;
}

/** For each prompt with several answers the one that stays, and the reason for the rows that go. */
function keptAnswers(
  drafts: readonly Draft[],
  context: RepairContext,
): Map<string, { answer: string; note: Localized }> {
  const prompts = new Map<string, Map<string, Votes>>();
  for (const draft of drafts) {
    const example = exampleOf(draft, context);
    if (!example) continue;
    const answer = answerKey(example, context.task);
    const answers = prompts.get(promptKey(example)) ?? new Map<string, Votes>();
    const votes = answers.get(answer) ?? { answer, line: draft.line, count: 0 };
    votes.count += 1;
    prompts.set(promptKey(example), answers.set(answer, votes));
  }
  const disputed = [...prompts].filter(([, answers]) => answers.size > 1);
  return new Map(disputed.map(([prompt, answers]) => [prompt, winner([...answers.values()])]));
}

/** The sort is stable, so that of equally frequent answers the first stays first. */
function winner(answers: readonly Votes[]): { answer: string; note: Localized } {
  const [first, second] = answers.toSorted((a, b) => b.count - a.count);
  const { answer, line } = first ?? { answer: '', line: 0 };
  return { answer, note: first?.count === second?.count ? cameFirst(line) : moreFrequent(line) };
}

const cameFirst = (line: number): Localized => ({
  en: `Line ${line} answers the same prompt otherwise; no answer is more frequent, so the first is kept. If yours is the other, correct it in the file.`,
  hi: `Line ${line} mein isi prompt ka doosra jawab hai; koi jawab zyada baar nahi, isliye pehla rakha. Agar yeh wala sahi hai to file mein theek karo.`,
});

const moreFrequent = (line: number): Localized => ({
  en: `The same prompt has another answer more often, first on line ${line}.`,
  hi: `Isi prompt ka doosra jawab zyada baar hai, pehli baar line ${line} par.`,
});
