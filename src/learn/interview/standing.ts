/** What was done with the questions so far, from the records of the home. Pure. */
import type { Progress } from '../progress/schema.js';
import { dueCards, type Review } from '../reviews/schedule.js';
import type { Standing } from './session.js';

export function standingOf(progress: Progress, reviews: readonly Review[], nowIso: string): Standing {
  return {
    due: dueCards(reviews, nowIso),
    scores: new Map(progress.interviews.map(({ question, score }) => [question, score])),
  };
}
