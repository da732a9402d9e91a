import { describe, expect, it } from 'vitest';
import { formatSeconds } from '../../src/i18n/units.js';
import { besideWords } from '../../src/plan/beside-words.js';
import { type ChooseInput, chooseMethod } from '../../src/plan/method.js';
import { sayDuration, saySeconds } from '../../src/plan/say-numbers.js';
import { problemOf } from '../support/problem-of.js';
import { machine, nano, rows, threeBillion, world } from './worlds.js';

describe('the choice of a method', () => {
  it.each([
    ['low', 'ample', 'lora'],
    ['high', 'limited', 'lora'],
    ['low', 'limited', 'lora'],
    ['medium', 'standard', 'full'],
    ['high', 'ample', 'full'],
    ['high', 'standard', 'full'],
  ] as const)('budget %s and compute %s on a small model: %s', (budget, compute, expected) => {
    expect(chooseMethod(world({ budget, compute })).method).toBe(expected);
  });

  it('is LoRA below 100 training rows, whatever the budget, and says how many there are', () => {
    const choice = chooseMethod(world({ data: rows(99) }));
    expect(choice.method).toBe('lora');
    expect(choice.reasons[0]?.en).toContain('only 99 training rows');
    expect(choice.reasons[0]?.hi).toContain('Sirf 99 training rows');
    expect(chooseMethod(world({ data: rows(100) })).method).toBe('full');
  });

  it('gives up full for partial when full does not fit with a margin', () => {
    const choice = chooseMethod(world({ hardware: machine({ freeMemoryBytes: 4e9 }) }));
    expect(choice.method).toBe('partial');
    expect(choice.reasons[0]?.en).toContain('4.0 GB of memory is free');
    expect(choice.alternatives.find((other) => other.method === 'full')?.fits).toBe(false);
  });

  it('advises partial at medium and standard when full would be heavy, and full at high', () => {
    const heavy = { hardware: machine({ freeMemoryBytes: 8e9 }) };
    expect(chooseMethod(world({ ...heavy, budget: 'medium', compute: 'standard' })).method).toBe('partial');
    expect(chooseMethod(world({ ...heavy, budget: 'high', compute: 'standard' })).method).toBe('full');
  });

  it('keeps the person’s own choice, says what the advice was, and prices the others', () => {
    const choice = chooseMethod(world({ budget: 'low', override: 'full' }));
    expect(choice.method).toBe('full');
    expect(choice.reasons[0]?.en).toContain('the advice was LoRA');
    expect(choice.alternatives.map((other) => other.method)).toEqual(['lora', 'partial']);
    for (const other of choice.alternatives) {
      expect(other.memoryBytes).toBeGreaterThan(0.5e9);
      expect(other.seconds).toBeGreaterThan(1);
      expect(other.costUsd).toBeGreaterThan(0);
    }
  });

  it('tells the trained parameters in numbers', () => {
    const choice = chooseMethod(world({ budget: 'low' }));
    expect(choice.reasons.map((reason) => reason.en).join(' ')).toContain(
      '2,442,240 of 136,957,248 parameters learn (1.78%)',
    );
  });

  it('refuses an own choice that cannot fit, with the figures and the method that does', async () => {
    const input = world({ override: 'full', hardware: machine({ freeMemoryBytes: 4e9 }) });
    const problem = await problemOf(() => chooseMethod(input));
    expect(problem.code).toBe('does-not-fit');
    expect(problem.message).toMatch(/Full fine-tuning does not fit .* \d\.\d GB \/ 4\.0 GB/);
    expect(problem.toJSON('en').next).toMatch(/--method (lora|partial): it needs/);
  });

  it('refuses when nothing fits, and asks for a smaller model', async () => {
    const problem = await problemOf(() => chooseMethod(world({ model: threeBillion, budget: 'low' })));
    expect(problem.code).toBe('does-not-fit');
    expect(problem.message).toContain('LoRA does not fit');
    expect(problem.toJSON('en').next).toContain('smaller base model');
  });

  it('counts the disk that checkpoints need', async () => {
    const problem = await problemOf(() =>
      chooseMethod(world({ override: 'full', hardware: machine({ freeDiskBytes: 1e9 }) })),
    );
    expect(problem.message).toContain('disk 3.8 GB / 1.0 GB');
  });
});

describe('the words of the advice', () => {
  const needs = (megabytes: number, seconds: number) => ({ memoryBytes: megabytes * 1e6, seconds });
  const advice = (change: Partial<ChooseInput>) => {
    const { reasons, alternatives } = chooseMethod(world({ model: nano, ...change }));
    return [...reasons, ...alternatives.map(({ why }) => why)];
  };

  it.each([
    [needs(370, 18), needs(468, 24), '21% less memory and 25% less time', '21% kam memory aur 25% kam time'],
    [needs(346, 17.8), needs(370, 18.2), '6% less memory and the same time', '6% kam memory aur utna hi time'],
    [needs(370, 30), needs(370, 18), 'the same memory and 67% more time', 'utni hi memory aur 67% zyada time'],
    [
      needs(530, 118),
      needs(200, 18),
      '2.6 times the memory and 6.6 times the time',
      '2.6 guna memory aur 6.6 guna time',
    ],
  ])('set %o beside %o by their own numbers', (one, other, en, hi) => {
    expect(besideWords(one, other)).toEqual({ en, hi });
  });

  it('claim nothing of LoRA and partial that their numbers deny', () => {
    for (const change of [
      { budget: 'low', compute: 'limited' },
      { budget: 'medium', compute: 'standard', hardware: machine({ freeMemoryBytes: 0.8e9 }) },
    ] as const) {
      const said = advice(change)
        .flatMap(({ en, hi }) => [en, hi])
        .join(' ');
      expect(said).not.toMatch(/a third of|most of the memory|between the two|middle way|ek tihai|zyadatar|beech/);
    }
    const compute = advice({ compute: 'limited' })[0];
    const { alternatives } = chooseMethod(world({ model: nano, override: 'lora' }));
    const full = alternatives.find(({ method }) => method === 'full');
    expect(compute?.en).toMatch(/LoRA takes .* full fine-tuning .* That is \d+% less memory and \d+% less time\./);
    expect(compute?.hi).toMatch(/Yaani \d+% kam memory aur \d+% kam time\./);
    expect(compute?.en).toContain(sayDuration(full?.seconds ?? 0));
  });

  it('tell times apart as the table does', () => {
    for (const seconds of [0, 0.46, 9.94, 10.4, 59.6, 75, 118, 3599.7, 3600, 11_130])
      expect(sayDuration(seconds)).toBe(formatSeconds(seconds));
    expect([0.5, 1.4, 9.9, 10.4, 100].map(saySeconds)).toEqual(['0.5 s', '1.4 s', '9.9 s', '10 s', '2 min']);
  });
});
