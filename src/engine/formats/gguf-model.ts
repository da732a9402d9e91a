/** A whole Llama model as the content of a GGUF file: metadata and tensors under GGUF's names, with q and k in its row order. Pure. */
import type { LlamaConfig, Weights } from '../llama/config.js';
import { requireTensor, type TensorShape, tensorList } from '../llama/tensors.js';
import { type GgufQuant, WRITABLE_TYPES, type WritableType } from './gguf-encode.js';
import { ggufName, permuteHeadRows } from './gguf-names.js';
import { type GgufText, ggufVocabulary } from './gguf-vocabulary.js';
import type { GgufEntry, GgufTensorToWrite, GgufToWrite } from './gguf-write.js';

/** `general.quantization_version` of today's block layouts. */
const QUANTIZATION_VERSION = 2;

export interface GgufModel {
  /** `general.name`. */
  name: string;
  config: LlamaConfig;
  weights: Weights;
  text: GgufText;
  quant: GgufQuant;
}

/** Throws a `Problem` `tokenizer-not-exportable`, or `missing-tensor` for weights that are not of this configuration. */
export function ggufModel(model: GgufModel): GgufToWrite {
  const { config, weights, quant } = model;
  const tensors = tensorList(config).map((tensor): GgufTensorToWrite => {
    const name = ggufName(tensor.name);
    if (name === undefined) throw new Error(`GGUF has no name for ${tensor.name}`);
    const type = typeOf(tensor, quant);
    return {
      name,
      shape: tensor.shape,
      type,
      values: () => inGgufOrder(tensor, requireTensor(weights, tensor), config),
    };
  });
  return {
    metadata: new Map([...general(model), ...architecture(config), ...ggufVocabulary(model.text, config.vocab_size)]),
    tensors,
  };
}

/**
 * Norms stay float32. Rows that are not whole blocks become float16, as llama.cpp falls back. With Q4_0 the output layer (or the embedding
 * that is tied to it) is Q8_0: llama.cpp, too, gives that one matrix more bits, since every logit goes through it.
 */
function typeOf({ name, shape }: TensorShape, quant: GgufQuant): WritableType {
  if (shape.length === 1) return WRITABLE_TYPES.f32;
  const wanted = quant === 'q4_0' && /^(lm_head|model\.embed_tokens)\.weight$/.test(name) ? 'q8_0' : quant;
  const type = WRITABLE_TYPES[wanted];
  return (shape.at(-1) ?? 0) % type.blockValues === 0 ? type : WRITABLE_TYPES.f16;
}

function inGgufOrder({ name }: TensorShape, values: Float32Array, config: LlamaConfig): Float32Array {
  const heads = ropeHeads(name, config);
  return heads === null ? values : permuteHeadRows(values, heads, config.head_dim);
}

/** The heads of a layer whose rows RoPE turns in pairs: q and k; null for every other. `name` may be a weight's or an adapter's. */
export function ropeHeads(name: string, config: LlamaConfig): number | null {
  if (name.includes('.q_proj.')) return config.num_attention_heads;
  return name.includes('.k_proj.') ? config.num_key_value_heads : null;
}

function general({ name, quant }: GgufModel): [string, GgufEntry][] {
  const entries: [string, GgufEntry][] = [
    ['general.architecture', { type: 'string', value: 'llama' }],
    ['general.type', { type: 'string', value: 'model' }],
    ['general.name', { type: 'string', value: name }],
    ['general.file_type', { type: 'uint32', value: WRITABLE_TYPES[quant].fileType }],
  ];
  if (quant === 'q8_0' || quant === 'q4_0')
    entries.push(['general.quantization_version', { type: 'uint32', value: QUANTIZATION_VERSION }]);
  return entries;
}

function architecture(config: LlamaConfig): [string, GgufEntry][] {
  const count = (key: string, value: number): [string, GgufEntry] => [`llama.${key}`, { type: 'uint32', value }];
  const real = (key: string, value: number): [string, GgufEntry] => [`llama.${key}`, { type: 'float32', value }];
  return [
    count('block_count', config.num_hidden_layers),
    count('context_length', config.max_position_embeddings),
    count('embedding_length', config.hidden_size),
    count('feed_forward_length', config.intermediate_size),
    count('attention.head_count', config.num_attention_heads),
    count('attention.head_count_kv', config.num_key_value_heads),
    count('attention.key_length', config.head_dim),
    count('attention.value_length', config.head_dim),
    count('rope.dimension_count', config.head_dim),
    count('vocab_size', config.vocab_size),
    real('rope.freq_base', config.rope_theta),
    real('attention.layer_norm_rms_epsilon', config.rms_norm_eps),
  ];
}
