import { describe, expect, it } from 'vitest';
import { judge, SEVERE_FORGETTING, type VerdictInput } from '../../src/evaluate/verdict.js';

const clear = { value: 0.4, low: 0.2, high: 0.6 };
const unclear = { value: 0.05, low: -0.1, high: 0.2 };
const negative = { value: -0.3, low: -0.5, high: -0.1 };
const fell = { value: -1, low: -1.2, high: -0.8 };
const rose = { value: 1, low: 0.8, high: 1.2 };

function verdict(change: Partial<Omit<VerdictInput, 'main'>> & { main?: Partial<VerdictInput['main']> } = {}) {
  const { main, ...rest } = change;
  return judge({
    testRows: 30,
    lossDifference: fell,
    retention: { baseLoss: 3, tunedLoss: 3.05 },
    identical: false,
    main: { name: 'accuracy', base: 0.5, tuned: 0.9, difference: clear, higherIsBetter: true, ...main },
    ...rest,
  });
}

describe('the verdict', () => {
  it.each([
    ['a clear gain', {}, 'ship', /Better than the base on 30 held-out rows.*0\.50 to 0\.90/],
    [
      'a difference that may be luck',
      { main: { difference: unclear } },
      'not-enough-evidence',
      /may be luck.*loss did fall clearly/,
    ],
    ['a loss of accuracy', { main: { difference: negative } }, 'do-not-ship', /worse than the base/],
    ['too few rows for a gain', { testRows: 9 }, 'not-enough-evidence', /Only 9 held-out rows/],
    [
      'few rows, but clearly worse',
      { testRows: 9, main: { difference: negative } },
      'do-not-ship',
      /worse than the base/,
    ],
    [
      'a single row that got worse',
      { testRows: 1, main: { difference: { value: -1, low: -1, high: -1 } } },
      'not-enough-evidence',
      /^Only 1 held-out row: /,
    ],
    [
      'no gain and a rising loss',
      { main: { difference: unclear }, lossDifference: rose },
      'do-not-ship',
      /loss on the held-out rows rose clearly/,
    ],
    ['a gain with a rising loss', { lossDifference: rose }, 'ship', /surer of itself when it is wrong/],
    ['no change at all', { identical: true }, 'do-not-ship', /nothing was learned/],
    ['a loss that is no number', { lossDifference: { ...fell, value: Number.NaN } }, 'do-not-ship', /not numbers/],
    [
      'a gain bought with forgetting',
      { retention: { baseLoss: 3, tunedLoss: 3 + SEVERE_FORGETTING + 0.01 } },
      'do-not-ship',
      /forgot too much.*20\.1 to 40\.6/,
    ],
    ['some forgetting', { retention: { baseLoss: 3, tunedLoss: 3.3 } }, 'ship', /35% worse on ordinary text/],
  ] as const)('on %s', (_name, change, word, reason) => {
    const result = verdict(change);
    expect(result.verdict).toBe(word);
    expect(result.reason.en).toMatch(reason);
    expect(result.reason.hi).not.toBe(result.reason.en);
  });

  it('reads a lower loss as better when the loss is the main metric', () => {
    const main = { name: 'loss', base: 2, tuned: 1, difference: fell, higherIsBetter: false } as const;
    expect(verdict({ main }).verdict).toBe('ship');
    expect(verdict({ main: { ...main, difference: rose }, lossDifference: rose }).verdict).toBe('do-not-ship');
  });
});
