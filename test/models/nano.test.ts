import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGenerator } from '../../src/engine/generate/generator.js';
import { encodeChatPrompt } from '../../src/engine/text/encode.js';
import { DEFAULT_BASE, NEXT_BASE } from '../../src/models/default-base.js';
import { limitsOf } from '../../src/models/limits.js';
import { listModels } from '../../src/models/list.js';
import { openModel } from '../../src/models/open.js';
import { BUILTIN_MODELS } from '../../src/models/resolve.js';
import { CHAT_TEMPLATE } from '../../src/pretrain/tokenizer/tokenizer-files.js';

const home = join(tmpdir(), 'vishesh-no-such-home');
const folder = BUILTIN_MODELS.find(({ id }) => id === 'nano')?.folder ?? '';
const FILES = [
  'README.md',
  'config.json',
  'generation_config.json',
  'model.safetensors',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer_config.json',
];

describe('the model in the box', () => {
  it('is a whole folder of at most 16 MB, with its card', async () => {
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(FILES);
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(16e6);
  });

  it('opens without a network or a home, with 4 to 8 million parameters and the shared chat layout', async () => {
    const model = await openModel(DEFAULT_BASE, { home });
    const parameters = [...model.weights.values()].reduce((sum, values) => sum + values.length, 0);
    expect(parameters).toBeGreaterThan(4e6);
    expect(parameters).toBeLessThan(8e6);
    expect(model.chatTemplate).toBe(CHAT_TEMPLATE);
    expect(model.tokenizer.vocabSize).toBe(model.config.vocab_size);
    expect(model.tokenizer.endIds.map((id) => model.tokenizer.tokenOf(id))).toEqual(['<|im_end|>', '<|endoftext|>']);
    for (const values of model.weights.values()) expect(values.every(Number.isFinite)).toBe(true);
  });

  it.each([
    'It costs 1,250 rupees.',
    'Mujhe kal subah jaldi uthna hai.',
    'नमस्ते दुनिया',
    'const a = [1, 2];\n',
    '👋🏽 ok',
  ])('gives back %j from its tokens', async (text) => {
    const { tokenizer } = await openModel(DEFAULT_BASE, { home });
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
  });

  it('answers a greeting with a sentence and an end, in both languages', async () => {
    const model = await openModel(DEFAULT_BASE, { home });
    const generator = await createGenerator({ ...model, threads: 1 });
    const parts = { tokenizer: model.tokenizer, template: model.chatTemplate ?? '' };
    for (const content of ['Hello! How are you?', 'Namaste, aap kaise ho?']) {
      const options = { maxTokens: 60, temperature: 0, topP: 1, stop: [], seed: 1 };
      const answer = await generator.generate(encodeChatPrompt(parts, [{ role: 'user', content }]), options);
      expect(answer.finishReason).toBe('stop');
      expect(answer.text).toMatch(/^\p{Lu}[\p{L}\p{P}\p{N} ]+[.!?]$/u);
    }
    await generator.release();
  });

  it('stands first in the list, and says what it cannot do and what comes next, in both languages', async () => {
    const [first] = await listModels(home);
    expect(first).toMatchObject({ id: 'nano', kind: 'builtin', available: true });
    const limits = limitsOf(DEFAULT_BASE);
    for (const lang of ['en', 'hi'] as const) expect(limits?.[lang]).toContain(NEXT_BASE);
    expect(limitsOf(NEXT_BASE)).toBeNull();
  });
});
