import { expect, it } from 'vitest';
import { seconds } from '../../../src/learn/debrief/words.js';

it.each([
  [4.126, '4.13 s'],
  [59.4, '59.4 s'],
  [59.7, '1 min 0 s'],
  [119.6, '2 min 0 s'],
  [3599.7, '1 h 0 min'],
])('%d s are told as %s, never as 60 of a unit', (s, told) => expect(seconds(s)).toBe(told));
