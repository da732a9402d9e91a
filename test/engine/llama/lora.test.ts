import { describe, expect, it } from 'vitest';
import { initAdapter, loraDelta, loraScaling, mergeAdapter } from '../../../src/engine/llama/lora.js';
import { countParameters, trainableTensors } from '../../../src/engine/llama/parameters.js';
import { tensorList } from '../../../src/engine/llama/tensors.js';
import { SMOLLM2_135M } from '../../support/smollm2.js';
import { allLinear, lora, randomAdapter, tiny, tinyWeights } from './tiny.js';

const smol = SMOLLM2_135M;
const shapesOf = (spec: ReturnType<typeof lora>) => new Map(trainableTensors(tiny, spec).map((t) => [t.name, t.shape]));

describe('counting parameters', () => {
  it('gives the published size of SmolLM2-135M and the usual adapter sizes', () => {
    expect(countParameters(smol, { method: 'full' })).toEqual({ trainable: 134_515_008, total: 134_515_008 });
    expect(countParameters(smol, lora({ rank: 8 }))).toEqual({ trainable: 2_442_240, total: 136_957_248 });
    expect(countParameters(smol, { method: 'partial', lastBlocks: 2 }).trainable).toBe(2 * 3_540_096 + 576);
    expect(tensorList(smol)).toHaveLength(272);
  });

  it('counts an untied head', () => {
    expect(tensorList({ ...smol, tie_word_embeddings: false }).at(-1)).toEqual({
      name: 'lm_head.weight',
      shape: [49152, 576],
    });
  });

  it('refuses blocks, ranks and modules that do not exist', () => {
    expect(() => countParameters(tiny, { method: 'partial', lastBlocks: 3 })).toThrow('lastBlocks is 3');
    expect(() => countParameters(tiny, lora({ rank: 0 }))).toThrow('rank is 0');
    expect(() => countParameters(tiny, lora({ targetModules: ['qproj'] }))).toThrow('no linear layer named qproj');
    expect(() => countParameters(tiny, lora({ targetModules: [] }))).toThrow('no target modules');
  });
});

describe('a fresh adapter', () => {
  it('has A within 1/sqrt(in), B zero, and depends on the seed alone', () => {
    const adapter = initAdapter(tiny, lora(), 4);
    for (const [name, values] of adapter) {
      const bound = name.includes('down_proj')
        ? 1 / Math.sqrt(10)
        : name.includes('o_proj')
          ? 1 / 4
          : 1 / Math.sqrt(12);
      const largest = Math.max(...values.map(Math.abs));
      if (name.includes('lora_B')) expect(largest).toBe(0);
      else expect(largest / bound).toSatisfy((share: number) => share > 0.7 && share <= 1);
    }
    expect(initAdapter(tiny, lora(), 4)).toEqual(adapter);
    expect(initAdapter(tiny, lora(), 5)).not.toEqual(adapter);
  });
});

describe('the delta', () => {
  it('is scaling * B A', () => {
    const a = Float32Array.of(1, 2, 3, 4, 5, 6); // [2, 3]
    const b = Float32Array.of(1, 0, 0, 1, 1, -1, 2, 2); // [4, 2]
    expect([...loraDelta(a, b, 2, 2)]).toEqual([2, 4, 6, 8, 10, 12, -6, -6, -6, 20, 28, 36]);
  });

  it('scales by alpha / r, or by alpha / sqrt(r) when rank-stabilised', () => {
    expect(loraScaling({ rank: 16, alpha: 32, rsLora: false })).toBe(2);
    expect(loraScaling({ rank: 16, alpha: 32, rsLora: true })).toBe(8);
  });
});

describe('merging', () => {
  it('makes new arrays for touched tensors only', () => {
    const spec = lora({ targetModules: ['q_proj'] });
    const weights = tinyWeights();
    const merged = mergeAdapter(tiny, weights, spec, randomAdapter(shapesOf(spec)));
    for (const [name, values] of weights) expect(merged.get(name) === values, name).toBe(!name.includes('q_proj'));
    expect(weights).toEqual(tinyWeights());
  });

  it('refuses a merge that is not finite, naming the tensor', () => {
    const adapter = randomAdapter(shapesOf(lora()));
    adapter.get('model.layers.1.mlp.up_proj.lora_B.weight')!.fill(Number.NaN);
    expect(() => mergeAdapter(tiny, tinyWeights(), lora(), adapter)).toThrow(
      expect.objectContaining({ code: 'non-finite', where: 'model.layers.1.mlp.up_proj.weight' }),
    );
  });

  it('refuses an adapter of other modules', () => {
    const adapter = randomAdapter(shapesOf(lora({ targetModules: ['q_proj'] })));
    expect(() => mergeAdapter(tiny, tinyWeights(), lora({ targetModules: allLinear }), adapter)).toThrow(
      expect.objectContaining({ code: 'missing-tensor' }),
    );
  });
});
