/** A two-layer random Llama over the tiny tokenizer: small enough for every test, with grouped heads like the real one. */
import type { LlamaConfig, Weights } from '../../src/engine/llama/config.js';
import { initRandom } from '../../src/engine/llama/tensors.js';
import type { TextTokenizer } from '../../src/engine/types.js';
import { TINY_CHAT_TEMPLATE, TINY_VOCAB_SIZE, tinyTokenizer } from './tiny-tokenizer.js';

/** `initializer_range` is larger than usual, so that logits differ enough to be worth comparing. */
export function tinyConfig(change: Partial<LlamaConfig> = {}): LlamaConfig {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: TINY_VOCAB_SIZE,
    hidden_size: 48,
    intermediate_size: 80,
    num_hidden_layers: 2,
    num_attention_heads: 6,
    num_key_value_heads: 2,
    head_dim: 8,
    rms_norm_eps: 1e-5,
    rope_theta: 10000,
    max_position_embeddings: 512,
    tie_word_embeddings: true,
    initializer_range: 0.2,
    bos_token_id: 1,
    eos_token_id: 2,
    pad_token_id: 2,
    ...change,
  };
}

export interface TinyModel {
  config: LlamaConfig;
  weights: Weights;
  tokenizer: TextTokenizer;
  chatTemplate: string;
}

export function tinyModel(change: Partial<LlamaConfig> = {}, seed = 7): TinyModel {
  const config = tinyConfig(change);
  return { config, weights: initRandom(config, seed), tokenizer: tinyTokenizer(), chatTemplate: TINY_CHAT_TEMPLATE };
}
