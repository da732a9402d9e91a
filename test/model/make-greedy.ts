/** Writes fixtures/greedy.json. Run it only when the engine's answers are meant to change, and read them: `node --import tsx test/model/make-greedy.ts`. */
import { writeFile } from 'node:fs/promises';
import { createGenerator } from '../../src/engine/generate/generator.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { GREEDY_OPTIONS, GREEDY_PROMPTS, realModel } from './real-model.js';

const model = await realModel();
if (model !== null) {
  const generator = await createGenerator(model);
  const answers: { prompt: string; answer: string }[] = [];
  for (const { prompt } of GREEDY_PROMPTS) {
    const ids = encodePrompt(model, { kind: 'chat', system: null }, [{ role: 'user', content: prompt }]);
    const { text } = await generator.generate(ids, GREEDY_OPTIONS);
    answers.push({ prompt, answer: text });
    console.log(`${prompt}\n  ${JSON.stringify(text)}`);
  }
  const fixture = { precision: model.precision, answers };
  await writeFile(new URL('fixtures/greedy.json', import.meta.url), `${JSON.stringify(fixture, null, 2)}\n`);
  await generator.release();
}
