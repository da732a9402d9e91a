import { describe, expect, it } from 'vitest';
import { mergeAdapter } from '../../../src/engine/llama/lora.js';
import { createTrainableModel, type TrainableModelOptions } from '../../../src/engine/llama/trainable-model.js';
import { makeBatch } from '../../../src/engine/train/batch.js';
import type { TokenizedExample, TrainableModel } from '../../../src/engine/types.js';
import { example, largestDifference, lora, randomAdapter, rows, tiny, tinyWeights } from './tiny.js';

const options = (change: Partial<TrainableModelOptions> = {}): TrainableModelOptions => ({
  config: tiny,
  weights: tinyWeights(),
  spec: lora(),
  seed: 1,
  threads: 2,
  ...change,
});

async function using<T>(
  change: Partial<TrainableModelOptions>,
  act: (model: TrainableModel) => Promise<T>,
): Promise<T> {
  const model = await createTrainableModel(options(change));
  try {
    return await act(model);
  } finally {
    await model.release();
  }
}

describe('an adapter', () => {
  it('changes nothing while B is zero: losses equal the base exactly', async () => {
    const base = await using({ spec: { method: 'full' } }, (m) => m.loss(makeBatch(rows)));
    const adapted = await using({}, (m) => m.loss(makeBatch(rows)));
    expect([...adapted.rowLossSums]).toEqual([...base.rowLossSums]);
  });

  it('merged into the base gives the same losses to 1e-5, and others than the base', async () => {
    for (const spec of [lora(), lora({ rsLora: true, alpha: 9 }), lora({ targetModules: ['v_proj'] })]) {
      const adapter = await using({ spec }, async (m) => randomAdapter(m.shapes));
      const base = await using({ spec }, (m) => m.loss(makeBatch(rows)));
      const beside = await using({ spec, initialAdapter: adapter }, (m) => m.loss(makeBatch(rows)));
      const weights = mergeAdapter(tiny, tinyWeights(), spec, adapter);
      const merged = await using({ weights, spec: { method: 'full' } }, (m) => m.loss(makeBatch(rows)));
      const perToken = largestDifference(merged.rowLossSums, beside.rowLossSums) / 4;
      expect(perToken).toBeLessThan(1e-5);
      expect(largestDifference(base.rowLossSums, beside.rowLossSums)).toBeGreaterThan(1e-2);
    }
  });

  it('reads its dropout masks from the seed, and drops nothing when only the loss is asked', async () => {
    const spec = lora({ dropout: 0.5 });
    const initialAdapter = await using({ spec }, async (m) => randomAdapter(m.shapes));
    await using({ spec, initialAdapter }, async (m) => {
      const batch = makeBatch(rows);
      const losses = [];
      for (const seed of [1, 1, 2]) losses.push((await m.lossAndGradients(batch, seed)).lossSum);
      expect(losses[0]).toBe(losses[1]);
      expect(losses[0]).not.toBe(losses[2]);
      const plain = await using({ spec: lora(), initialAdapter }, (other) => other.loss(batch));
      expect((await m.loss(batch)).lossSum).toBe(plain.lossSum);
    });
  });
});

describe('losses', () => {
  it('belong to rows and sum up', async () => {
    const result = await using({}, (m) => m.loss(makeBatch(rows)));
    expect([...result.rowSupervised]).toEqual([4, 4, 3, 1]);
    expect(result.supervised).toBe(12);
    expect(result.lossSum).toBeCloseTo(
      result.rowLossSums.reduce((a, b) => a + b),
      10,
    );
  });

  it('do not change with padding', async () => {
    await using({}, async (m) => {
      const short = await m.loss(makeBatch(rows));
      const padded = await m.loss({ ...makeBatch(rows), length: 48 });
      const beside = await m.loss(makeBatch([...rows, example(9, 40, 2)]));
      expect(largestDifference(padded.rowLossSums, short.rowLossSums)).toBeLessThan(1e-5);
      expect(largestDifference(beside.rowLossSums.slice(0, 4), short.rowLossSums)).toBeLessThan(1e-5);
    });
  });

  it('are zero, without a run, for a batch in which nothing is trained; its gradients are refused by line', async () => {
    await using({}, async (m) => {
      const batch = makeBatch([example(31, 6, 6)]);
      expect(await m.loss(batch)).toMatchObject({ lossSum: 0, supervised: 0 });
      await expect(m.lossAndGradients(batch, 0)).rejects.toMatchObject({
        code: 'no-supervised-tokens',
        where: 'line 31',
      });
    });
  });
});

