import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { BatchDecoder } from '../../../src/engine/generate/batch-decoder.js';
import { createGenerator } from '../../../src/engine/generate/generator.js';
import { argmax } from '../../../src/engine/generate/sampling.js';
import { tinyModel } from '../../support/tiny-model.js';
import { uncachedLogits } from '../../support/uncached-logits.js';

const SIZE = { texts: 3, capacity: 40, candidates: 4 };
const TOLERANCE = 2e-4;

const someIds = (count: number, seed: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(tinyModel().config.vocab_size));
};

test.each([
  ['tied', {}],
  [
    'with a head of its own, and as many key heads as query heads',
    { tie_word_embeddings: false, num_key_value_heads: 6 },
  ],
])(
  'each text of a batch gets the best tokens and logits that the uncached model gives it alone (%s)',
  async (_, change) => {
    const { config, weights } = tinyModel(change);
    const decoder = await BatchDecoder.open(config, weights, SIZE, 1);
    // The second text begins later and the third one pauses, so that the three stand at different places.
    const texts = [someIds(12, 1), someIds(9, 2), someIds(10, 3)];
    const starts = [0, 3, 0];
    const fed = [0, 0, 0];
    for (let round = 0; round < 12; round++) {
      const tokens = texts.map((ids, text) => {
        const waits = round < starts[text]! || (text === 2 && round % 5 === 4);
        return waits ? null : (ids[fed[text]!] ?? null);
      });
      const best = await decoder.step(tokens);
      for (const [text, token] of tokens.entries()) {
        if (token === null) continue;
        fed[text]! += 1;
        expect(decoder.lengthOf(text)).toBe(fed[text]);
        const expected = (await uncachedLogits(config, weights, texts[text]!.slice(0, fed[text]))).at(-1)!;
        expect(best[text]!.ids[0]).toBe(argmax(expected));
        for (const [place, id] of best[text]!.ids.entries())
          expect(Math.abs(best[text]!.logits[place]! - expected[id]!)).toBeLessThan(TOLERANCE);
        expect([...best[text]!.logits]).toEqual([...best[text]!.logits].sort((a, b) => b - a));
      }
    }
    expect(fed).toEqual([12, 9, 10]);
    await decoder.release();
  },
);

test('greedy decoding of a batch says what each prompt gets alone, token for token', async () => {
  const model = tinyModel();
  const prompts = [someIds(5, 11), someIds(8, 12), someIds(3, 13)];
  const generator = await createGenerator({ ...model, tokenizer: { ...model.tokenizer, endIds: [] }, threads: 1 });
  const alone: number[][] = [];
  for (const prompt of prompts) {
    const options = { maxTokens: 20, temperature: 0, topP: 1, stop: [], seed: 1 };
    alone.push((await generator.generate(prompt, options)).tokenIds);
  }
  const decoder = await BatchDecoder.open(model.config, model.weights, SIZE, 1);
  const said: number[][] = [[], [], []];
  while (said.some((ids) => ids.length < 20)) {
    const best = await decoder.step(
      prompts.map((prompt, text) => [...prompt, ...said[text]!][decoder.lengthOf(text)] ?? null),
    );
    for (const [text, ids] of said.entries())
      if (decoder.lengthOf(text) === prompts[text]!.length + ids.length && ids.length < 20)
        ids.push(best[text]!.ids[0]!);
  }
  expect(said).toEqual(alone);
  await decoder.release();
  await generator.release();
});

test('a text that is cut back goes on as if what was cut had never been there', async () => {
  const { config, weights } = tinyModel();
  const decoder = await BatchDecoder.open(config, weights, SIZE, 1);
  const ids = someIds(6, 4);
  for (const id of [...ids.slice(0, 3), 9, 8, 7]) await decoder.step([id, 5, null]);
  decoder.truncate(0, 3);
  for (const id of ids.slice(3, 5)) await decoder.step([id, null, null]);
  const best = await decoder.step([ids[5]!, null, null]);
  const expected = (await uncachedLogits(config, weights, ids)).at(-1)!;
  expect(Math.abs(best[0]!.logits[0]! - Math.max(...expected))).toBeLessThan(TOLERANCE);
  expect(best[0]!.ids[0]).toBe(argmax(expected));
  expect(decoder.lengthOf(1)).toBe(6);
  await decoder.release();
});

test('a text that takes over the start of another one goes on as if it had read it itself', async () => {
  const { config, weights } = tinyModel();
  const decoder = await BatchDecoder.open(config, weights, SIZE, 1);
  const ids = someIds(6, 4);
  for (const id of [...ids.slice(0, 4), 9, 8]) await decoder.step([id, 5, 6]);
  decoder.copyStart(0, 2, 4);
  expect([0, 1, 2].map((text) => decoder.lengthOf(text))).toEqual([6, 6, 4]);
  await decoder.step([null, null, ids[4]!]);
  const best = await decoder.step([null, null, ids[5]!]);
  const expected = (await uncachedLogits(config, weights, ids)).at(-1)!;
  expect(Math.abs(best[2]!.logits[0]! - Math.max(...expected))).toBeLessThan(TOLERANCE);
  expect(best[2]!.ids[0]).toBe(argmax(expected));
  await decoder.release();
});

test('a full text and a wrong number of tokens are refused before anything is computed', async () => {
  const { config, weights } = tinyModel();
  const decoder = await BatchDecoder.open(config, weights, { ...SIZE, capacity: 2 }, 1);
  await decoder.step([1, 1, 1]);
  await decoder.step([1, null, 1]);
  await expect(decoder.step([1, 1, null])).rejects.toThrow(/text 0 is full/);
  await expect(decoder.step([1, 1])).rejects.toThrow(/2 tokens for 3 texts/);
  expect(decoder.lengthOf(1)).toBe(1);
  await decoder.release();
});
