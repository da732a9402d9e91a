import { describe, expect, it } from 'vitest';
import { findLeakage } from '../../../src/data/checks/train-test-leakage.js';
import { brief } from './harness.js';

const LONG = 'Mera parcel teen din se out for delivery dikha raha hai par abhi tak ghar nahi pahuncha';
const example = (line: number, input: string, output = 'delivery') => ({ line, input, output });

describe('leakage between train and test', () => {
  it('names the held-out rows that stand in train, exactly or nearly', () => {
    const findings = findLeakage({
      train: [example(1, LONG), example(2, 'Please cancel my subscription today', 'cancel')],
      validation: [example(3, 'please cancel   my subscription today'), example(4, 'How do I change my password?')],
      test: [
        example(5, 'Please cancel  my subscription today', 'other'),
        example(6, `${LONG}!!`),
        example(7, `${LONG} ji`),
      ],
    });
    expect(brief(findings)).toEqual([
      ['train-test-leakage', [5], 1],
      ['near-train-test-leakage', [6, 7], 2],
    ]);
    expect(findings[0]?.message.en).toContain('(20%)');
    expect(findings[0]?.message.en).toContain('line 5 and line 2');
  });

  it('is silent when the sides differ, and about copies within one side', () => {
    const train = [example(1, LONG), example(2, LONG)];
    const test = [example(3, 'How do I change my password?')];
    expect(findLeakage({ train, validation: [], test })).toEqual([]);
    expect(findLeakage({ train: [], validation: [], test: [] })).toEqual([]);
  });
});
