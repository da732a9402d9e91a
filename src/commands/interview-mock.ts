/** `interview mock`: five questions; with a file of answers they are scored, and the report is kept. */
import { say } from '../base/localized.js';
import { Random } from '../base/random.js';
import { questionOf } from '../learn/interview/load.js';
import { mockReport } from '../learn/interview/report.js';
import { answerMock, inOrder, type Mock, mockScore, startMock } from '../learn/interview/session.js';
import { type InterviewRoom, saveAnswer, saveReport } from '../learn/interview/store.js';
import type { InterviewArgs } from './interview.js';
import { type GivenAnswer, readAnswers } from './interview-input.js';
import type { CommandIo } from './io.js';
import { inLanguage } from './json.js';

const HOW = {
  en: 'Write the five answers as a list in YAML or JSON (with the ids, as `- id: ...` and `answer: ...`), then: vishesh interview mock --answers FILE',
  hi: 'Paanchon jawab YAML ya JSON list mein likho (ids ke saath, `- id: ...` aur `answer: ...`), phir: vishesh interview mock --answers FILE',
};

/** Without answers, it asks: the same seed asks the same as long as nothing was answered in between. */
export async function mockCommand(
  { answers: path, seed }: InterviewArgs,
  { questions, standing }: InterviewRoom,
  now: Date,
  io: CommandIo,
): Promise<number> {
  const mock = startMock(inOrder(questions, standing, new Random(seed ?? daySeed(now))));
  if (path === undefined) return askAll(mock, io);
  const done = answered(mock, await readAnswers(path), (id) => questionOf(questions, id));
  for (const { question, score } of done.answers) await saveAnswer(io.home, question, score.total);
  const report = mockReport(done, io.lang, now.toISOString().slice(0, 10));
  const saved = await saveReport(io.home, report, now);
  if (io.json) {
    const entries = done.answers.map(({ question, score }) => ({ id: question.id, ask: question.ask, ...score }));
    io.out(JSON.stringify(inLanguage({ score: mockScore(done), report: saved, answers: entries }, io.lang)));
  } else io.out(report);
  io.progress(`\n${saved}\n`);
  return 0;
}

function askAll({ questions }: Mock, io: CommandIo): number {
  if (io.json) io.out(JSON.stringify({ questions: questions.map(({ id, ask }) => ({ id, ask: say(ask, io.lang) })) }));
  else io.out(questions.map(({ id, ask }, index) => `${index + 1}. ${say(ask, io.lang)}\n   ${id}`).join('\n'));
  io.progress(`\n${say(HOW, io.lang)}\n`);
  return 0;
}

/** Answers with ids are for those questions, in the file's order; texts are for the questions in turn. */
function answered(mock: Mock, given: readonly GivenAnswer[], find: (id: string) => Mock['questions'][number]): Mock {
  const own = given.flatMap((one) => (typeof one === 'string' ? [] : [find(one.id)]));
  const questions = own.length === given.length ? own : mock.questions;
  return given.reduce<Mock>((so, one) => answerMock(so, typeof one === 'string' ? one : one.answer, null), {
    questions,
    answers: [],
  });
}

/** The same questions all day. */
const daySeed = (now: Date): number => Math.floor(now.getTime() / 86_400_000);
