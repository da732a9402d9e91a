/** The model in the reader's hands, on the tiny one. */
import { expect, test } from 'vitest';
import { Model, type Row } from '../../src/api/model.js';
import { fineTune } from '../../src/api/tune.js';
import { tinyModel } from '../support/tiny-model.js';

const ROWS: Row[] = Array.from({ length: 12 }, (_, index) => ({
  input: `row ${index % 4}`,
  output: index % 2 === 0 ? 'refund' : 'delivery',
}));

const base = (): Model => new Model({ id: 'tiny', ...tinyModel() });

test('an example shows which tokens are trained: the answer and its end, nothing of the prompt', () => {
  const model = base();
  const tokens = model.example({ input: 'where is it', output: 'delivery' });
  const answer = tokens.filter((token) => token.trained).map((token) => token.text);
  expect(answer.join('')).toContain('delivery');
  const prompt = tokens.filter((token) => !token.trained).map((token) => token.text);
  expect(prompt.join('')).toContain('where is it');
  expect(prompt.join('')).not.toContain('delivery');
});

test('fine-tuning lowers the loss of a copy and leaves the base alone', async () => {
  const model = base();
  const before = await model.loss(ROWS);
  const weightsBefore = model.weight('model.layers.0.mlp.up_proj.weight').slice();
  for (const method of ['lora', 'partial', 'full'] as const) {
    const result = await fineTune(model, ROWS, { method, learningRate: 5e-3, epochs: 6, seed: 1, lastBlocks: 1 });
    expect(result.outcome, method).toBe('trained');
    expect((await result.model.loss(ROWS)).mean, method).toBeLessThan(before.mean - 0.1);
    expect(result.steps.at(-1)!.step).toBe(result.steps[0]!.steps);
    expect(result.trainableParameters > 0 && result.trainableParameters <= result.totalParameters).toBe(true);
  }
  expect(model.weight('model.layers.0.mlp.up_proj.weight')).toEqual(weightsBefore);
  expect((await model.loss(ROWS)).mean).toBe(before.mean);
});

test('the best epoch is kept when validation gets worse', async () => {
  const validation: Row[] = [{ input: 'row 0', output: 'something else entirely' }];
  const result = await fineTune(base(), ROWS, { learningRate: 2e-2, epochs: 8, validation });
  const best = Math.min(...result.validation.map(({ loss }) => loss));
  expect((await result.model.loss(validation)).mean).toBeCloseTo(best, 4);
});

test('losses per token, probabilities of next tokens and the mean loss agree', async () => {
  const model = base();
  const row = { input: 'row 1', output: 'refund' };
  const losses = (await model.tokenLosses(row)).filter((token) => token.trained);
  const mean = losses.reduce((sum, token) => sum + token.loss, 0) / losses.length;
  expect(mean).toBeCloseTo((await model.loss([row])).mean, 3);
  const next = await model.nextTokens('row', model.config.vocab_size);
  expect(next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  expect(next[0]!.probability).toBeGreaterThan(next[1]!.probability);
});

test('what the loss looks at can be changed, for better or worse', async () => {
  const settings = { learningRate: 1e-3, epochs: 1, batchSize: 12 };
  const first = async (trains: 'answer' | 'answer-without-end' | 'everything') =>
    (await fineTune(base(), ROWS, { ...settings, trains })).steps[0]!.loss;
  const losses = [await first('answer'), await first('answer-without-end'), await first('everything')];
  expect(new Set(losses).size).toBe(3);
});

test('classify names the label that the model was taught', async () => {
  const labels = ['refund', 'delivery'];
  const rows = ['money back', 'where is it'].map((input, index) => ({ input, output: labels[index]! }));
  const { model } = await fineTune(base(), rows, {
    task: 'classification',
    labels,
    method: 'full',
    learningRate: 3e-3,
    epochs: 60,
  });
  expect(await model.classify('money back', labels)).toBe('refund');
  expect(await model.classify('where is it', labels)).toBe('delivery');
  expect(await model.ask('where is it', { task: 'classification', labels, maxTokens: 12 })).toBe('delivery');
  await model.release();
});

test('a random twin has the same shapes and knows nothing', async () => {
  const model = base();
  const twin = model.randomTwin(3);
  expect(twin.tensors).toEqual(model.tensors);
  expect(twin.weight('model.embed_tokens.weight')).not.toEqual(model.weight('model.embed_tokens.weight'));
  expect(() => twin.weight('no.such')).toThrow(/no such weight/);
});
