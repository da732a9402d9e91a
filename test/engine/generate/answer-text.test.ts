import { describe, expect, it } from 'vitest';
import { goesRound, isCode, repeatsWords } from '../../../src/engine/generate/answer-text.js';

describe('the words of an answer', () => {
  it.each([
    ['They are mango, mango and banana.', true],
    ['A year of joy and Joy.', true],
    ['The cat sat and then the cat sat down.', true],
    ['Dheere dheere saans lijiye.', false],
    ['2 and 2 make 4.', false],
    ['for (const text of texts) text, text;', false],
  ])('go round in a circle: %s %s', (text, round) => expect(goesRound(text)).toBe(round));

  it.each([
    ['A plant is a green plant.', true],
    ['A plant is green. A plant grows.', false],
    ['Kabhi kabhi baarish hoti hai.', false],
    ['Baarish aayi chham chham chham.', false],
    ['Pehle paani, phir chai, phir paani.', true],
    ['The sun and the sky.', false],
  ])('repeat a long word in a sentence: %s %s', (text, repeats) => expect(repeatsWords(text)).toBe(repeats));

  it.each([
    ['function add(a, b) {\n  return a + b;\n}', true],
    ['print(i)', true],
    ['const double = (n) => n * 2', true],
    ['10 plus 10 is 20.', false],
    ['I am nano (a small model).', false],
  ])('are code or not: %s %s', (text, code) => expect(isCode(text)).toBe(code));
});
