import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { CHUNK, Decoder } from '../../../src/engine/generate/decoder.js';
import { CAPACITY_STEP } from '../../../src/engine/generate/kv-cache.js';
import { logProbabilities } from '../../../src/engine/generate/sampling.js';
import { tinyModel } from '../../support/tiny-model.js';
import { uncachedLogits } from '../../support/uncached-logits.js';

/** float32 sums of about a hundred terms in another order. */
const TOLERANCE = 2e-4;

const someIds = (count: number, seed = 1): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(tinyModel().config.vocab_size));
};

function expectClose(actual: Float32Array, expected: Float32Array, where: string): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (const [index, value] of expected.entries()) worst = Math.max(worst, Math.abs(value - actual[index]!));
  expect(worst, where).toBeLessThan(TOLERANCE);
}

test.each([
  ['tied', {}],
  [
    'with a head of its own, and as many key heads as query heads',
    { tie_word_embeddings: false, num_key_value_heads: 6 },
  ],
])('cached and uncached logits agree at every position (%s)', async (_name, change) => {
  const { config, weights } = tinyModel(change);
  const ids = someIds(CHUNK + CAPACITY_STEP + 5);
  const expected = await uncachedLogits(config, weights, ids);
  const spread = Math.max(...expected[0]!) - Math.min(...expected[0]!);
  expect(spread).toBeGreaterThan(1);
  const decoder = new Decoder(config, weights, 1);
  // The prompt fills one chunk and a part of the next; then one token at a time, past the cache's first capacity.
  const prompt = CHUNK + 9;
  expectClose(await decoder.prefill(ids.slice(0, prompt)), expected[prompt - 1]!, 'after the prompt');
  for (let at = prompt; at < ids.length; at++)
    expectClose(await decoder.step(ids[at]!), expected[at]!, `position ${at}`);
  await decoder.release();
});

test.each([1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])(
  'a prompt of %i tokens gives the uncached logits',
  async (length) => {
    const { config, weights } = tinyModel();
    const ids = someIds(length);
    const decoder = new Decoder(config, weights, 1);
    expectClose(await decoder.prefill(ids), (await uncachedLogits(config, weights, ids)).at(-1)!, 'last');
    await decoder.release();
  },
);

test.each([10, CHUNK / 2, CHUNK / 2 + 3, CHUNK + 10, 2 * CHUNK + 10])(
  'reusing the first %i tokens that two prompts have in common changes no bit of the result',
  async (common) => {
    const { config, weights } = tinyModel();
    const first = someIds(3 * CHUNK);
    const second = [...first.slice(0, common), ...someIds(30, 2)];
    const fresh = new Decoder(config, weights, 1);
    const expected = await fresh.prefill(second);
    const used = new Decoder(config, weights, 1);
    await used.prefill(first);
    for (const id of someIds(20, 3)) await used.step(id);
    expect(await used.prefill(second)).toEqual(expected);
    expect(await used.prefill(second)).toEqual(expected);
    await fresh.release();
    await used.release();
  },
);

test('what prompts have in common is not computed again', async () => {
  const { config, weights } = tinyModel({ tie_word_embeddings: false });
  const common = someIds(CHUNK).filter((id) => id !== 5);
  common.push(...common.slice(0, CHUNK - common.length));
  const fresh = new Decoder(config, weights, 1);
  const expected = await fresh.prefill([...common, 5]);
  const used = new Decoder(config, weights, 1);
  await used.prefill([...common, 6]);
  // The arrays are read, not copied: with the common tokens' embeddings gone, only a cache can still know them.
  for (const id of common)
    weights.get('model.embed_tokens.weight')!.fill(0, id * config.hidden_size, (id + 1) * config.hidden_size);
  expect(await used.prefill([...common, 5])).toEqual(expected);
  const anew = new Decoder(config, weights, 1);
  expect(await anew.prefill([...common, 5])).not.toEqual(expected);
  for (const decoder of [fresh, used, anew]) await decoder.release();
});

test('continuations scored together get the log-probabilities that the uncached model gives each of them alone', async () => {
  const { config, weights } = tinyModel();
  const decoder = new Decoder(config, weights, 1);
  for (const promptLength of [1, 2, CHUNK + 3]) {
    const prompt = someIds(promptLength);
    const continuations = [someIds(3, 5), someIds(1, 6), [], someIds(100, 7), someIds(90, 8)];
    const scores = await decoder.score(prompt, continuations);
    expect(scores[2]).toBe(0);
    for (const [index, continuation] of continuations.entries()) {
      const logits = await uncachedLogits(config, weights, [...prompt, ...continuation]);
      const expected = continuation.reduce(
        (sum, id, at) => sum + logProbabilities(logits[promptLength - 1 + at]!, 1)[id]!,
        0,
      );
      expect(Math.abs(scores[index]! - expected)).toBeLessThan(TOLERANCE * Math.max(1, continuation.length));
    }
  }
  await decoder.release();
});

test('a weight of the wrong size is named', async () => {
  const { config, weights } = tinyModel();
  weights.set('model.norm.weight', new Float32Array(3));
  await expect(new Decoder(config, weights, 1).prefill([1])).rejects.toMatchObject({
    code: 'wrong-shape',
    where: 'model.norm.weight',
  });
});
