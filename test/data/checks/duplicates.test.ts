import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { conflictingAnswers } from '../../../src/data/checks/conflicting-answers.js';
import { exactDuplicates } from '../../../src/data/checks/exact-duplicates.js';
import { nearDuplicates } from '../../../src/data/checks/near-duplicates.js';
import { brief, chat, pair, range, run } from './harness.js';

const LONG =
  'My order has not arrived although the site says it was delivered on Monday to the front desk of my building';

describe('exact duplicates', () => {
  it('names the later copies and the line they repeat', () => {
    const findings = run(exactDuplicates, [pair(2, 'q', 'a'), pair(3, 'r', 'a'), pair(5, 'q', 'a'), pair(6, 'q', 'a')]);
    expect(brief(findings)).toEqual([['exact-duplicate', [5, 6], 2]]);
    expect(findings[0]?.message.en).toContain('line 5 repeats line 2');
  });

  it('does not confuse where the question ends', () => {
    expect(run(exactDuplicates, [pair(1, 'ab', 'c'), pair(2, 'a', 'bc')])).toEqual([]);
  });

  it('compares whole conversations, roles included', () => {
    const one = chat(1, ['user', 'hi'], ['assistant', 'hello']);
    expect(run(exactDuplicates, [one, chat(2, ['user', 'hi'], ['assistant', 'hello!'])])).toEqual([]);
    expect(brief(run(exactDuplicates, [one, chat(2, ['user', 'hi'], ['assistant', 'hello'])]))).toEqual([
      ['exact-duplicate', [2], 1],
    ]);
    expect(
      run(exactDuplicates, [
        chat(1, ['system', 'hi'], ['assistant', 'x']),
        chat(2, ['user', 'hi'], ['assistant', 'x']),
      ]),
    ).toEqual([]);
  });
});

describe('near duplicates', () => {
  it('finds a row with other case and punctuation, and one with a word changed', () => {
    const findings = run(nearDuplicates, [
      pair(1, LONG, 'We will ask the courier.'),
      pair(
        2,
        'Kya aap mujhe invoice dobara bhej sakte hain, pichhla wala download nahi ho raha',
        'Ji, abhi bhejte hain.',
      ),
      pair(3, `${LONG.toUpperCase()}!!`, 'we will ask the courier'),
      pair(4, LONG.replace('Monday', 'Sunday'), 'We will ask the courier.'),
    ]);
    expect(brief(findings)).toEqual([['near-duplicate', [3, 4], 2]]);
    expect(findings[0]?.message.en).toContain('line 3 and line 1');
  });

  it('leaves alone rows that share a topic, and exact copies (they have their own finding)', () => {
    const findings = run(nearDuplicates, [
      pair(1, LONG, 'We will ask the courier.'),
      pair(
        2,
        'The site says my order was delivered on Monday but nobody at the front desk of my office has seen it',
        'Sorry!',
      ),
      pair(3, LONG, 'We will ask the courier.'),
    ]);
    expect(findings).toEqual([]);
  });

  it('does not take a common system message for likeness', () => {
    const system = 'You are the friendly assistant of Chai Point and answer in two short sentences without emoji.';
    const findings = run(nearDuplicates, [
      chat(
        1,
        ['system', system],
        ['user', 'Which tea has the least caffeine?'],
        ['assistant', 'Our tulsi infusion has none.'],
      ),
      chat(
        2,
        ['system', system],
        ['user', 'Do you deliver to Koramangala?'],
        ['assistant', 'Yes, within forty minutes.'],
      ),
    ]);
    expect(findings).toEqual([]);
  });

  it('finds planted near copies among thousands of unrelated rows, and nothing else', () => {
    const random = new Random(7);
    const text = () =>
      range(40)
        .map(() => `word${random.below(3000)}`)
        .join(' ');
    const items = range(3000).map((line) => pair(line, text(), 'an answer'));
    const copies = [3001, 3002, 3003, 3004, 3005].map((line) => {
      const original = items[random.below(3000)]?.example?.input ?? '';
      return pair(line, `${original} please`, 'an answer');
    });
    expect(brief(run(nearDuplicates, [...items, ...copies]))).toEqual([
      ['near-duplicate', [3001, 3002, 3003, 3004, 3005], 5],
    ]);
  });
});

describe('the same prompt with different answers', () => {
  it('names the row that disagrees and the one it disagrees with', () => {
    const findings = run(conflictingAnswers, [
      pair(1, 'Refund?', 'Yes'),
      pair(2, 'Open?', 'No'),
      pair(3, ' Refund? ', 'No'),
    ]);
    expect(brief(findings)).toEqual([['conflicting-answers', [3], 1]]);
    expect(findings[0]?.message.en).toContain('line 3 against line 1');
  });

  it('is silent about equal answers, and about labels spelled differently', () => {
    expect(run(conflictingAnswers, [pair(1, 'Refund?', 'Yes'), pair(2, 'Refund?', 'Yes ')])).toEqual([]);
    const spelled = [pair(1, 'Refund?', 'Billing'), pair(2, 'Refund?', 'billing')];
    expect(run(conflictingAnswers, spelled, { task: 'classification' })).toEqual([]);
    expect(run(conflictingAnswers, spelled, { task: 'qa' })).toHaveLength(1);
  });

  it('reads a chat up to its last answer', () => {
    const opening = [
      ['user', 'hi'],
      ['assistant', 'hello'],
      ['user', 'price?'],
    ] as const;
    const turns = opening.map(([role, content]): ['user' | 'assistant', string] => [role, content]);
    const findings = run(conflictingAnswers, [
      chat(1, ...turns, ['assistant', '10']),
      chat(2, ...turns, ['assistant', '20']),
    ]);
    expect(brief(findings)).toEqual([['conflicting-answers', [2], 1]]);
    expect(
      run(conflictingAnswers, [
        chat(1, ...turns, ['assistant', '10']),
        chat(2, ['user', 'price?'], ['assistant', '20']),
      ]),
    ).toEqual([]);
  });
});
