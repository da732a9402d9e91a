import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { loadQuestions, questionOf } from '../../../src/learn/interview/load.js';
import { mockReport } from '../../../src/learn/interview/report.js';
import {
  answerMock,
  currentOf,
  inOrder,
  mockScore,
  type Standing,
  startMock,
} from '../../../src/learn/interview/session.js';
import { readRoom, saveAnswer, saveReport, saveReview } from '../../../src/learn/interview/store.js';

const questions = await loadQuestions();
const standing = (change: Partial<Standing> = {}): Standing => ({ due: [], scores: new Map(), ...change });

describe('the order of questions', () => {
  it('is: due, then never asked, then weakest', () => {
    const scores = new Map(questions.slice(2).map(({ id }, index) => [id, 90 - index]));
    const ordered = inOrder(questions, standing({ due: ['qlora'], scores }), new Random(1)).map(({ id }) => id);
    expect(ordered[0]).toBe('qlora');
    expect(ordered.slice(1, 3).sort()).toEqual(
      questions
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    );
    expect(ordered[3]).toBe(questions.at(-1)!.id);
    expect(new Set(ordered).size).toBe(questions.length);
  });

  it('is the same for the same seed and another for another', () => {
    const order = (seed: number) => inOrder(questions, standing(), new Random(seed)).map(({ id }) => id);
    expect(order(3)).toEqual(order(3));
    expect(order(3)).not.toEqual(order(4));
  });

  it('passes over a card that is no question any more', () => {
    expect(inOrder(questions, standing({ due: ['gone'] }), new Random(1))).toHaveLength(questions.length);
  });
});

describe('a mock interview', () => {
  it('asks five questions on different topics, the first one first', () => {
    const ordered = inOrder(questions, standing({ due: ['qlora', 'lora-maths'] }), new Random(1));
    const mock = startMock(ordered);
    expect(mock.questions).toHaveLength(5);
    expect(mock.questions[0]!.id).toBe('qlora');
    expect(new Set(mock.questions.map(({ topic }) => topic)).size).toBe(5);
  });

  it('takes topics twice rather than fewer questions', () => {
    expect(startMock(questions.filter(({ topic }) => topic === 'lora')).questions).toHaveLength(5);
  });

  it('goes on with each answer, ends after the last, and has the mean for its score', () => {
    let mock = startMock([questionOf(questions, 'qlora'), questionOf(questions, 'lora-maths')], 2);
    expect(mockScore(mock)).toBe(0);
    mock = answerMock(mock, questionOf(questions, 'qlora').answer.en, 95);
    expect(currentOf(mock)?.id).toBe('lora-maths');
    mock = answerMock(mock, '', null);
    expect(currentOf(mock)).toBeNull();
    expect(answerMock(mock, 'one more', 1)).toBe(mock);
    expect(mockScore(mock)).toBe(Math.round(mock.answers[0]!.score.total / 2));
  });

  it('is told in Markdown: scores, times, evidence, what is missing, model answers, what to read', () => {
    const question = questionOf(questions, 'qlora');
    let mock = startMock([question, questionOf(questions, 'lora-maths')], 2);
    mock = answerMock(mock, 'It is LoRA on a base | quantised to 4 bits.\nThe adapter stays in 16 bit.', 95);
    mock = answerMock(mock, '', null);
    const report = mockReport(mock, 'en', '2026-11-23');
    expect(report).toContain('# Mock interview, 2026-11-23');
    expect(report).toMatch(/\| 1 \| What is QLoRA.* \| \d+ \| 1:35 \|/);
    expect(report).toContain(
      '- [x] The frozen base is stored in 4 bits. "It is LoRA on a base | quantised to 4 bits."',
    );
    expect(report).toContain('- [ ] missing: ');
    expect(report).toContain('> The adapter stays in 16 bit.');
    expect(report).toContain(`Read again: vishesh learn`);
    expect(report).toContain(question.sources[0]);
    expect(mockReport(mock, 'hi', '2026-11-23')).toContain(question.answer.hi.slice(0, 40));
  });
});

describe('in the home', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vishesh-interview-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  it('an answer and a grade are there the next time; what was failed is due soon, what was easy is not', async () => {
    const [first, second] = questions;
    await saveAnswer(home, first!, 42);
    await saveReview(home, first!.id, 'again', 42);
    await saveReview(home, second!.id, 'easy', null);
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const soon = await readRoom(home, at(1));
    expect(soon.standing.scores).toEqual(new Map([[first!.id, 42]]));
    expect(soon.standing.due).toEqual([first!.id]);
    expect((await readRoom(home, at(60))).standing.due).toContain(second!.id);
  });

  it('a report lies in learn/interviews', async () => {
    const path = await saveReport(home, '# Report', new Date('2026-11-23T10:11:12Z'));
    expect(path).toBe(join(home, 'learn', 'interviews', '2026-11-23T10-11-12.md'));
    expect(await readFile(path, 'utf8')).toBe('# Report\n');
  });
});
