import { describe, expect, test } from 'vitest';
import { cleanAnswer, repeats } from '../../../src/pretrain/teacher/clean-answer.js';

const prose = (text: string, ended = true, user = 'What is a spoon?') =>
  cleanAnswer({ text, ended, user, answer: 'prose' });
const code = (text: string, ended = true) => cleanAnswer({ text, ended, user: 'Add two numbers.', answer: 'code' });

describe('prose', () => {
  test('a good answer stays; typographic marks and line breaks become plain', () => {
    expect(prose(' It\u2019s a \u201csmall\u201d tool\u2026\nWe eat soup with it. ')).toEqual({
      text: 'It\'s a "small" tool... We eat soup with it.',
    });
  });

  test('an answer cut at the limit ends with its last whole sentence; one without any is left out', () => {
    expect(prose('A spoon is a small tool. We use it to e', false)).toEqual({ text: 'A spoon is a small tool.' });
    expect(prose('A long day with Mr. Rao and Dr. B. Sen in the', false)).toEqual({ rejected: 'cut-off' });
    expect(prose('She took a spoon. She said: "I am hungry. And I am ti', false)).toEqual({
      text: 'She took a spoon.',
    });
  });

  test('quotation marks around the whole and an empty lead-in are taken away', () => {
    expect(prose('"Thank you for your patience today."')).toEqual({ text: 'Thank you for your patience today.' });
    expect(prose('In very simple words, art is something that people make.')).toEqual({
      text: 'Art is something that people make.',
    });
  });

  test.each([
    ['', 'empty'],
    ['Yes it is.', 'too-short'],
    ['\u0928\u092e\u0938\u094d\u0924\u0947 and a very good day to you.', 'not-ascii'],
    ['It is \ufffd\ufffd a strange tool for soup.', 'not-ascii'],
    ['As an AI language model, I eat no soup at all.', 'speaks-of-itself'],
    ["I'm sorry, but I'm unable to assist with that today.", 'speaks-of-itself'],
    ["Here's a possible response: thank you for the spoon.", 'speaks-of-itself'],
    ['The knight had a weapon in his hand that day.', 'unfit'],
    ['Use it well. It is a very good spoon, and it is a very good spoon for soup.', 'repeats'],
    ['The spoon was a big big big thing on a table.', 'repeats'],
    ['A spoon is a spoon that people know.', 'echo'],
    ['1. Take a spoon. 2. Eat the soup.', 'markup'],
    ['It is a **tool** for eating soup.', 'markup'],
  ])('%j is left out: %s', (text, rejected) => {
    expect(prose(text)).toEqual({ rejected });
  });

  test('an answer that only says the prompt again is left out', () => {
    const user = 'Summarise: The museum opens on Monday morning. It is big.';
    expect(prose('The museum opens on Monday morning.', true, user)).toEqual({ rejected: 'echo' });
  });

  test('repetition is told from ordinary use of the same words', () => {
    expect(repeats('The cat sat on the mat and the dog lay on the floor beside the fire.')).toBe(false);
    expect(repeats('a b a b a b a c a b c a b c')).toBe(true);
  });
});

describe('code', () => {
  test('the first function is taken out of its fence and its explanation', () => {
    const text =
      'Here you are:\n\n```javascript\nfunction add(a, b) {\n  return a + b;\n}\n\nadd(1, 2); // 3\n```\n\nIt adds.';
    expect(code(text)).toEqual({ text: 'function add(a, b) {\n  return a + b;\n}' });
    expect(code('const add = (a, b) => a + b;')).toEqual({ text: 'const add = (a, b) => a + b;' });
  });

  test('what does not parse or has no function is left out', () => {
    expect(code('function add(a, b) {\n  return a +', false)).toEqual({ rejected: 'does-not-parse' });
    expect(code('let x = 1 + 2;')).toEqual({ rejected: 'does-not-parse' });
    expect(code('Use the plus sign.')).toEqual({ rejected: 'does-not-parse' });
  });
});
