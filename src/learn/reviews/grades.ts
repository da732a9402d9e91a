/** How well a card was known, as the learner says. Apart from the schedule, so that naming them loads nothing. */
export const GRADES = ['again', 'hard', 'good', 'easy'] as const;
export type ReviewGrade = (typeof GRADES)[number];

/** What the score suggests; the learner decides. */
export function suggestedGrade(score: number): ReviewGrade {
  if (score < 40) return 'again';
  if (score < 60) return 'hard';
  return score < 85 ? 'good' : 'easy';
}
