/** When to ask a question again: spaced repetition by FSRS, rebuilt from the log of reviews. Pure. */
import { type Card, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import { z } from 'zod';
import { GRADES, type ReviewGrade, suggestedGrade } from './grades.js';

export { GRADES, type ReviewGrade, suggestedGrade };

const RATINGS: Record<ReviewGrade, Grade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/** One line of the log. */
export const reviewSchema = z.object({
  card: z.string(),
  at: z.iso.datetime(),
  grade: z.enum(GRADES),
  score: z.number().nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

/** Without chance: the same log gives the same dates. */
const scheduler = fsrs({ enable_fuzz: false });

/** The date of every card's next review, ISO, from all reviews in order. */
export function dueDates(reviews: readonly Review[]): Map<string, string> {
  const cards = new Map<string, Card>();
  for (const { card, at, grade } of reviews) {
    const now = new Date(at);
    const before: Card = cards.get(card) ?? createEmptyCard<Card>(now);
    cards.set(card, scheduler.next(before, now, RATINGS[grade]).card);
  }
  return new Map([...cards].map(([id, card]) => [id, card.due.toISOString()]));
}

/** Cards due now, longest overdue first. */
export function dueCards(reviews: readonly Review[], nowIso: string): string[] {
  return [...dueDates(reviews)]
    .filter(([, due]) => due <= nowIso)
    .sort(([, a], [, b]) => a.localeCompare(b))
    .map(([card]) => card);
}
