import { expect, test } from 'vitest';
import { BatchDecoder } from '../../../src/engine/generate/batch-decoder.js';
import { createGenerator } from '../../../src/engine/generate/generator.js';
import { type Answer, askMany, type Question } from '../../../src/pretrain/teacher/ask-many.js';
import { tinyModel } from '../../support/tiny-model.js';

const model = tinyModel();
const words = ['the user', 'an hour in the', 'there', 'another one', 'the the', 'in', 'on an', 'user one'];
const questions: Question[] = words.map((text, n) => ({
  n: 10 + n,
  ids: model.tokenizer.encode(`the quick user. ${text}`),
}));
const greedy = { seed: 1, maxTokens: 12, temperature: 0, topP: 1, endIds: [20, 30, 2, 260, 270] };

async function ask(texts: number, options: Parameters<typeof askMany>[2], asked = questions): Promise<Answer[]> {
  const size = { texts, capacity: 48, candidates: 8 };
  const decoder = await BatchDecoder.open(model.config, model.weights, size, 1);
  const answers: Answer[] = [];
  for await (const answer of askMany(decoder, asked, options)) answers.push(answer);
  await decoder.release();
  return answers;
}

test('more questions than seats: greedy answers equal those of the generator one by one, in the order of the questions', async () => {
  const generator = await createGenerator({
    ...model,
    tokenizer: { ...model.tokenizer, endIds: greedy.endIds },
    threads: 1,
  });
  const expected: Answer[] = [];
  for (const { n, ids } of questions) {
    const result = await generator.generate(ids, { ...greedy, stop: [] });
    expected.push({ n, ids: result.tokenIds, ended: result.finishReason === 'stop' });
  }
  expect(await ask(3, greedy)).toEqual(expected);
  await generator.release();
});

test('a sampled answer depends on the seed and its number, not on who sits beside it', async () => {
  const options = { ...greedy, temperature: 1.5, topP: 0.95, seed: 4 };
  const together = await ask(5, options);
  const last = await ask(1, options, questions.slice(-2));
  expect(together.slice(-2)).toEqual(last);
  expect(await ask(5, { ...options, seed: 5 })).not.toEqual(together);
});

test('an answer ends before an end token, at the limit, or where the capacity ends', async () => {
  const [long] = await ask(1, { ...greedy, endIds: [], maxTokens: 1000 }, questions.slice(0, 1));
  expect(long).toMatchObject({ ended: false });
  expect(questions[0]!.ids.length + long!.ids.length).toBe(49);
  const third = long!.ids[2]!;
  const [ended] = await ask(1, { ...greedy, endIds: [third] }, questions.slice(0, 1));
  expect(ended).toEqual({ n: 10, ids: long!.ids.slice(0, long!.ids.indexOf(third)), ended: true });
  const [cut] = await ask(1, { ...greedy, endIds: [], maxTokens: 4 }, questions.slice(0, 1));
  expect(cut).toEqual({ n: 10, ids: long!.ids.slice(0, 4), ended: false });
});

test('a question that fills the capacity is refused', async () => {
  const ids = Array.from({ length: 48 }, () => 5);
  await expect(ask(1, greedy, [{ n: 3, ids }])).rejects.toThrow(/question 3 has 48 tokens/);
});
