import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interviewPortsOf } from '../../src/commands/interview-ports.js';
import { loadQuestions } from '../../src/learn/interview/load.js';
import { answerMock, startMock } from '../../src/learn/interview/session.js';

test('the room knows of every answer that was handed in before it is read, also of several at once', async () => {
  const home = await mkdtemp(join(tmpdir(), 'vishesh-interview-'));
  const questions = await loadQuestions();
  const ports = interviewPortsOf(home);
  const [first, second] = questions;
  void ports.answered(first!, 40);
  void ports.answered(second!, 60);
  expect((await ports.room()).standing.scores).toEqual(
    new Map([
      [first!.id, 40],
      [second!.id, 60],
    ]),
  );
  const mock = [1, 2, 3, 4, 5].reduce((so) => answerMock(so, 'an answer', 10), startMock(questions));
  expect(await ports.finished(mock, 'hi')).toContain(join(home, 'learn', 'interviews'));
  expect((await ports.room()).standing.scores.size).toBeGreaterThanOrEqual(5);
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});
