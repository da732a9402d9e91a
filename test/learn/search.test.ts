import { expect, test } from 'vitest';
import { searchLessons } from '../../src/learn/lesson/search.js';
import { smallLesson } from '../ui/fake-learn-ports.js';

const lessons = [smallLesson()];
const found = (query: string, lang: 'en' | 'hi' = 'en') =>
  searchLessons(lessons, query, lang).map(({ section }) => section.id);

test('finds every word, in text, code, questions and titles, in the language that is read', () => {
  expect(found('weights LOSS')).toEqual(['idea']);
  expect(found('40 + 2')).toEqual(['try']);
  expect(found('tokenizer')).toEqual(['try']);
  expect(found('seekhta')).toEqual([]);
  expect(found('seekhta', 'hi')).toEqual(['try']);
  expect(found('loss tokenizer')).toEqual([]);
  expect(found('  ')).toEqual([]);
});

test('puts first what says it in its title', () => {
  expect(found('it')[0]).toBe('try');
});

test('quotes the place', () => {
  expect(searchLessons(lessons, 'weights', 'en')[0]?.excerpt).toMatch(/at the weights/);
});
