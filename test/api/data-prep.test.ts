import { describe, expect, it } from 'vitest';
import { FineTuningDataPrep } from '../../src/api/data-prep.js';
import type { Task } from '../../src/data/types.js';

const prep = new FineTuningDataPrep();

/** n different rows, each prompt and completion long enough. */
const prepared = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ prompt: `prompt number ${i}`, completion: ` answer ${i}` }));

import { problemOf } from '../support/problem-of.js';

describe('FineTuningDataPrep prepares', () => {
  it.each([
    [
      'classification',
      { text: 'I want my money', category: 'refund' },
      'Classify: I want my money\n\nCategory:',
      ' refund',
    ],
    [
      'classification',
      { text: 'I want my money', label: 'refund' },
      'Classify: I want my money\n\nCategory:',
      ' refund',
    ],
    ['generation', { input: 'a poem', output: 'Roses' }, 'Generate: a poem\n\nOutput:', ' Roses'],
    ['qa', { question: 'Who?', answer: 'Me' }, 'Q: Who?\n\nA:', ' Me'],
    ['code', { input: 'login form', output: 'f()' }, 'Write code for: login form\n\nCode:', ' f()'],
    [
      'chat',
      {
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
        ],
      },
      'Hi',
      ' Hello',
    ],
  ] as [Task, Record<string, unknown>, string, string][])('%s from %o', (task, row, prompt, completion) => {
    expect(prep.prepareForFineTuning([row], task)).toEqual([{ prompt, completion }]);
  });

  it('by the methods of the notes, which give the same', () => {
    const qa = [{ question: 'Who?', answer: 'Me' }];
    expect(prep.prepareQAData(qa)).toEqual(prep.prepareForFineTuning(qa, 'qa'));
    const text = [{ text: 'money', category: 'refund' }];
    expect(prep.prepareClassificationData(text)).toEqual(prep.prepareForFineTuning(text, 'classification'));
    const free = [{ input: 'a', output: 'b' }];
    expect(prep.prepareGenerationData(free)).toEqual(prep.prepareForFineTuning(free, 'generation'));
  });

  it('does not write "undefined" for a missing field: it names the row', async () => {
    const problem = await problemOf(() =>
      prep.prepareQAData([{ question: 'Who?', answer: 'Me' }, { question: 'Where?' }]),
    );
    expect(problem.code).toBe('unusable-row');
    expect(problem.message).toContain('Row 2');
    expect(problem.where).toBe('data:2');
  });

  it('refuses a task that does not exist', async () => {
    const problem = await problemOf(() => prep.prepareForFineTuning([], 'translation' as Task));
    expect(problem.code).toBe('unknown-task');
    expect(problem.toJSON().next).toContain('classification, generation, qa, code, chat');
  });
});

describe('FineTuningDataPrep validates', () => {
  it('ten good rows', () => {
    expect(prep.validateData(prepared(10))).toEqual({
      isValid: true,
      issues: [],
      stats: { totalExamples: 10, avgPromptLength: 15, avgCompletionLength: 9, uniquePrompts: 10 },
    });
  });

  it('nothing, without dividing by zero', () => {
    expect(prep.validateData([])).toEqual({
      isValid: false,
      issues: ['Need at least 10 examples for fine-tuning'],
      stats: { totalExamples: 0, avgPromptLength: 0, avgCompletionLength: 0, uniquePrompts: 0 },
    });
  });

  it.each([
    ['9 rows', prepared(9), ['Need at least 10 examples for fine-tuning']],
    [
      'prompts of 9 characters',
      prepared(10).map((row, i) => ({ ...row, prompt: `prompt${100 + i}` })),
      ['Prompts are too short'],
    ],
    ['prompts of 10 characters', prepared(10).map((row, i) => ({ ...row, prompt: `prompt${1000 + i}` })), []],
    [
      'completions of 4 characters',
      prepared(10).map((row) => ({ ...row, completion: ' abc' })),
      ['Completions are too short'],
    ],
    ['completions of 5 characters', prepared(10).map((row) => ({ ...row, completion: ' abcd' })), []],
    ['90% different prompts', [...prepared(9), ...prepared(1)], []],
    ['80% different prompts', [...prepared(8), ...prepared(2)], ['Too many duplicate prompts']],
  ])('%s', (_name, rows, issues) => {
    expect(prep.validateData(rows).issues).toEqual(issues);
  });

  it('prepared rows only', async () => {
    const raw = [{ input: 'a', output: 'b' }] as unknown as { prompt: string; completion: string }[];
    const problem = await problemOf(() => prep.validateData(raw));
    expect(problem.code).toBe('not-prepared');
    expect(problem.toJSON().next).toBe('Call prepareForFineTuning first.');
  });
});

describe('FineTuningDataPrep splits', () => {
  const items = Array.from({ length: 11 }, (_, i) => i);

  it('at floor(n * ratio), every row exactly once, without touching the input', () => {
    const { train, validation } = prep.splitData(items);
    expect(train).toHaveLength(8);
    expect([...train, ...validation].sort((a, b) => a - b)).toEqual(items);
    expect(items).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(prep.splitData(items, 0.5).train).toHaveLength(5);
    expect(prep.splitData([])).toEqual({ train: [], validation: [] });
  });

  it('the same for the same seed, differently for another', () => {
    expect(prep.splitData(items, 0.8, 1)).toEqual(prep.splitData(items, 0.8, 1));
    expect(prep.splitData(items, 0.8, 1)).not.toEqual(prep.splitData(items, 0.8, 2));
  });

  it('without bias: each of three rows comes first about as often', () => {
    const first = [0, 0, 0];
    for (let seed = 0; seed < 3000; seed++) {
      const [head] = prep.splitData([0, 1, 2], 0.5, seed).train;
      first[head ?? -1] = (first[head ?? -1] ?? 0) + 1;
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });

  it('refuses a ratio that is no share', () => {
    expect(() => prep.splitData(items, 80)).toThrow(/share from 0 to 1, not 80/);
  });
});
