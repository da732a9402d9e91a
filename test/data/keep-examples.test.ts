import { expect, it } from 'vitest';
import { checkFile } from '../../src/data/check-file.js';
import { keepExamples } from '../../src/data/keep-examples.js';
import { fileOf } from './support.js';

const text = `not a record\n${'{"input":"where is it","output":"here"}\n'.repeat(20)}`;

it.each([
  ['all of a small file', { rows: 20, characters: 1000 }, 20, true],
  ['the first rows of a file with more', { rows: 3, characters: 1000 }, 3, false],
  ['as many as their texts leave room for', { rows: 20, characters: 45 }, 3, false],
])('keeps %s', async (_, limits, count, complete) => {
  const kept = keepExamples(limits);
  await checkFile(fileOf(text), { checks: [kept.check], maxLength: 64, seed: 1 });
  expect(kept.complete).toBe(complete);
  expect(kept.examples.map(({ line }) => line)).toEqual(Array.from({ length: count }, (_, i) => i + 2));
});
