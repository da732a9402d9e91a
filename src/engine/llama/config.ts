import { z } from 'zod';

/** `config.json` of a LlamaForCausalLM, with the file's own names. Only what the engine uses. */
export const llamaConfigSchema = z.object({
  architectures: z.array(z.string()).optional(),
  model_type: z.string().optional(),
  vocab_size: z.int().positive(),
  hidden_size: z.int().positive(),
  intermediate_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  num_key_value_heads: z.int().positive(),
  head_dim: z.int().positive(),
  rms_norm_eps: z.number().positive(),
  rope_theta: z.number().positive(),
  max_position_embeddings: z.int().positive(),
  tie_word_embeddings: z.boolean(),
  initializer_range: z.number().positive().optional(),
  bos_token_id: z.int().nullable().optional(),
  eos_token_id: z
    .union([z.int(), z.array(z.int())])
    .nullable()
    .optional(),
  pad_token_id: z.int().nullable().optional(),
});

export type LlamaConfig = z.infer<typeof llamaConfigSchema>;

/** What makes the heads impossible to compute, or null: queries share keys in whole groups, and positions turn the values of a head in pairs. */
export function headFault({ num_attention_heads, num_key_value_heads, head_dim }: LlamaConfig): string | null {
  if (num_attention_heads % num_key_value_heads !== 0)
    return 'num_attention_heads is not a multiple of num_key_value_heads';
  return head_dim % 2 === 0 ? null : 'head_dim is odd';
}

/** Weights under the checkpoint's names (`model.layers.0.self_attn.q_proj.weight`), row-major float32, linear layers [out, in]. */
export type Weights = Map<string, Float32Array>;
