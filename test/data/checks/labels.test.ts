import { describe, expect, it } from 'vitest';
import { labelBalance } from '../../../src/data/checks/label-balance.js';
import { labelExamples } from '../../../src/data/checks/label-examples.js';
import { labelSpelling } from '../../../src/data/checks/label-spelling.js';
import { severalAnswers } from '../../../src/data/checks/several-answers.js';
import type { Check } from '../../../src/data/types.js';
import { brief, pair, run } from './harness.js';

/** Rows with these labels, in this order, from line 1 on. */
const label = (check: Check, ...labels: string[]) =>
  run(
    check,
    labels.map((each, i) => pair(i + 1, `text ${i}`, each)),
    { task: 'classification' },
  );
const times = (n: number, text: string): string[] => Array.from({ length: n }, () => text);

describe('label balance', () => {
  it('warns from ten to one on, naming the rows of the rare label', () => {
    const findings = label(labelBalance, ...times(15, 'spam'), 'ham', ...times(5, 'spam'), 'Ham');
    expect(brief(findings)).toEqual([['label-imbalance', [16, 22], 2]]);
    expect(findings[0]?.message.en).toContain('"spam" has 20 of 22 rows (91%), "ham" has 2');
  });

  it('is silent just below', () => expect(label(labelBalance, ...times(19, 'spam'), 'ham', 'ham')).toEqual([]));
});

describe('several answers', () => {
  it('one label for all rows is an error', () => {
    const [finding] = label(severalAnswers, 'spam', 'Spam', 'spam ');
    expect(finding).toMatchObject({ code: 'one-label', severity: 'error', count: 3 });
  });

  it('one answer to everything is a warning for other tasks', () => {
    const [finding] = run(severalAnswers, [pair(1, 'a', 'Ask support.'), pair(2, 'b', 'Ask support.')]);
    expect(finding).toMatchObject({ code: 'one-answer', severity: 'warning' });
  });

  it('two answers are enough', () => expect(label(severalAnswers, 'spam', 'spam', 'ham')).toEqual([]));
});

describe('label spelling', () => {
  it('names the rows with the rarer spelling', () => {
    const findings = label(labelSpelling, 'Refund', 'refund ', 'Refund', 'delivery', 'refund ', 'Refund');
    expect(brief(findings)).toEqual([['label-spelling', [2, 5], 2]]);
    expect(findings[0]?.message.en).toContain('"refund" and "Refund"');
  });

  it('takes underscores and hyphens for spaces', () => {
    expect(brief(label(labelSpelling, 'late delivery', 'late delivery', 'Late_Delivery'))).toEqual([
      ['label-spelling', [3], 1],
    ]);
  });

  it('is silent about different words, and for other tasks', () => {
    expect(label(labelSpelling, 'refund', 'refunds', 'refund')).toEqual([]);
    expect(run(labelSpelling, [pair(1, 'a', 'Yes'), pair(2, 'b', 'yes')])).toEqual([]);
  });
});

describe('label examples', () => {
  it('names the rows of labels with a single example', () => {
    expect(brief(label(labelExamples, 'a', 'a', 'b', 'c', 'c', 'd'))).toEqual([['single-example-label', [3, 6], 2]]);
  });

  it('two examples are enough', () => expect(label(labelExamples, 'a', 'b', 'A', 'b ')).toEqual([]));

  it('says that a column of texts is no column of labels', () => {
    const texts = Array.from({ length: 12 }, (_, i) => `a different answer ${i}`);
    expect(brief(label(labelExamples, ...texts))).toEqual([['labels-look-like-text', [], 12]]);
  });

  it('gives up counting after ten thousand different labels', () => {
    const texts = Array.from({ length: 10_002 }, (_, i) => `label ${i}`);
    expect(label(labelExamples, ...texts)[0]?.message.en).toContain('10,000+ different labels');
  });
});
