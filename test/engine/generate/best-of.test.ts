/** Of several answers the likeliest per token is given, and nothing else about a generator changes. */
import { describe, expect, it } from 'vitest';
import { bestOf } from '../../../src/engine/generate/best-of.js';
import type { GenerationResult, Generator, SamplingOptions } from '../../../src/engine/generate/types.js';

const END = 9;
const options: SamplingOptions = { maxTokens: 5, temperature: 0, topP: 1, stop: [], seed: 7 };

/** Says the answers in turn; a continuation has the log-probability that `scores` gives its ids. */
function scripted(
  answers: [number[], GenerationResult['finishReason']][],
  scores: Record<string, number>,
  textOf = (tokenIds: readonly number[]): string => tokenIds.join(' '),
) {
  const asked: SamplingOptions[] = [];
  const scored: (readonly number[])[] = [];
  const generator: Generator = {
    contextLength: 50,
    async generate(promptIds, sampling, _onText, signal) {
      signal?.throwIfAborted();
      const [tokenIds, finishReason] = answers[asked.push(sampling) - 1]!;
      const counts = { promptTokens: promptIds.length, completionTokens: tokenIds.length };
      return { text: textOf(tokenIds), tokenIds, finishReason, ...counts };
    },
    async scoreContinuations(_promptIds, continuations) {
      scored.push(...continuations);
      return continuations.map((ids) => scores[ids.join()]!);
    },
    release: async () => undefined,
  };
  return { generator, asked, scored };
}

describe('bestOf', () => {
  it('gives the answer with the highest log-probability per token, its end counted, in one piece', async () => {
    const { generator, scored } = scripted(
      [
        [[1], 'stop'],
        [[2, 3, 4], 'stop'],
        [[1], 'stop'],
        [[5, 6], 'length'],
      ],
      { '1,9': -2.4, '2,3,4,9': -4.0 },
    );
    const pieces: string[] = [];
    const best = await bestOf(generator, 4, END).generate([1, 2], options, (piece) => pieces.push(piece));
    expect(best).toMatchObject({ text: '2 3 4', finishReason: 'stop', promptTokens: 2, completionTokens: 3 });
    expect(pieces).toEqual(['2 3 4']);
    // What was drawn twice is scored once; what breaks off is passed over.
    expect(scored).toEqual([
      [1, END],
      [2, 3, 4, END],
    ]);
  });

  it('passes over an answer that says the same three words twice, unless there is no other', async () => {
    const round = [1, 2, 3, 1, 2, 3];
    const likely = { [`${round},9`]: -0.1, '5,9': -3 };
    const beside = scripted(
      [
        [round, 'stop'],
        [[5], 'stop'],
      ],
      likely,
    );
    expect((await bestOf(beside.generator, 2, END).generate([1], options)).text).toBe('5');
    const alone = scripted(
      [
        [round, 'stop'],
        [[6, 7], 'length'],
      ],
      { ...likely, '6,7': -4 },
    );
    expect((await bestOf(alone.generator, 2, END).generate([1], options)).tokenIds).toEqual(round);
    expect(alone.scored).toEqual([
      [...round, END],
      [6, 7],
    ]);
  });

  it.each([
    ['a sentence where most answers are sentences, drawn twice or not', [1, 1, 2], 'It is 1.'],
    ['code where most answers are code', [1, 2, 3], 'f(3)'],
    ['the likeliest where it is half and half', [1, 2], 'f(2)'],
  ])('gives %s', async (_, ids, text) => {
    const { generator } = scripted(
      ids.map((id) => [[id], 'stop']),
      { '1,9': -3, '2,9': -2, '3,9': -1 },
      ([id]) => (id === 1 ? 'It is 1.' : `f(${id})`),
    );
    expect((await bestOf(generator, ids.length, END).generate([1], options)).text).toBe(text);
  });

  it.each([
    [-2.05, 'The sky is blue.'],
    [-2.3, 'A plant is a green plant.'],
  ])(
    'takes a sentence that repeats no long word where it is nearly as likely, here %d beside -2',
    async (mean, text) => {
      const { generator } = scripted(
        [
          [[1], 'stop'],
          [[2], 'stop'],
        ],
        { '1,9': -4, '2,9': 2 * mean },
        ([id]) => (id === 1 ? 'A plant is a green plant.' : 'The sky is blue.'),
      );
      expect((await bestOf(generator, 2, END).generate([1], options)).text).toBe(text);
    },
  );

  it('draws the first as asked and the others with the next seeds, spread out when greedy was asked for', async () => {
    const same: [number[], 'stop'][] = Array.from({ length: 3 }, () => [[1], 'stop']);
    const greedy = scripted(same, { '1,9': -1 });
    await bestOf(greedy.generator, 3, END).generate([1], options);
    expect(greedy.asked).toEqual([
      options,
      { ...options, temperature: 0.7, topP: 0.9, seed: 8 },
      { ...options, temperature: 0.7, topP: 0.9, seed: 9 },
    ]);
    const warm = scripted(same, { '1,9': -1 });
    const sampling = { ...options, temperature: 1.3, seed: 2 ** 32 - 1 };
    await bestOf(warm.generator, 3, END).generate([1], sampling);
    expect(warm.asked.map(({ temperature, seed }) => [temperature, seed])).toEqual([
      [1.3, 2 ** 32 - 1],
      [1.3, 0],
      [1.3, 1],
    ]);
  });

  it('does not count an end where a text may have ended the answer, and gives an empty answer as it is', async () => {
    const stopped = scripted([[[1], 'stop']], { '1': -1 });
    await bestOf(stopped.generator, 1, END).generate([1], { ...options, stop: ['x'] });
    expect(stopped.scored).toEqual([[1]]);
    const empty = scripted([[[], 'length']], {});
    const pieces: string[] = [];
    const best = await bestOf(empty.generator, 1, END).generate([1], options, (piece) => pieces.push(piece));
    expect([best.text, pieces, empty.scored]).toEqual(['', [], []]);
  });

  it('ends with the reason of an aborted signal', async () => {
    const { generator } = scripted([[[1], 'stop']], {});
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(bestOf(generator, 2, END).generate([1], options, undefined, signal)).rejects.toThrow('enough');
  });
});
