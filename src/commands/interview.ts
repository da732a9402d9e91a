/** `interview`: what is due, one question with its score, or a mock interview of five. */
import { Problem } from '../base/error.js';
import { say } from '../base/localized.js';
import { Random } from '../base/random.js';
import { questionOf } from '../learn/interview/load.js';
import { scoreAnswer } from '../learn/interview/score.js';
import { inOrder } from '../learn/interview/session.js';
import { type InterviewRoom, readRoom, saveAnswer, saveReview } from '../learn/interview/store.js';
import type { InterviewQuestion } from '../learn/interview/types.js';
import { type ReviewGrade, suggestedGrade } from '../learn/reviews/grades.js';
import { readAnswer } from './interview-input.js';
import { HOW, questionText, roomText, scoreText } from './interview-text.js';
import type { CommandIo } from './io.js';
import { inLanguage } from './json.js';

export interface InterviewArgs {
  action: 'list' | 'ask' | 'mock';
  id?: string | undefined;
  answer?: string;
  /** `-`: standard input. */
  answerFile?: string;
  hints: number;
  grade?: ReviewGrade;
  /** Of a mock interview. */
  answers?: string;
  seed?: number;
}

export async function interviewCommand(args: InterviewArgs, io: CommandIo): Promise<number> {
  const now = new Date();
  const room = await readRoom(io.home, now.toISOString());
  if (args.action === 'ask') return ask(args, room, io);
  if (args.action === 'list') return list(room, io);
  const { mockCommand } = await import('./interview-mock.js');
  return mockCommand(args, room, now, io);
}

function list(room: InterviewRoom, io: CommandIo): number {
  if (io.json) {
    const questions = room.questions.map(({ id, topic, lesson, ask: text }) => ({
      id,
      topic,
      lesson,
      ask: say(text, io.lang),
      due: room.standing.due.includes(id),
      lastScore: room.standing.scores.get(id) ?? null,
    }));
    io.out(JSON.stringify({ due: room.standing.due, questions }));
  } else io.out(roomText(room, io.lang));
  io.progress(`\n${say(HOW, io.lang)}\n`);
  return 0;
}

/** Without an id: the question that is next. Answered, it is scored and recorded; with a grade, its next review is fixed. */
async function ask(args: InterviewArgs, room: InterviewRoom, io: CommandIo): Promise<number> {
  const question = args.id === undefined ? nextQuestion(room, args.seed) : questionOf(room.questions, args.id);
  const text = await readAnswer(args);
  const score = text === null ? null : scoreAnswer(question, text);
  if (score !== null) await saveAnswer(io.home, question, score.total);
  if (args.grade !== undefined) await saveReview(io.home, question.id, args.grade, score?.total ?? null);
  if (io.json) {
    const { id, topic, lesson, ask: asked, hints, answer, sources } = question;
    const before = { id, topic, lesson, ask: asked, hints: hints.slice(0, args.hints), grade: args.grade ?? null };
    const after = score === null ? {} : { score, suggestedGrade: suggestedGrade(score.total), answer, sources };
    io.out(JSON.stringify(inLanguage({ ...before, ...after }, io.lang)));
    return 0;
  }
  io.out(questionText(question, args.hints, io.lang));
  if (score !== null) io.out(`\n${scoreText(question, score, io.lang)}`);
  return 0;
}

function nextQuestion({ questions, standing }: InterviewRoom, seed: number = Date.now()): InterviewQuestion {
  const [first] = inOrder(questions, standing, new Random(seed));
  if (first === undefined)
    throw new Problem({
      code: 'no-such-question',
      message: { en: 'There are no interview questions.', hi: 'Interview ke sawaal nahi mile.' },
      next: { en: 'Install the program again.', hi: 'Program dobara install karo.' },
    });
  return first;
}
