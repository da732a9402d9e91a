/** The interview room in a small world: the real questions, and what was done with them, remembered only. */
import type { Standing } from '../../src/learn/interview/session.js';
import type { InterviewQuestion } from '../../src/learn/interview/types.js';
import type { InterviewPorts } from '../../src/ui/interview-ports.js';

export interface FakeRoom extends InterviewPorts {
  did: string[];
}

export function fakeInterviewPorts(
  questions: InterviewQuestion[] = [],
  standing: Standing = { due: [], scores: new Map() },
): FakeRoom {
  const did: string[] = [];
  return {
    did,
    room: async () => ({ questions, standing, seed: 1 }),
    answered: async ({ id }, score) => void did.push(`${id} ${score}`),
    graded: async ({ id }, grade) => void did.push(`${id} ${grade}`),
    finished: async ({ answers }) => {
      did.push(`mock ${answers.length}`);
      return '/home/of/test/learn/interviews/2026-11-23.md';
    },
  };
}
