import { describe, expect, it } from 'vitest';
import { adapterShapes } from '../../../src/engine/formats/peft-tensors.js';
import { logitDifference, textLogits } from '../../../src/engine/llama/logits.js';
import { mergeAdapter } from '../../../src/engine/llama/lora.js';
import { uncachedLogits } from '../../support/uncached-logits.js';
import { lora, randomAdapter, tiny, tinyWeights } from './tiny.js';

const texts = [
  [3, 1, 4, 1, 5],
  [9, 2],
  [6, 5, 3, 5, 8, 9, 7],
];

describe('logits of several texts', () => {
  it('are those of each text alone: padding changes nothing', async () => {
    const weights = tinyWeights();
    const rows = await textLogits({ config: tiny, weights }, texts, 1);
    for (const [i, ids] of texts.entries()) {
      const alone = await uncachedLogits(tiny, weights, ids);
      const expected = alone.flatMap((row) => [...row]);
      expect(rows[i]).toHaveLength(ids.length * tiny.vocab_size);
      for (const [j, value] of expected.entries()) expect(rows[i]?.[j]).toBeCloseTo(value, 5);
    }
  });

  it('with an adapter beside the weights are those of the merged weights', async () => {
    const weights = tinyWeights();
    const spec = lora({ rsLora: true });
    const values = randomAdapter(adapterShapes(spec, tiny));
    const beside = await textLogits({ config: tiny, weights, adapter: { spec, values } }, texts, 1);
    const merged = await textLogits({ config: tiny, weights: mergeAdapter(tiny, weights, spec, values) }, texts, 1);
    const plain = await textLogits({ config: tiny, weights }, texts, 1);
    expect(logitDifference(beside, merged, tiny.vocab_size).max).toBeLessThan(1e-5);
    expect(logitDifference(beside, plain, tiny.vocab_size).max).toBeGreaterThan(0.1);
  });
});

describe('the difference of logits', () => {
  it('is counted over all positions', () => {
    const a = [Float32Array.of(1, 2, 3, 0, 0, 5)];
    const b = [Float32Array.of(1, 2.5, 3, 6, 0, 5)];
    expect(logitDifference(a, b, 3)).toMatchObject({ max: 6, mean: 6.5 / 6, topAgreement: 0.5, positions: 2 });
    expect(logitDifference(a, a, 3)).toMatchObject({ max: 0, mean: 0, topAgreement: 1 });
  });

  it('is infinite where one is not a number', () => {
    const difference = logitDifference([Float32Array.of(1, 2)], [Float32Array.of(1, Number.NaN)], 2);
    expect(difference).toMatchObject({ max: Number.POSITIVE_INFINITY, mean: Number.POSITIVE_INFINITY });
  });

  it('refuses texts of different lengths', () => {
    expect(() => logitDifference([new Float32Array(4)], [new Float32Array(2)], 2)).toThrow(RangeError);
  });
});
