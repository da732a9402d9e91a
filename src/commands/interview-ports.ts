/** The interview room as the app's screen uses it, read from disk when it is first asked for. */
import type { InterviewPorts } from '../ui/interview-ports.js';

export function interviewPortsOf(home: string): InterviewPorts {
  const store = () => import('../learn/interview/store.js');
  return {
    room: async () => {
      const now = new Date();
      return { ...(await (await store()).readRoom(home, now.toISOString())), seed: now.getTime() };
    },
    answered: async (question, score) => (await store()).saveAnswer(home, question, score),
    graded: async ({ id }, grade, score) => (await store()).saveReview(home, id, grade, score),
    finished: async (mock, lang) => {
      const [{ saveAnswer, saveReport }, { mockReport }] = await Promise.all([
        store(),
        import('../learn/interview/report.js'),
      ]);
      const now = new Date();
      for (const { question, score } of mock.answers) await saveAnswer(home, question, score.total);
      return saveReport(home, mockReport(mock, lang, now.toISOString().slice(0, 10)), now);
    },
  };
}
