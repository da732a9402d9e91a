import type { LlamaConfig } from '../../src/engine/llama/config.js';

/** The shape of SmolLM2-135M, as its `config.json` gives it; for counts and for benchmarks on random weights. */
export const SMOLLM2_135M: LlamaConfig = {
  vocab_size: 49152,
  hidden_size: 576,
  intermediate_size: 1536,
  num_hidden_layers: 30,
  num_attention_heads: 9,
  num_key_value_heads: 3,
  head_dim: 64,
  rms_norm_eps: 1e-5,
  rope_theta: 100_000,
  max_position_embeddings: 8192,
  tie_word_embeddings: true,
};
