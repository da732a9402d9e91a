/** The interview room in the reader's hands: its questions, and a score for any answer. Touches the disk. */
import { loadQuestions, questionOf } from '../learn/interview/load.js';
import { scoreAnswer as scored } from '../learn/interview/score.js';
import type { AnswerScore, InterviewQuestion } from '../learn/interview/types.js';

export type { AnswerScore, InterviewQuestion };

export interface ScoredAnswer extends AnswerScore {
  /** Ids of the points that no sentence says. */
  missing: string[];
}

/** All questions, or those of one topic. */
export async function interviewQuestions(topic?: string): Promise<InterviewQuestion[]> {
  const questions = await loadQuestions();
  return topic === undefined ? questions : questions.filter((question) => question.topic === topic);
}

/**
 * Scores an answer, in English or Hinglish, by the question's rubric of words: of 100, 60 for the points, 20 for no misconception, 10 for structure,
 * 10 for length. Throws `Problem` `no-such-question`.
 */
export async function scoreAnswer(questionId: string, answer: string): Promise<ScoredAnswer> {
  const score = scored(questionOf(await loadQuestions(), questionId), answer);
  return { ...score, missing: score.points.filter(({ evidence }) => evidence === null).map(({ id }) => id) };
}
