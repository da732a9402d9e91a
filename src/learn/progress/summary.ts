/** Progress in a few numbers, and what to do next. Pure. */
import type { Lesson } from '../lesson/types.js';
import type { Progress } from './schema.js';
import { lessonOfTopic } from './topic-lessons.js';

export interface ProgressSummary {
  /** Days in a row up to today or yesterday. */
  streak: number;
  lessons: { done: number; total: number };
  /** Share of questions answered rightly at the first try, or null before the first. */
  quizFirstTry: number | null;
  /** Mean of the last ten scores of the interview room, 0 to 100. */
  interview: number | null;
  labsHealed: number;
  /** First answers about the learner's own runs; null before the first. */
  debriefs: { right: number; of: number } | null;
  practice: { score: number; finished: boolean } | null;
  /** Topics by how often they went wrong, worst first; at most three. */
  weakest: WeakTopic[];
  next: NextStep;
}

export interface WeakTopic {
  /** A lesson's id, or a topic of the interview room. */
  topic: string;
  /** Of what was asked, 0 to 1: how much went right. */
  share: number;
  /** The lesson that goes deeper, `id` or `id#section`. */
  lesson: string | null;
}

export type NextStep =
  | { kind: 'review'; due: number }
  | { kind: 'lesson'; id: string }
  | { kind: 'interview' }
  | { kind: 'practice' }
  | { kind: 'nothing' };

const RECENT_ANSWERS = 10;
const WEAK = 0.7;

export function summarise(progress: Progress, lessons: readonly Lesson[], due: number, today: string): ProgressSummary {
  const done = lessons.filter((lesson) => isFinished(progress, lesson.id)).length;
  const quizzes = Object.values(progress.lessons).flatMap((lesson) => Object.values(lesson.quizzes));
  const recent = progress.interviews.slice(-RECENT_ANSWERS);
  const { practice } = progress;
  return {
    streak: streakOf(progress.days, today),
    lessons: { done, total: lessons.length },
    quizFirstTry:
      quizzes.length === 0 ? null : quizzes.filter((quiz) => quiz.correct && quiz.tries === 1).length / quizzes.length,
    interview: recent.length === 0 ? null : recent.reduce((sum, { score }) => sum + score, 0) / recent.length,
    labsHealed: Object.values(progress.labs).filter((lab) => lab.healed).length,
    debriefs: debriefScore(progress),
    practice: practice === null ? null : { score: practiceScore(practice), finished: practice.finishedAt !== null },
    weakest: weakestTopics(progress),
    next: nextStep(progress, lessons, due),
  };
}

export const PRACTICE_PARTS = ['prepare', 'validate', 'choose', 'estimate', 'trade-offs'] as const;
/** What a hint costs, in points of its part. */
export const HINT_COST = 10;

/** Mean of the five parts, each less what its hints cost. */
export function practiceScore({ parts, hints }: NonNullable<Progress['practice']>): number {
  const points = PRACTICE_PARTS.map((part) => Math.max(0, (parts[part] ?? 0) - HINT_COST * (hints[part] ?? 0)));
  return Math.round(points.reduce((sum, point) => sum + point, 0) / PRACTICE_PARTS.length);
}

export function streakOf(days: readonly string[], today: string): number {
  const known = new Set(days);
  let day = known.has(today) ? today : dayBefore(today);
  let streak = 0;
  for (; known.has(day); day = dayBefore(day)) streak++;
  return streak;
}

/** Calendar arithmetic in UTC, where every day has 24 hours. */
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function debriefScore({ debriefs }: Progress): ProgressSummary['debriefs'] {
  const answers = Object.values(debriefs).flatMap((debrief) => Object.values(debrief.answers));
  return answers.length === 0 ? null : { right: answers.filter(({ correct }) => correct).length, of: answers.length };
}

/**
 * A lesson's topic is its id; an interview's, its own. Points: 1 for a first-try answer or a score of 100. A wrong answer about one's own
 * run names the section that goes deeper.
 */
function weakestTopics(progress: Progress): WeakTopic[] {
  const points = new Map<string, number[]>();
  const sections = new Map<string, string>();
  const add = (topic: string, share: number) => points.set(topic, [...(points.get(topic) ?? []), share]);
  for (const [id, { quizzes }] of Object.entries(progress.lessons))
    for (const quiz of Object.values(quizzes)) add(id, quiz.correct ? 1 / quiz.tries : 0);
  for (const { topic, score } of progress.interviews) add(topic, score / 100);
  for (const { answers } of Object.values(progress.debriefs))
    for (const { lesson, correct } of Object.values(answers)) {
      const topic = lesson.split('#')[0] ?? lesson;
      add(topic, correct ? 1 : 0);
      if (!correct) sections.set(topic, lesson);
    }
  return [...points]
    .map(([topic, shares]) => ({
      topic,
      share: shares.reduce((sum, share) => sum + share, 0) / shares.length,
      lesson: sections.get(topic) ?? lessonOfTopic(topic),
    }))
    .filter(({ share }) => share < WEAK)
    .sort((a, b) => a.share - b.share)
    .slice(0, 3);
}

function nextStep(progress: Progress, lessons: readonly Lesson[], due: number): NextStep {
  if (due > 0) return { kind: 'review', due };
  const open = lessons.find((lesson) => !isFinished(progress, lesson.id));
  if (open !== undefined) return { kind: 'lesson', id: open.id };
  if (progress.interviews.length === 0) return { kind: 'interview' };
  if (progress.practice?.finishedAt == null) return { kind: 'practice' };
  return { kind: 'nothing' };
}

const isFinished = (progress: Progress, id: string): boolean => progress.lessons[id]?.doneAt != null;
