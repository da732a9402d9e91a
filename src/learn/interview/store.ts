/** Disk: what the interview room reads from and leaves in the home. */
import { join } from 'node:path';
import { makeFolder, writeAtomic } from '../../base/files.js';
import { learnFolder, readProgress, saveLearned } from '../progress/store.js';
import type { ReviewGrade } from '../reviews/grades.js';
import { appendReview, readReviews } from '../reviews/store.js';
import { loadQuestions } from './load.js';
import type { Standing } from './session.js';
import { standingOf } from './standing.js';
import type { InterviewQuestion } from './types.js';

export interface InterviewRoom {
  questions: InterviewQuestion[];
  standing: Standing;
}

export async function readRoom(home: string, nowIso: string): Promise<InterviewRoom> {
  const [questions, reviews, { progress }] = await Promise.all([
    loadQuestions(),
    readReviews(home),
    readProgress(home),
  ]);
  return { questions, standing: standingOf(progress, reviews, nowIso) };
}

export async function saveAnswer(home: string, { id, topic }: InterviewQuestion, score: number): Promise<void> {
  await saveLearned(home, { type: 'interview-answered', topic, question: id, score });
}

/** `score`: of the answer before the grade, or null where none was given. */
export async function saveReview(home: string, card: string, grade: ReviewGrade, score: number | null): Promise<void> {
  await appendReview(home, { card, at: new Date().toISOString(), grade, score });
}

/** Writes the report to `<home>/learn/interviews/<time>.md`; resolves to its path. */
export async function saveReport(home: string, markdown: string, at: Date): Promise<string> {
  const folder = join(learnFolder(home), 'interviews');
  await makeFolder(folder);
  const path = join(folder, `${at.toISOString().replaceAll(':', '-').replace(/\..*/, '')}.md`);
  await writeAtomic(path, `${markdown}\n`);
  return path;
}
