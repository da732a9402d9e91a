/** A model written as GGUF and opened again by our own reader. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GgufText,
  ggufAdapter,
  ggufModel,
  openGguf,
  readGgufAdapter,
  writeGguf,
} from '../../../src/engine/formats/gguf.js';
import { ggufVocabulary } from '../../../src/engine/formats/gguf-vocabulary.js';
import { textLogits } from '../../../src/engine/llama/logits.js';
import { initAdapter, loraScaling } from '../../../src/engine/llama/lora.js';
import { readModel } from '../../../src/models/open.js';
import { problemOf } from '../../support/problem-of.js';
import { tinyModel } from '../../support/tiny-model.js';
import { TINY_CHAT_TEMPLATE, tinyTokenizerJson } from '../../support/tiny-tokenizer.js';
import { lora } from '../llama/tiny.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-gguf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const text: GgufText = {
  tokenizerJson: tinyTokenizerJson(),
  chatTemplate: TINY_CHAT_TEMPLATE,
  bosId: 1,
  endIds: [2, 0],
  padId: 2,
  addsBos: false,
};

describe('a model as GGUF', () => {
  it.each([true, false])(
    'comes back with the same configuration, weights and tokens (tied embedding: %s)',
    async (tied) => {
      const { config, weights, tokenizer } = tinyModel({
        tie_word_embeddings: tied,
        rms_norm_eps: 1e-6,
        rope_theta: 12345,
      });
      const path = join(folder, `${tied}.gguf`);
      await writeGguf(path, ggufModel({ name: 'tiny', config, weights, text, quant: 'f32' }));
      const read = await readModel(path);
      const { initializer_range: _, ...expected } = config;
      expect(read.config).toEqual(expected);
      expect(read.weights).toEqual(weights);
      expect(read.chatTemplate).toBe(TINY_CHAT_TEMPLATE);
      expect(read.tokenizer.endIds).toEqual([2, 0]);
      const sentence = '<|im_start|>user\nthe rain 42 नमस्ते<|im_end|>';
      for (const allowSpecial of [true, false])
        expect(read.tokenizer.encode(sentence, { allowSpecial })).toEqual(tokenizer.encode(sentence, { allowSpecial }));
    },
  );

  it('names the second end of an answer where llama.cpp does not know it by name, and refuses a third', async () => {
    const { config } = tinyModel();
    const named = (endIds: number[]) => ggufVocabulary({ ...text, endIds }, config.vocab_size);
    expect(named([2, 0]).has('tokenizer.ggml.eot_token_id')).toBe(false);
    expect(named([0, 5]).get('tokenizer.ggml.eot_token_id')).toEqual({ type: 'uint32', value: 5 });
    expect(await problemOf(async () => named([0, 5, 6]))).toMatchObject({ code: 'tokenizer-not-exportable' });
  });

  it('has no output layer when the embedding is tied, and float32 norms in every precision', async () => {
    const { config, weights } = tinyModel({
      hidden_size: 64,
      intermediate_size: 96,
      head_dim: 8,
      num_attention_heads: 8,
    });
    const types = new Map(
      ggufModel({ name: 'tiny', config, weights, text, quant: 'q4_0' }).tensors.map((t) => [t.name, t.type.name]),
    );
    expect(types.has('output.weight')).toBe(false);
    expect(types.get('blk.0.attn_norm.weight')).toBe('f32');
    expect(types.get('output_norm.weight')).toBe('f32');
    expect(types.get('blk.1.ffn_down.weight')).toBe('q4_0');
    // Every logit goes through it, so it has more bits.
    expect(types.get('token_embd.weight')).toBe('q8_0');
  });

  it('writes rows that are not whole blocks as float16', () => {
    const { config, weights } = tinyModel();
    const types = new Set(
      ggufModel({ name: 'tiny', config, weights, text, quant: 'q8_0' }).tensors.map((t) => t.type.name),
    );
    expect([...types].sort()).toEqual(['f16', 'f32']);
  });

  it('fills rows without a token with unused ones', async () => {
    const { model } = tinyTokenizerJson();
    const size = Object.keys(model.vocab).length;
    const entries = ggufVocabulary(text, size + 2);
    expect(entries.get('tokenizer.ggml.tokens')?.value).toHaveLength(size + 2);
    expect(entries.get('tokenizer.ggml.token_type')).toMatchObject({ value: expect.arrayContaining([3, 1, 5]) });
    expect((await problemOf(() => ggufVocabulary(text, size - 1))).code).toBe('tokenizer-not-exportable');
  });

  it.each([
    ['a normalizer', { normalizer: { type: 'NFC' } }],
    ['another pre-tokenizer', { pre_tokenizer: { type: 'Whitespace' } }],
    ['a space put in front', { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: true, use_regex: true } }],
    ['another model', { model: { ...tinyTokenizerJson().model, type: 'Unigram' } }],
  ])('refuses a tokenizer with %s, which llama.cpp would cut differently', async (_, change) => {
    const changed = { ...text, tokenizerJson: { ...tinyTokenizerJson(), ...change } };
    const problem = await problemOf(() => ggufVocabulary(changed, 300));
    expect(problem.code).toBe('tokenizer-not-exportable');
    expect(problem.next).toMatchObject({ en: expect.stringContaining('--format hf') });
  });
});

describe('an adapter as GGUF', () => {
  const spec = lora({ rank: 4, alpha: 6, rsLora: true, targetModules: ['q_proj', 'k_proj', 'down_proj'] });
  const { config, weights } = tinyModel();
  const adapter = initAdapter(config, spec, 3);
  for (const [name, values] of adapter) if (name.includes('lora_B')) values.fill(0.05).set([0.3, -0.2], 2);

  it('comes back as it was, with the scale that llama.cpp makes of alpha and rank', async () => {
    const path = join(folder, 'adapter.gguf');
    await writeGguf(path, ggufAdapter({ name: 'tiny', config, spec, adapter }));
    const read = await readGgufAdapter(path, config, spec);
    expect(read.adapter).toEqual(adapter);
    expect(read.alpha / spec.rank).toBeCloseTo(loraScaling(spec), 6);
    const file = await openGguf(path);
    await file.close();
    expect(file.metadata.get('general.type')).toBe('adapter');
    expect(file.tensors.get('blk.1.attn_q.weight.lora_a')?.shape).toEqual([4, 48]);
    expect(file.tensors.get('blk.1.ffn_down.weight.lora_b')?.shape).toEqual([48, 4]);
    expect(file.tensors.size).toBe(adapter.size);
  });

  it('moves the rows of B as the rows of the weight, so that the sum is the merged weight moved', async () => {
    const path = join(folder, 'adapter.gguf');
    await writeGguf(path, ggufAdapter({ name: 'tiny', config, spec, adapter }));
    const file = await openGguf(path);
    const moved = await file.read('blk.0.attn_q.weight.lora_b');
    await file.close();
    const b = adapter.get('model.layers.0.self_attn.q_proj.lora_B.weight')!;
    // Checkpoint row c * D/2 + i of a head is GGUF row 2 i + c (D = 8): row 4 becomes row 1.
    expect([...moved.subarray(4, 8)]).toEqual([...b.subarray(16, 20)]);
    expect([...moved.subarray(8, 12)]).toEqual([...b.subarray(4, 8)]);
  });

  it('is no model', async () => {
    const path = join(folder, 'model.gguf');
    await writeGguf(path, ggufModel({ name: 'tiny', config, weights, text, quant: 'f32' }));
    await expect(readGgufAdapter(path, config, spec)).rejects.toMatchObject({ code: 'malformed-gguf' });
    expect(await textLogits({ config, weights }, [[5, 6]], 1)).toHaveLength(1);
  });
});
