/** The interview room as the app's screen uses it, read from disk when it is first asked for. */
import type { InterviewPorts } from '../ui/interview-ports.js';

export function interviewPortsOf(home: string): InterviewPorts {
  const store = () => import('../learn/interview/store.js');
  let written: Promise<unknown> = Promise.resolve();
  /** One write after the other; who reads the room waits for them. */
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const done = written.then(write);
    written = done.catch(() => {});
    return done;
  };
  return {
    room: async () => {
      await written;
      const now = new Date();
      return { ...(await (await store()).readRoom(home, now.toISOString())), seed: now.getTime() };
    },
    answered: (question, score) => inTurn(async () => (await store()).saveAnswer(home, question, score)),
    graded: ({ id }, grade, score) => inTurn(async () => (await store()).saveReview(home, id, grade, score)),
    finished: (mock, lang) =>
      inTurn(async () => {
        const [{ saveAnswer, saveReport }, { mockReport }] = await Promise.all([
          store(),
          import('../learn/interview/report.js'),
        ]);
        const now = new Date();
        for (const { question, score } of mock.answers) await saveAnswer(home, question, score.total);
        return saveReport(home, mockReport(mock, lang, now.toISOString().slice(0, 10)), now);
      }),
  };
}
