/** `npm run pretrain:sample -- FOLDER`: what a model folder says to a few fixed beginnings and questions, for looking at while it trains. */
import { parseArgs } from 'node:util';
import { createGenerator } from '../engine/generate/generator.js';
import { encodeChatPrompt } from '../engine/text/encode.js';
import { openModel } from '../models/open.js';
import { CHAT_TEMPLATE } from './tokenizer/tokenizer-files.js';

const BEGINNINGS = ['The dog', 'A house is', 'Mujhe kal', 'function add(a, b) {'];
const QUESTIONS = [
  'Hello! How are you?',
  'What is the sun?',
  'Why do birds fly?',
  'Kal subah 7 baje ka alarm laga do.',
  'Aap kaise ho?',
  'Chai kaise banate hain?',
  'Write a JavaScript function that adds two numbers.',
];

const { values, positionals } = parseArgs({
  options: { temperature: { type: 'string', default: '0.5' }, tokens: { type: 'string', default: '48' } },
  allowPositionals: true,
});
const model = await openModel(positionals[0] ?? 'nano', { home: '/nonexistent' });
const generator = await createGenerator(model);
const options = {
  maxTokens: Number(values.tokens),
  temperature: Number(values.temperature),
  topP: 0.9,
  stop: [],
  seed: 1,
};
for (const text of BEGINNINGS) {
  const { text: rest } = await generator.generate(model.tokenizer.encode(text), options);
  process.stdout.write(`${text}|${rest}\n\n`);
}
const parts = { tokenizer: model.tokenizer, template: model.chatTemplate ?? CHAT_TEMPLATE };
for (const content of QUESTIONS) {
  const { text, finishReason } = await generator.generate(
    encodeChatPrompt(parts, [{ role: 'user', content }]),
    options,
  );
  process.stdout.write(`> ${content}\n${text} [${finishReason}]\n\n`);
}
await generator.release();
