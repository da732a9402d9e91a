import { expect, test } from 'vitest';
import { specialSplitter } from '../../../src/engine/text/split-special.js';

const token = (id: number, content: string, lstrip = false, rstrip = false) => ({ id, content, lstrip, rstrip });
const texts = (split: ReturnType<typeof specialSplitter>, text: string): string[] =>
  split(text).map((piece) => (piece.special === null ? piece.text : `[${piece.special.id}]`));

test('cuts at special tokens, the longest first, and leaves nothing out', () => {
  const split = specialSplitter([token(1, '<s>'), token(2, '<s>>'), token(3, '|x.|')]);
  expect(texts(split, 'a<s>b<s>>c|x.||xy|<s>')).toEqual(['a', '[1]', 'b', '[2]', 'c', '[3]', '|xy|', '[1]']);
});

test('tokens that strip swallow the white space at their side only', () => {
  const split = specialSplitter([token(1, '<l>', true, false), token(2, '<r>', false, true)]);
  expect(texts(split, ' a <l> b <r> c ')).toEqual([' a', '[1]', ' b ', '[2]', 'c ']);
  expect(texts(split, '<r> <l>')).toEqual(['[2]', '[1]']);
});

test('without special tokens the text stays whole', () => {
  expect(texts(specialSplitter([]), 'a<s>')).toEqual(['a<s>']);
  expect(texts(specialSplitter([]), '')).toEqual([]);
});
