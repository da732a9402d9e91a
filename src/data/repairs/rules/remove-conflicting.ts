/**
 * Where the same prompt has different answers, keeps the rows with the most frequent one; when none leads, nobody can tell
 * which is right, and all go. Only for tasks with one right answer.
 */
import { answerKey, promptKey } from '../../checks/support/normal.js';
import { counted } from '../../checks/support/words.js';
import { exampleOf } from '../records.js';
import { removalRule } from '../removal-rule.js';
import type { Draft, RepairContext } from '../types.js';

export const removeConflicting = removalRule(
  {
    code: 'remove-conflicting',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'row')} whose prompt has another, more frequent answer (all of them where none leads)`,
      hi: `${counted(rows, 'row')} hataiye jinke prompt ka koi aur zyada chalne wala jawab hai (barabari ho to sab)`,
    }),
  },
  (context, drafts) => {
    if (context.task !== 'classification' && context.task !== 'qa') return () => false;
    const winners = leadingAnswers(drafts, context);
    return (draft) => {
      const example = exampleOf(draft, context);
      return example !== undefined && winners.get(promptKey(example)) !== answerKey(example, context.task);
    };
  },
);

/** For each prompt the answer that most of its rows give; undefined on a tie. */
function leadingAnswers(drafts: readonly Draft[], context: RepairContext): Map<string, string | undefined> {
  const votes = new Map<string, Map<string, number>>();
  for (const draft of drafts) {
    const example = exampleOf(draft, context);
    if (!example) continue;
    const prompt = promptKey(example);
    const answer = answerKey(example, context.task);
    const counts = votes.get(prompt) ?? new Map<string, number>();
    votes.set(prompt, counts.set(answer, (counts.get(answer) ?? 0) + 1));
  }
  return new Map([...votes].map(([prompt, counts]) => [prompt, leader(counts)]));
}

function leader(counts: ReadonlyMap<string, number>): string | undefined {
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}
