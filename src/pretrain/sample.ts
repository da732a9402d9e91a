/**
 * `npm run pretrain:sample -- FOLDER`: how a model folder goes on from a few beginnings, and what it answers to the simple prompts in two
 * languages of `prompts.txt`, as `chat nano` asks them: the likeliest of forty answers (`--best-of`). `--prompts FILE` asks those of another file.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bestOf } from '../engine/generate/best-of.js';
import { createGenerator } from '../engine/generate/generator.js';
import { encodeChatPrompt } from '../engine/text/encode.js';
import { openModel } from '../models/open.js';
import { CHAT_TEMPLATE } from './tokenizer/tokenizer-files.js';

const BEGINNINGS = ['The dog', 'A house is', 'Mujhe kal', 'function add(a, b) {'];
const { values, positionals } = parseArgs({
  options: {
    temperature: { type: 'string', default: '0' },
    tokens: { type: 'string', default: '60' },
    prompts: { type: 'string', default: join(import.meta.dirname, 'prompts.txt') },
    'best-of': { type: 'string', default: '40' },
  },
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
const answering = bestOf(generator, Number(values['best-of']), model.tokenizer.endIds[0] ?? 0);
const parts = { tokenizer: model.tokenizer, template: model.chatTemplate ?? CHAT_TEMPLATE };
const prompts = await readFile(values.prompts, 'utf8');
for (const content of prompts.trim().split('\n')) {
  const { text, finishReason } = await answering.generate(
    encodeChatPrompt(parts, [{ role: 'user', content }]),
    options,
  );
  process.stdout.write(`> ${content}\n${text} [${finishReason}]\n\n`);
}
await generator.release();
