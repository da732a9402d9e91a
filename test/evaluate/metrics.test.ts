import { describe, expect, it } from 'vitest';
import { accuracy } from '../../src/evaluate/accuracy.js';
import { chrf } from '../../src/evaluate/chrf.js';
import { confusionMatrix } from '../../src/evaluate/confusion.js';
import { exactMatch, exactMatchOf, verbatimMatchOf } from '../../src/evaluate/exact-match.js';
import { normalizeAnswer } from '../../src/evaluate/normalize-answer.js';
import { meanLoss, perplexity } from '../../src/evaluate/perplexity.js';
import { macroOf, macroScores } from '../../src/evaluate/precision-recall.js';
import { tokenF1, tokenF1Of } from '../../src/evaluate/token-f1.js';
import reference from './reference/reference.json' with { type: 'json' };

/** Double arithmetic in another order of summation. */
const DIGITS = 12;

describe('classification metrics agree with scikit-learn', () => {
  it.each(Object.entries(reference.classification))('%s', (_name, known) => {
    expect(accuracy(known.expected, known.predicted)).toBeCloseTo(known.accuracy, DIGITS);
    const macro = macroScores(known.expected, known.predicted);
    expect(macro.precision).toBeCloseTo(known.precision, DIGITS);
    expect(macro.recall).toBeCloseTo(known.recall, DIGITS);
    expect(macro.f1).toBeCloseTo(known.f1, DIGITS);
    const confusion = confusionMatrix(known.expected, known.predicted, known.labels);
    expect(confusion).toEqual({ labels: known.labels, counts: known.confusion });
  });

  it('keep a label that never occurs in the matrix and out of the mean', () => {
    const confusion = confusionMatrix(['a', 'b'], ['a', 'a'], ['a', 'b', 'never']);
    expect(confusion.counts).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
    expect(macroOf(confusion)).toEqual(macroScores(['a', 'b'], ['a', 'a']));
  });

  it('put a label that is not in the list behind the others', () => {
    expect(confusionMatrix(['z'], ['b'], ['b']).labels).toEqual(['b', 'z']);
  });
});

describe('answer metrics agree with SQuAD’s', () => {
  it.each(reference.qa)('$expected | $answer', ({ expected, answer, exactMatch: match, f1 }) => {
    expect(exactMatchOf(expected, answer)).toBe(match);
    expect(tokenF1Of(expected, answer)).toBeCloseTo(f1, DIGITS);
  });

  it('are means over rows', () => {
    const [expected, answers] = [
      ['cat', 'big car', 'dog'],
      ['The cat', 'red big car', 'fish'],
    ];
    expect(exactMatch(expected, answers)).toBeCloseTo(1 / 3, DIGITS);
    expect(tokenF1(expected, answers)).toBeCloseTo((1 + 0.8 + 0) / 3, DIGITS);
  });

  it('do not care how a Hindi letter was typed, nor about a danda', () => {
    const composed = '\u0958\u093F\u0932\u093E'; // qila with one code point for qa
    const decomposed = '\u0915\u093C\u093F\u0932\u093E।';
    expect(composed).not.toBe(decomposed);
    expect(exactMatchOf(composed, decomposed)).toBe(1);
    expect(exactMatchOf('क्\u200Dष', 'क्ष')).toBe(1);
  });

  it('keep vowel signs: a different matra is a different word', () => {
    expect(normalizeAnswer('दिन')).toBe('दिन');
    expect(exactMatchOf('दिन', 'दीन')).toBe(0);
    expect(tokenF1Of('रिफंड सात दिन में', 'रिफंड सात दिन')).toBeCloseTo(6 / 7, DIGITS);
  });

  it('do not take an article out of the middle of a word', () => {
    expect(normalizeAnswer('Panthera an The a')).toBe('panthera');
  });

  it('compare code by its characters, not by its words', () => {
    expect(verbatimMatchOf('a + b;\n', ' a + b;\r\n')).toBe(1);
    expect(verbatimMatchOf('a + b;', 'a - b;')).toBe(0);
    expect(exactMatchOf('a + b;', 'a - b;')).toBe(exactMatchOf('b', 'b'));
  });
});

describe('chrF agrees with sacreBLEU', () => {
  it.each(Object.entries(reference.chrF))('%s', (_name, known) => {
    expect(chrf(known.expected, known.answers)).toBeCloseTo(known.chrF, 10);
  });
});

describe('perplexity', () => {
  it('of a loss of ln 4 per token is 4, over tokens and not over rows', () => {
    expect(perplexity(10 * Math.log(4), 10)).toBeCloseTo(4, DIGITS);
    expect(meanLoss(6 + 1, 2 + 5)).toBe(1);
  });
});

describe('no metric is defined on nothing', () => {
  it.each([
    ['accuracy', accuracy],
    ['confusion matrix', confusionMatrix],
    ['macro scores', macroScores],
    ['exact match', exactMatch],
    ['token F1', tokenF1],
    ['chrF', chrf],
  ] as [string, (a: string[], b: string[]) => unknown][])(
    '%s refuses an empty sample and unpaired lists',
    (_name, metric) => {
      expect(() => metric([], [])).toThrow(/the sample is empty/);
      expect(() => metric(['a', 'b'], ['a'])).toThrow(/2 expected values but 1 answers/);
    },
  );

  it('perplexity refuses no tokens', () => {
    expect(() => perplexity(0, 0)).toThrow(/no supervised token/);
  });
});
