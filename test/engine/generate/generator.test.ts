import { expect, test } from 'vitest';
import { createGenerator } from '../../../src/engine/generate/generator.js';
import { argmax } from '../../../src/engine/generate/sampling.js';
import type { SamplingOptions } from '../../../src/engine/generate/types.js';
import { tinyModel } from '../../support/tiny-model.js';
import { uncachedLogits } from '../../support/uncached-logits.js';

const model = tinyModel();
const prompt = model.tokenizer.encode('the quick user in the');
const greedy: SamplingOptions = { maxTokens: 12, temperature: 0, topP: 1, stop: [], seed: 1 };
const open = () => createGenerator({ ...model, threads: 1 });

test('greedy decoding takes the uncached model’s best token each time, until an end token', async () => {
  const generator = await open();
  const result = await generator.generate(prompt, greedy);
  const ids = [...prompt];
  for (let count = 0; count < greedy.maxTokens; count++) {
    const id = argmax((await uncachedLogits(model.config, model.weights, ids)).at(-1)!);
    if (model.tokenizer.endIds.includes(id)) break;
    ids.push(id);
  }
  expect(result.tokenIds).toEqual(ids.slice(prompt.length));
  expect(result.tokenIds.length).toBeGreaterThan(2);
  expect(result).toMatchObject({ promptTokens: prompt.length, completionTokens: result.tokenIds.length });
  expect(result.text).toBe(model.tokenizer.decode(result.tokenIds, { skipSpecial: true }));
  await generator.release();
});

test('the same seed gives the same answer, whatever was asked in between; another seed another one', async () => {
  const generator = await open();
  const options = { ...greedy, temperature: 1.5, topP: 0.9, maxTokens: 20, seed: 5 };
  const first = await generator.generate(prompt, options);
  const other = await generator.generate(prompt, { ...options, seed: 6 });
  await generator.generate(model.tokenizer.encode('something else'.repeat(40)), greedy);
  expect(await generator.generate(prompt, options)).toEqual(first);
  expect(other.tokenIds).not.toEqual(first.tokenIds);
  await generator.release();
});

test('an end token ends the answer and is no part of it', async () => {
  const result = await (await open()).generate(prompt, greedy);
  const third = result.tokenIds[2]!;
  const tokenizer = { ...model.tokenizer, endIds: [third] };
  const generator = await createGenerator({ ...model, tokenizer, threads: 1 });
  const ended = await generator.generate(prompt, greedy);
  const before = result.tokenIds.slice(0, result.tokenIds.indexOf(third));
  expect(ended).toMatchObject({ tokenIds: before, finishReason: 'stop', completionTokens: before.length });
});

test('a stop string ends the text before it; the pieces given out are exactly the text', async () => {
  const generator = await open();
  const full = (await generator.generate(prompt, greedy)).text;
  const stop = full.slice(3, 5);
  const pieces: string[] = [];
  const result = await generator.generate(prompt, { ...greedy, stop: [stop] }, (piece) => pieces.push(piece));
  expect(result.text).toBe(full.slice(0, full.indexOf(stop)));
  expect(result.finishReason).toBe('stop');
  expect(pieces.join('')).toBe(result.text);
});

test('maxTokens and the end of the context finish with length', async () => {
  const generator = await open();
  expect(await generator.generate(prompt, { ...greedy, maxTokens: 2 })).toMatchObject({
    finishReason: 'length',
    completionTokens: 2,
  });
  expect(await generator.generate(prompt, { ...greedy, maxTokens: 0 })).toMatchObject({
    text: '',
    completionTokens: 0,
  });
  const short = await createGenerator({
    ...model,
    config: { ...model.config, max_position_embeddings: prompt.length + 3 },
    threads: 1,
  });
  expect(await short.generate(prompt, greedy)).toMatchObject({ finishReason: 'length', completionTokens: 4 });
});

test('an empty prompt and one longer than the context are refused with the figures', async () => {
  const generator = await open();
  await expect(generator.generate([], greedy)).rejects.toMatchObject({ code: 'empty-prompt' });
  const long = Array.from({ length: 513 }, () => 5);
  await expect(generator.generate(long, greedy)).rejects.toThrow(/513 tokens; this model can see 512/);
  await expect(generator.scoreContinuations(long.slice(0, 500), [long.slice(0, 20)])).rejects.toMatchObject({
    code: 'context-length',
  });
});

test('an abort stops between tokens, and the next call is answered as ever', async () => {
  const generator = await open();
  const expected = await generator.generate(prompt, greedy);
  const controller = new AbortController();
  const seen: string[] = [];
  const aborted = generator.generate(
    prompt,
    greedy,
    (piece) => {
      seen.push(piece);
      if (seen.length === 2) controller.abort(new Error('client left'));
    },
    controller.signal,
  );
  const next = generator.generate(prompt, greedy);
  await expect(aborted).rejects.toThrow('client left');
  expect(seen.length).toBe(2);
  expect(await next).toEqual(expected);
});

test('timers run while tokens are made', async () => {
  const generator = await open();
  let ticks = 0;
  const interval = setInterval(() => ticks++, 0);
  await generator.generate(prompt, greedy);
  clearInterval(interval);
  expect(ticks).toBeGreaterThan(0);
});

test('scores are log-probabilities: over all one-token continuations they sum to one', async () => {
  const generator = await open();
  const every = Array.from({ length: model.config.vocab_size }, (_, id) => [id]);
  const scores = await generator.scoreContinuations(prompt, every);
  expect(scores.reduce((sum, score) => sum + Math.exp(score), 0)).toBeCloseTo(1, 4);
});
