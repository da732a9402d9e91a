import { describe, expect, it } from 'vitest';
import {
  type GgufHeader,
  ggufLlamaConfig,
  ggufName,
  ggufTokenizerJson,
  permuteHeadRows,
  unpermuteHeadRows,
} from '../../../src/engine/formats/gguf.js';
import { parseGgufHeader } from '../../../src/engine/formats/gguf-header.js';
import { tensorList } from '../../../src/engine/llama/tensors.js';
import { createTokenizer } from '../../../src/engine/text/tokenizer.js';
import { problemOf } from '../../support/problem-of.js';
import { TINY_CONFIG } from '../../support/tiny-model-folder.js';
import { tinyTokenizer } from '../../support/tiny-tokenizer.js';
import { array, floatTensor, ggufBytes, type TypedValue } from './gguf-bytes.js';
import { tinyGgufMetadata } from './tiny-gguf.js';

function header(
  change: Record<string, TypedValue | null> = {},
  tensors = [floatTensor('token_embd.weight', [32, 273])],
): GgufHeader {
  const metadata = new Map<string, TypedValue>(tinyGgufMetadata());
  for (const [key, value] of Object.entries(change)) {
    if (value === null) metadata.delete(key);
    else metadata.set(key, value);
  }
  const bytes = ggufBytes({ metadata: [...metadata], tensors });
  return parseGgufHeader(bytes, bytes.length, 'x.gguf');
}
const configOf = (change: Record<string, TypedValue | null>) => () => ggufLlamaConfig(header(change), 'x.gguf');
const tokenizerOf = (change: Record<string, TypedValue | null>) => () =>
  ggufTokenizerJson(header(change).metadata, 'x.gguf');

describe('the rows of q and k', () => {
  it('stand in pairs in GGUF and in halves in a checkpoint', () => {
    // One head of 6 rows and 2 columns: checkpoint rows 0 1 2 | 3 4 5 are GGUF rows 0 2 4 | 1 3 5.
    const checkpoint = Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5);
    const gguf = permuteHeadRows(checkpoint, 1, 6);
    expect([...gguf]).toEqual([0, 0.5, 3, 3.5, 1, 1.5, 4, 4.5, 2, 2.5, 5, 5.5]);
    expect([...unpermuteHeadRows(gguf, 1, 6)]).toEqual([...checkpoint]);
  });

  it('move only inside their head', () => {
    const weight = Float32Array.from({ length: 3 * 4 }, (_, i) => i);
    expect([...permuteHeadRows(weight, 3, 4)]).toEqual([0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11]);
  });

  it('cannot be moved when they are not whole heads', () => {
    expect(() => permuteHeadRows(new Float32Array(10), 3, 4)).toThrow(RangeError);
  });
});

describe('the names of a GGUF file', () => {
  it('cover every tensor of a checkpoint, each once', () => {
    const names = tensorList({ ...TINY_CONFIG, tie_word_embeddings: false }).map(({ name }) => ggufName(name));
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('blk.1.ffn_down.weight');
    expect(ggufName('model.layers.0.self_attn.q_proj.bias')).toBeUndefined();
  });
});

