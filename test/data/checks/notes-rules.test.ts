import { describe, expect, it } from 'vitest';
import { completionsTooShort } from '../../../src/data/checks/completions-too-short.js';
import { duplicatePrompt } from '../../../src/data/checks/duplicate-prompt.js';
import { promptsTooShort } from '../../../src/data/checks/prompts-too-short.js';
import { tooFewExamples } from '../../../src/data/checks/too-few-examples.js';
import { brief, failed, pair, range, run } from './harness.js';

const items = (n: number) => range(n).map((i) => pair(i, `question number ${i}`, `answer number ${i}`));

describe('at least ten examples', () => {
  it('is an error below ten, and says how many there are', () => {
    const [finding] = run(tooFewExamples, items(9));
    expect(finding).toMatchObject({ code: 'too-few-examples', severity: 'error', count: 9 });
    expect(finding?.message.en).toBe('Need at least 10 examples for fine-tuning; this file has 9 usable examples.');
    expect(finding?.message.hi).toContain('sirf 9');
  });

  it('is silent at exactly ten', () => expect(run(tooFewExamples, items(10))).toEqual([]));

  it('counts only records that became examples', () => {
    expect(brief(run(tooFewExamples, [...items(9), failed(10, 'empty-field')]))).toEqual([['too-few-examples', [], 9]]);
  });

  it('speaks about an empty file without dividing by zero', () => {
    expect(brief(run(tooFewExamples, []))).toEqual([['too-few-examples', [], 0]]);
    for (const check of [promptsTooShort, completionsTooShort, duplicatePrompt]) expect(run(check, [])).toEqual([]);
  });
});

describe('average prompt length', () => {
  const prompts = (...lengths: number[]) => lengths.map((n, i) => pair(i + 1, 'x', 'y', { prompt: 'p'.repeat(n) }));

  it('warns when the formatted prompts average under ten, naming the short ones', () => {
    const findings = run(promptsTooShort, prompts(9, 10, 10));
    expect(brief(findings)).toEqual([['prompts-too-short', [1], 1]]);
    expect(findings[0]?.severity).toBe('warning');
    expect(findings[0]?.message.en).toContain('9.7 characters');
  });

  it('is silent at an average of exactly ten, though one prompt is shorter', () => {
    expect(run(promptsTooShort, prompts(8, 12))).toEqual([]);
  });
});

describe('average completion length', () => {
  const answers = (...texts: string[]) => texts.map((text, i) => pair(i + 1, 'a long enough question', text));

  it('warns under five characters, the leading space counted', () => {
    expect(brief(run(completionsTooShort, answers('abc', 'abcd')))).toEqual([['completions-too-short', [1], 1]]);
  });

  it('is silent at exactly five: four letters and the space', () => {
    expect(run(completionsTooShort, answers('spam', 'good'))).toEqual([]);
  });

  it('advises full words for labels and full answers otherwise', () => {
    expect(run(completionsTooShort, answers('0', '1'), { task: 'classification' })[0]?.remedy.en).toContain(
      '"positive"',
    );
    expect(run(completionsTooShort, answers('0', '1'), { task: 'qa' })[0]?.remedy.en).toContain('in full');
  });
});

describe('unique prompts', () => {
  const withRepeats = (n: number, repeats: number) =>
    range(n).map((i) => pair(i, `question ${i <= n - repeats ? i : 1}`, `answer ${i}`));

  it('warns below 90%, naming the repeats and not the first', () => {
    const [finding] = run(duplicatePrompt, withRepeats(10, 2));
    expect(brief(finding ? [finding] : [])).toEqual([['duplicate-prompt', [9, 10], 2]]);
    expect(finding?.message.en).toContain('8 of 10 are different (80%');
  });

  it('is silent at exactly 90%', () => expect(run(duplicatePrompt, withRepeats(10, 1))).toEqual([]));

  it('keeps at most 1,000 lines and counts all', () => {
    const [finding] = run(duplicatePrompt, withRepeats(1500, 1400));
    expect(finding?.rows).toHaveLength(1000);
    expect(finding?.count).toBe(1400);
  });
});
