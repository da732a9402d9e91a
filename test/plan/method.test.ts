import { describe, expect, it } from 'vitest';
import { chooseMethod } from '../../src/plan/method.js';
import { problemOf } from '../support/problem-of.js';
import { machine, rows, threeBillion, world } from './worlds.js';

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
