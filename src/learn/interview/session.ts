/** Which questions to ask, and how a mock interview goes. Pure. */
import type { Random } from '../../base/random.js';
import { scoreAnswer } from './score.js';
import type { AnswerScore, InterviewQuestion } from './types.js';

/** What the learner did so far with the questions. */
export interface Standing {
  /** Ids of questions to repeat now, longest overdue first. */
  due: readonly string[];
  /** The last score of every question that was answered. */
  scores: ReadonlyMap<string, number>;
}

/** All questions in the order in which they are worth asking: those due, then those never asked in chance order, then the weakest. */
export function inOrder(
  questions: readonly InterviewQuestion[],
  { due, scores }: Standing,
  random: Random,
): InterviewQuestion[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const first = due.flatMap((id) => byId.get(id) ?? []);
  const others = questions.filter((question) => !first.includes(question));
  const unseen = random.shuffle(others.filter(({ id }) => !scores.has(id)));
  const seen = others
    .filter(({ id }) => scores.has(id))
    .sort((a, b) => (scores.get(a.id) ?? 0) - (scores.get(b.id) ?? 0));
  return [...first, ...unseen, ...seen];
}

export const MOCK_LENGTH = 5;
/** What an answer should take. The clock informs; nothing ends with it. */
export const ANSWER_SECONDS = 120;

export interface MockAnswer {
  question: InterviewQuestion;
  text: string;
  /** Null where nobody measured. */
  seconds: number | null;
  score: AnswerScore;
}

export interface Mock {
  questions: readonly InterviewQuestion[];
  answers: readonly MockAnswer[];
}

/** The next questions in order, but no topic twice while others are left: an interviewer moves on. */
export function startMock(ordered: readonly InterviewQuestion[], length: number = MOCK_LENGTH): Mock {
  const left = [...ordered];
  const questions: InterviewQuestion[] = [];
  while (questions.length < length && left.length > 0) {
    const asked = new Set(questions.map(({ topic }) => topic));
    const fresh = left.findIndex(({ topic }) => !asked.has(topic));
    questions.push(...left.splice(Math.max(0, fresh), 1));
  }
  return { questions, answers: [] };
}

/** The question to answer now; null when all are answered. */
export const currentOf = ({ questions, answers }: Mock): InterviewQuestion | null => questions[answers.length] ?? null;

export function answerMock(mock: Mock, text: string, seconds: number | null): Mock {
  const question = currentOf(mock);
  if (question === null) return mock;
  return { ...mock, answers: [...mock.answers, { question, text, seconds, score: scoreAnswer(question, text) }] };
}

/** Mean score of the answers, 0 to 100. */
export function mockScore({ answers }: Mock): number {
  if (answers.length === 0) return 0;
  return Math.round(answers.reduce((sum, { score }) => sum + score.total, 0) / answers.length);
}
