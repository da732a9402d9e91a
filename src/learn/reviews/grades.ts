/** How well a card was known, as the learner says. Apart from the schedule, so that naming them loads nothing. */
export const GRADES = ['again', 'hard', 'good', 'easy'] as const;
export type ReviewGrade = (typeof GRADES)[number];
