/** What every question of the interview room must keep. */
import { describe, expect, it } from 'vitest';
import { loadQuestions } from '../../../src/learn/interview/load.js';
import { scoreAnswer } from '../../../src/learn/interview/score.js';
import { wordsOf } from '../../../src/learn/interview/words.js';
import { lessonIds } from '../../../src/learn/lesson/load.js';

const questions = await loadQuestions();

it('there are at least thirty questions on at least six topics, each with its own id', () => {
  expect(questions.length).toBeGreaterThanOrEqual(30);
  expect(new Set(questions.map(({ topic }) => topic)).size).toBeGreaterThanOrEqual(6);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
});

describe.each(questions.map((question) => [question.id, question] as const))('%s', (_id, question) => {
  it('has a model answer in each language that is strong and free of misconceptions', () => {
    for (const lang of ['en', 'hi'] as const) {
      const { band, mistakes, stuffed, points } = scoreAnswer(question, question.answer[lang]);
      const missing = points.filter(({ evidence }) => evidence === null).map(({ id }) => id);
      expect({ lang, band, mistakes: mistakes.map(({ id }) => id), stuffed }, missing.join(' ')).toEqual({
        lang,
        band: 'strong',
        mistakes: [],
        stuffed: false,
      });
    }
  });

  it('gives nothing for its own words asked back', () => {
    for (const lang of ['en', 'hi'] as const) expect(scoreAnswer(question, question.ask[lang]).total).toBeLessThan(40);
  });

  it('finds its misconceptions when they are said plainly', () => {
    for (const mistake of question.mistakes)
      for (const phrase of mistake.any) {
        const said = phrase
          .split(/\s+/)
          .map((place) => place.split('|')[0])
          .join(' ');
        const { mistakes } = scoreAnswer(question, said);
        expect(
          mistakes.map(({ id }) => id),
          said,
        ).toContain(mistake.id);
      }
  });

  it('has no phrase that can never be found', () => {
    for (const point of question.points)
      for (const phrase of point.any) {
        const said = phrase
          .split(/\s+/)
          .map((place) => place.split('|')[0])
          .join(' ');
        const { points } = scoreAnswer({ points: [point], mistakes: [] }, said);
        expect(points[0]?.evidence, `${point.id}: ${said}`).not.toBeNull();
      }
  });

  it('has phrases of single words, so that each can be found', () => {
    for (const { any } of [...question.points, ...question.mistakes])
      for (const word of any.flatMap((phrase) => phrase.split(/[\s|]+/)))
        expect(wordsOf(word).length, word).toBeGreaterThan(0);
  });

  it('says everything in Roman script, Hinglish not copied from English', () => {
    const texts = [question.ask, question.answer, ...question.hints, ...question.points.map(({ say }) => say)];
    for (const { en, hi } of texts) {
      expect(hi).not.toMatch(/[\u0900-\u097f]/);
      expect(hi === en && en.length > 40).toBe(false);
    }
  });

  it('names a lesson that is there or planned', async () => {
    const ids = [...(await lessonIds()), '11-deploying', '12-costs', '13-common-mistakes', '14-interview'];
    expect(ids).toContain(question.lesson);
  });
});
