/** The tiny model of test/support as a GGUF file: metadata, tokenizer and float32 tensors under GGUF's names and row order. */
import { ggufName, permuteHeadRows } from '../../../src/engine/formats/gguf.js';
import type { LlamaConfig, Weights } from '../../../src/engine/llama/config.js';
import { tensorList } from '../../../src/engine/llama/tensors.js';
import { TINY_CONFIG } from '../../support/tiny-model-folder.js';
import { TINY_CHAT_TEMPLATE, tinyTokenizerJson } from '../../support/tiny-tokenizer.js';
import { array, ggufBytes, type TensorBytes, type TypedValue } from './gguf-bytes.js';

export function tinyGgufMetadata(config: LlamaConfig = TINY_CONFIG): [string, TypedValue][] {
  const { model, added_tokens } = tinyTokenizerJson();
  const tokens = Object.entries(model.vocab)
    .sort(([, a], [, b]) => a - b)
    .map(([token]) => token);
  const special = new Set(added_tokens.map(({ content }) => content));
  return [
    ['general.architecture', ['STRING', 'llama']],
    ['llama.block_count', ['UINT32', config.num_hidden_layers]],
    ['llama.context_length', ['UINT32', config.max_position_embeddings]],
    ['llama.embedding_length', ['UINT32', config.hidden_size]],
    ['llama.feed_forward_length', ['UINT32', config.intermediate_size]],
    ['llama.attention.head_count', ['UINT32', config.num_attention_heads]],
    ['llama.attention.head_count_kv', ['UINT32', config.num_key_value_heads]],
    ['llama.rope.dimension_count', ['UINT32', config.head_dim]],
    ['llama.rope.freq_base', ['FLOAT32', config.rope_theta]],
    ['llama.attention.layer_norm_rms_epsilon', ['FLOAT32', config.rms_norm_eps]],
    ['tokenizer.ggml.model', ['STRING', 'gpt2']],
    ['tokenizer.ggml.pre', ['STRING', 'smollm']],
    ['tokenizer.ggml.tokens', array('STRING', tokens)],
    [
      'tokenizer.ggml.token_type',
      array(
        'INT32',
        tokens.map((token) => (special.has(token) ? 3 : 1)),
      ),
    ],
    ['tokenizer.ggml.merges', array('STRING', model.merges)],
    ['tokenizer.ggml.bos_token_id', ['UINT32', 1]],
    ['tokenizer.ggml.eos_token_id', ['UINT32', 2]],
    ['tokenizer.ggml.padding_token_id', ['UINT32', 2]],
    ['tokenizer.ggml.add_bos_token', ['BOOL', 0]],
    ['tokenizer.chat_template', ['STRING', TINY_CHAT_TEMPLATE]],
  ];
}

export function tinyGgufTensors(weights: Weights, config: LlamaConfig = TINY_CONFIG): TensorBytes[] {
  return tensorList(config).map(({ name, shape }) => {
    const values = weights.get(name)!;
    const heads = name.includes('q_proj') ? config.num_attention_heads : config.num_key_value_heads;
    const stored = /[qk]_proj/.test(name) ? permuteHeadRows(values, heads, config.head_dim) : values;
    const data = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
    return { name: ggufName(name)!, dims: [...shape].reverse(), type: 0, data };
  });
}

export function tinyGguf(weights: Weights, config: LlamaConfig = TINY_CONFIG): Uint8Array {
  return ggufBytes({ metadata: tinyGgufMetadata(config), tensors: tinyGgufTensors(weights, config) });
}
