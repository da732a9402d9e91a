/**
 * `npm run pretrain:sample -- FOLDER`: how a model folder goes on from a few beginnings, and what it answers to sixty simple prompts in two
 * languages that no text of the corpus holds, as `chat` asks it: greedily.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGenerator } from '../engine/generate/generator.js';
import { encodeChatPrompt } from '../engine/text/encode.js';
import { openModel } from '../models/open.js';
import { CHAT_TEMPLATE } from './tokenizer/tokenizer-files.js';

const BEGINNINGS = ['The dog', 'A house is', 'Mujhe kal', 'function add(a, b) {'];
const { values, positionals } = parseArgs({
  options: { temperature: { type: 'string', default: '0' }, tokens: { type: 'string', default: '60' } },
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
const prompts = await readFile(join(import.meta.dirname, 'held-out/prompts.txt'), 'utf8');
for (const content of prompts.trim().split('\n')) {
  const { text, finishReason } = await generator.generate(
    encodeChatPrompt(parts, [{ role: 'user', content }]),
    options,
  );
  process.stdout.write(`> ${content}\n${text} [${finishReason}]\n\n`);
}
await generator.release();
