/** What a learner has done. One file, `<home>/learn/progress.json`. */
import { z } from 'zod';

export const PROGRESS_VERSION = 1;

const quizSchema = z.object({
  /** Answers given until the right one, this one included. */
  tries: z.int().positive(),
  correct: z.boolean(),
});

const lessonSchema = z.object({
  /** Ids of sections that were read to their end. */
  sections: z.array(z.string()).default([]),
  /** Ids of cells that ran without an error. */
  cells: z.array(z.string()).default([]),
  quizzes: z.record(z.string(), quizSchema).default({}),
  /** Ids of exercises that passed. */
  exercises: z.array(z.string()).default([]),
  /** ISO time, when everything in it was done. */
  doneAt: z.string().nullable().default(null),
});

const interviewSchema = z.object({ at: z.string(), topic: z.string(), question: z.string(), score: z.number() });

const practiceSchema = z.object({
  startedAt: z.string(),
  seed: z.int(),
  /** Where its files lie; absolute. */
  folder: z.string().default(''),
  /** Best score of each part, 0 to 100. */
  parts: z.record(z.string(), z.number()).default({}),
  hints: z.record(z.string(), z.int()).default({}),
  finishedAt: z.string().nullable().default(null),
});

const debriefSchema = z.object({
  /** When its first question was answered. */
  at: z.string(),
  /** By question: the place in the lessons that teaches it, and whether the first answer was right. */
  answers: z.record(z.string(), z.object({ lesson: z.string(), correct: z.boolean() })).default({}),
});

export const progressSchema = z.object({
  version: z.literal(PROGRESS_VERSION),
  lessons: z.record(z.string(), lessonSchema).default({}),
  /** Sabotage labs: named the fault, healed the run. */
  labs: z.record(z.string(), z.object({ named: z.boolean(), healed: z.boolean() })).default({}),
  interviews: z.array(interviewSchema).default([]),
  practice: practiceSchema.nullable().default(null),
  /** Questions about the learner's own runs, by job. */
  debriefs: z.record(z.string(), debriefSchema).default({}),
  /** Days on which something was learned, as YYYY-MM-DD in the learner's time zone, in order. */
  days: z.array(z.string()).default([]),
});

export type Progress = z.infer<typeof progressSchema>;
export type LessonProgress = z.infer<typeof lessonSchema>;

export const NO_PROGRESS: Progress = {
  version: PROGRESS_VERSION,
  lessons: {},
  labs: {},
  interviews: [],
  practice: null,
  debriefs: {},
  days: [],
};
