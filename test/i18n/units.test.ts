import { describe, expect, it } from 'vitest';
import { formatPercent, formatSeconds } from '../../src/i18n/units.js';

describe('a time', () => {
  it.each([
    [9, '9.0 s'],
    [75, '1 min 15 s'],
    [3600, '1 h 0 min'],
    [7199, '2 h 0 min'],
    [5430, '1 h 31 min'],
  ])('of %d seconds is %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));
});

describe('a share', () => {
  it.each([
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.004, '0.4%'],
    [0.404, '40%'],
    [0.9974, '99.7%'],
    [0.99999, '99.9%'],
    [1, '100%'],
  ])('of %d is %s', (share, text) => expect(formatPercent(share)).toBe(text));
});
