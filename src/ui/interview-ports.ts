/** The part of the outside world that belongs to the interview room: questions, what was answered, and the report. */
import type { Lang } from '../base/localized.js';
import type { Mock, Standing } from '../learn/interview/session.js';
import type { InterviewQuestion } from '../learn/interview/types.js';
import type { ReviewGrade } from '../learn/reviews/grades.js';

export interface OpenedRoom {
  questions: InterviewQuestion[];
  standing: Standing;
  /** Of the order in which questions never asked come. */
  seed: number;
}

export interface InterviewPorts {
  room: () => Promise<OpenedRoom>;
  answered: (question: InterviewQuestion, score: number) => Promise<void>;
  graded: (question: InterviewQuestion, grade: ReviewGrade, score: number | null) => Promise<void>;
  /** Records the answers and writes the report; resolves to its path. */
  finished: (mock: Mock, lang: Lang) => Promise<string>;
}