describe('the configuration in a GGUF file', () => {
  it('is the checkpoint’s, with float32 numbers as they were typed', () => {
    const { initializer_range: _, ...expected } = TINY_CONFIG;
    expect(ggufLlamaConfig(header(), 'x')).toEqual(expected);
  });

  it('takes missing numbers from the others', () => {
    const config = configOf({ 'llama.attention.head_count_kv': null, 'llama.rope.dimension_count': null })();
    expect(config).toMatchObject({ num_key_value_heads: 4, head_dim: 8 });
    expect(configOf({ 'llama.rope.freq_base': null })().rope_theta).toBe(10000);
  });

  it('unties the output when the file has one', () => {
    const tensors = [floatTensor('token_embd.weight', [32, 273]), floatTensor('output.weight', [32, 273])];
    expect(ggufLlamaConfig(header({}, tensors), 'x').tie_word_embeddings).toBe(false);
  });

  it.each([
    ['another architecture', { 'general.architecture': ['STRING', 'qwen2'] }, 'unsupported-architecture', /qwen2/],
    ['experts', { 'llama.expert_count': ['UINT32', 8] }, 'unsupported-architecture', /experts/],
    ['stretched positions', { 'llama.rope.scaling.type': ['STRING', 'yarn'] }, 'unsupported-rope-scaling', /yarn/],
    [
      'a factor of positions whose type is not named',
      { 'llama.rope.scaling.factor': ['FLOAT32', 4] },
      'unsupported-rope-scaling',
      /rope\.scaling\.factor 4/,
    ],
    [
      'a factor of positions under its old name',
      { 'llama.rope.scale_linear': ['FLOAT32', 2] },
      'unsupported-rope-scaling',
      /rope\.scale_linear 2/,
    ],
    [
      'keys that the heads do not share evenly',
      { 'llama.attention.head_count_kv': ['UINT32', 3] },
      'malformed-gguf',
      /num_attention_heads is not a multiple of num_key_value_heads/,
    ],
    [
      'heads of an odd size',
      { 'llama.attention.key_length': ['UINT32', 7], 'llama.rope.dimension_count': null },
      'malformed-gguf',
      /head_dim is odd/,
    ],
    ['a missing number', { 'llama.block_count': null }, 'malformed-gguf', /block_count is missing/],
    ['a list for a number', { 'llama.block_count': array('UINT32', [2]) }, 'malformed-gguf', /not one number/],
    ['a negative number', { 'llama.block_count': ['INT32', -2] }, 'malformed-gguf', /num_hidden_layers/],
    ['a fraction of a head', { 'llama.attention.head_count': ['UINT32', 5] }, 'malformed-gguf', /rope.dimension_count/],
    ['partial rotation', { 'llama.rope.dimension_count': ['UINT32', 4] }, 'malformed-gguf', /partial rotation/],
  ] satisfies [string, Record<string, TypedValue | null>, string, RegExp][])(
    'is refused with %s',
    async (_, change, code, message) => {
      const problem = await problemOf(configOf(change));
      expect(problem.code).toBe(code);
      expect(problem.message).toMatch(message);
    },
  );

  it.each([0, 1])('is taken with a factor of positions of %i, which stretches nothing', (factor) => {
    const change: Record<string, TypedValue> = {
      'llama.rope.scaling.factor': ['FLOAT32', factor],
      'llama.rope.scale_linear': ['FLOAT32', factor],
    };
    expect(configOf(change)().rope_theta).toBe(10000);
  });

  it('is refused with a table of rotation factors', async () => {
    const tensors = [floatTensor('token_embd.weight', [32, 273]), floatTensor('rope_freqs.weight', [4])];
    expect((await problemOf(() => ggufLlamaConfig(header({}, tensors), 'x'))).code).toBe('unsupported-rope-scaling');
  });
});

describe('the tokenizer in a GGUF file', () => {
  it('encodes as the tokenizer.json it was made from', () => {
    const roles = { endIds: [2, 0], bosId: 1, padId: 2 };
    const ours = createTokenizer({ tokenizerJson: ggufTokenizerJson(header().metadata, 'x'), ...roles });
    const original = tinyTokenizer();
    for (const text of ['the user in another bus', 'नमस्ते 123\n\n', '<|im_start|>user\nthe<|im_end|>']) {
      expect(ours.encode(text)).toEqual(original.encode(text));
      expect(ours.encode(text, { allowSpecial: true })).toEqual(original.encode(text, { allowSpecial: true }));
      expect(ours.decode(ours.encode(text))).toBe(text);
    }
    expect(ours.encode('<|im_end|>', { allowSpecial: true })).toEqual([2]);
  });

  it.each([
    ['no tokenizer', { 'tokenizer.ggml.model': null }, 'missing-tokenizer', /no tokenizer/],
    ['another kind', { 'tokenizer.ggml.model': ['STRING', 'llama'] }, 'unsupported-tokenizer', /llama/],
    ['another cutting', { 'tokenizer.ggml.pre': ['STRING', 'qwen2'] }, 'unsupported-tokenizer', /qwen2/],
    ['numbers for tokens', { 'tokenizer.ggml.tokens': array('UINT32', [1]) }, 'malformed-gguf', /list of strings/],
    ['types for other tokens', { 'tokenizer.ggml.token_type': array('INT32', [1]) }, 'malformed-gguf', /1 token types/],
    ['a merge of three', { 'tokenizer.ggml.merges': array('STRING', ['a b c']) }, 'malformed-gguf', /not two tokens/],
    ['a merge of one', { 'tokenizer.ggml.merges': array('STRING', ['a']) }, 'malformed-gguf', /not two tokens/],
  ] satisfies [string, Record<string, TypedValue | null>, string, RegExp][])(
    'is refused with %s',
    async (_, change, code, message) => {
      const problem = await problemOf(tokenizerOf(change));
      expect(problem.code).toBe(code);
      expect(problem.message).toMatch(message);
    },
  );
});
