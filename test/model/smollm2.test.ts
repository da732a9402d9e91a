import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { createGenerator } from '../../src/engine/generate/generator.js';
import type { Generator } from '../../src/engine/generate/types.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { GREEDY_OPTIONS, GREEDY_PROMPTS, realModel } from './real-model.js';

const model = await realModel();

/** Written for this test, so no model has seen it. */
const ENGLISH =
  'The river begins in the hills north of the town and runs for about forty miles before it reaches the sea. In spring the water is ' +
  'high, and the farmers who live along its banks keep a careful watch on the weather. Most of the houses were built a long time ago, when ' +
  'the mill was still working and many families depended on it. Today the mill is a small museum, and visitors come on weekends to walk ' +
  'along the water, look at the old machines, and have a cup of tea in the garden.';

describe.skipIf(model === null)('SmolLM2-135M-Instruct', async () => {
  if (model === null) return;
  const { tokenizer } = model;
  const generator: Generator = await createGenerator(model);
  afterAll(() => generator.release());

  const lossOf = async (ids: number[]): Promise<number> => {
    const [sum] = await generator.scoreContinuations(ids.slice(0, 1), [ids.slice(1)]);
    return -sum! / (ids.length - 1);
  };

  // Ids of the published tokenizer, from a test of another implementation.
  test.each([
    ['Hello world! 123', [19556, 905, 17, 216, 33, 34, 35]],
    ['\n', [198]],
    ['Café déjà vu.', [51, 1939, 2756, 32564, 90, 16739, 386, 101, 30]],
    ['  multiple   spaces', [216, 2701, 256, 5600]],
  ])('its tokenizer gives the published ids for %j', (text, ids) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  test('its system sentence ends in the published ids', () => {
    const ids = tokenizer.encode('You are a helpful AI assistant named SmolLM, trained by Hugging Face');
    expect(ids.slice(-6)).toEqual([28, 7018, 411, 407, 19712, 8182]);
  });

  test.each(['', 'a', 'विशेष: क्या हाल है?', '👩🏽‍⚕️ 안녕하세요\r\n', 'for (let i = 0; i < 10; i++) {\n\tf(i);\n}'])(
    'its tokenizer gives %j back',
    (text) => expect(tokenizer.decode(tokenizer.encode(text))).toBe(text),
  );

  test('on ordinary English its loss is a language model’s, and on the same words shuffled it is not', async () => {
    const loss = await lossOf(tokenizer.encode(ENGLISH));
    expect(loss).toBeLessThan(3);
    expect(loss).toBeGreaterThan(1);
    const shuffled = ENGLISH.split(' ').sort().join(' ');
    expect(await lossOf(tokenizer.encode(shuffled))).toBeGreaterThan(loss + 1);
  });

  test('its greedy answers are sensible, and for the same weights exactly those of the fixture', async () => {
    const fixture = JSON.parse(await readFile(new URL('fixtures/greedy.json', import.meta.url), 'utf8'));
    const answers: { prompt: string; answer: string }[] = [];
    for (const { prompt, says } of GREEDY_PROMPTS) {
      const ids = encodePrompt(model, { kind: 'chat', system: null }, [{ role: 'user', content: prompt }]);
      const { text } = await generator.generate(ids, GREEDY_OPTIONS);
      expect(text, prompt).toMatch(says);
      answers.push({ prompt, answer: text });
    }
    // Other roundings of the weights (bf16, another quantisation) answer in other words.
    if (model.precision === fixture.precision) expect(answers).toEqual(fixture.answers);
  });
});
