import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapWords } from '../../src/base/wrap-words.js';

it('breaks between words, within the width, and begins no line with a space', () => {
  expect(wrapWords('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapWords('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
});

it('loses no word', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 3, max: 40 }), (all, width) => {
      const lines = wrapWords(all.join(' '), width);
      expect(lines.every((line) => line.length <= width && line === line.trim())).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(all.join(''));
    }),
  );
});
