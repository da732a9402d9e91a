import { expect, it } from 'vitest';
import { checkResult } from '../../src/jobs/run/result-checks.js';

const lora = { method: 'lora', rank: 1, alpha: 1, rsLora: false, targetModules: ['q_proj'], dropout: 0 } as const;
const adapter = (a: number[], b: number[]) => ({
  spec: { ...lora, targetModules: [...lora.targetModules] },
  trainable: new Map([
    ['m.lora_A.weight', new Float32Array(a)],
    ['m.lora_B.weight', new Float32Array(b)],
  ]),
});

it('takes an adapter with one B that is not zero', () => {
  expect(() => checkResult(adapter([1, 2], [0, 1e-9]), new Map(), null)).not.toThrow();
});

it('refuses an adapter whose B is zero, whatever A became', () => {
  expect(() => checkResult(adapter([9, 9], [0, -0]), new Map(), null)).toThrow('equals the base model');
});

it('refuses values that are not finite, and names the tensor', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    try {
      checkResult(adapter([1, bad], [1, 1]), new Map(), null);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'non-finite-result', where: 'm.lora_A.weight' });
    }
  }
});

it('compares full training with the base, value by value', () => {
  const base = new Map([['w', new Float32Array([1, 2])]]);
  const full = (values: number[]) => ({
    spec: { method: 'full' as const },
    trainable: new Map([['w', new Float32Array(values)]]),
  });
  expect(() => checkResult(full([1, 2]), base, null)).toThrow('equals the base model');
  expect(() => checkResult(full([1, 2.0001]), base, null)).not.toThrow();
});

it('an adapter that training went on from counts as nothing learned, though it is not the base', () => {
  const start = adapter([1, 2], [3, 4]).trainable;
  expect(() => checkResult(adapter([1, 2], [3, 4]), new Map(), start)).toThrow('equals the adapter it went on from');
  expect(() => checkResult(adapter([1, 2.5], [3, 4]), new Map(), start)).not.toThrow();
  expect(() => checkResult(adapter([1, 2], [0, 0]), new Map(), start)).not.toThrow();
});