describe('gradients', () => {
  it('of 4 batches of 1 add up to those of 1 batch of 4, lengths being unequal', async () => {
    for (const spec of [lora(), { method: 'full' } as const])
      await using({ spec }, async (m) => {
        const whole = await m.lossAndGradients(makeBatch(rows), 0);
        const sums = new Map(
          [...m.shapes.keys()].map((name) => [name, new Float64Array(m.trainable.get(name)!.length)]),
        );
        for (const row of rows)
          for (const [name, part] of (await m.lossAndGradients(makeBatch([row]), 0)).gradients) {
            const sum = sums.get(name)!;
            for (let i = 0; i < part.length; i++) sum[i]! += part[i]!;
          }
        for (const [name, sum] of sums) {
          const scale = Math.max(1e-3, ...sum.map(Math.abs));
          expect(largestDifference(sum, whole.gradients.get(name)!) / scale, name).toBeLessThan(2e-5);
        }
      });
  });

  it('repeat bit for bit, in this model and in another one', async () => {
    const batch = makeBatch(rows);
    const twice = await using({ spec: { method: 'full' } }, async (m) => [
      await m.lossAndGradients(batch, 0),
      await m.lossAndGradients(batch, 0),
    ]);
    const again = await using({ spec: { method: 'full' } }, (m) => m.lossAndGradients(batch, 0));
    for (const [name, gradient] of again.gradients) {
      expect(twice[0]!.gradients.get(name), name).toEqual(gradient);
      expect(twice[1]!.gradients.get(name), name).toEqual(gradient);
    }
  });

  it('follow the learning arrays when these change in place', async () => {
    await using({ spec: { method: 'full' } }, async (m) => {
      const before = (await m.loss(makeBatch(rows))).lossSum;
      m.trainable.get('model.embed_tokens.weight')!.fill(0.1);
      expect((await m.loss(makeBatch(rows))).lossSum).not.toBe(before);
    });
  });
});

describe('the base weights', () => {
  it('are never written to, and a wrong one is named', async () => {
    const weights = tinyWeights();
    await using({ weights, spec: { method: 'full' } }, async (m) => {
      for (const values of m.trainable.values()) values.fill(0);
    });
    expect(weights).toEqual(tinyWeights());
    weights.delete('model.layers.1.mlp.up_proj.weight');
    await expect(createTrainableModel(options({ weights }))).rejects.toMatchObject({
      code: 'missing-tensor',
      where: 'model.layers.1.mlp.up_proj.weight',
    });
    weights.set('model.layers.1.mlp.up_proj.weight', new Float32Array(3));
    await expect(createTrainableModel(options({ weights }))).rejects.toMatchObject({ code: 'wrong-shape' });
  });
});

describe('the likeliest next tokens', () => {
  it('are those whose loss is the lowest, by the adapter as it is now', async () => {
    const spec = lora();
    const initialAdapter = await using({ spec }, async (m) => randomAdapter(m.shapes));
    const ending = (last: number): TokenizedExample => ({
      line: 1,
      ids: Int32Array.from([5, 9, 3, last]),
      trained: Uint8Array.from([0, 0, 0, 1]),
    });
    await using({ spec, initialAdapter }, async (m) => {
      const [likeliest = -1] = await m.predict(makeBatch([ending(0)]));
      const losses: number[] = [];
      for (let token = 0; token < tiny.vocab_size; token++)
        losses.push((await m.loss(makeBatch([ending(token)]))).lossSum);
      const own = (await m.loss(makeBatch([ending(likeliest)]))).lossSum;
      expect(own).toBeLessThanOrEqual(Math.min(...losses) + 1e-6);
      // Padding changes nothing: one graph can serve a growing answer.
      expect([...(await m.predict({ ...makeBatch([ending(0)]), length: 64 }))]).toEqual([likeliest]);
    });
  });
});
