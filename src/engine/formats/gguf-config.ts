/** A GGUF file's metadata as the configuration of a Llama model. Pure. Refuses what the engine does not compute. */
import { Problem } from '../../base/error.js';
import { headFault, type LlamaConfig, llamaConfigSchema } from '../llama/config.js';
import type { GgufValue } from './gguf-cursor.js';
import type { GgufHeader } from './gguf-header.js';
import { malformed } from './malformed.js';

/** Throws a `Problem`: `unsupported-architecture`, `unsupported-rope-scaling`, or `malformed-gguf` for a missing or odd value. */
export function ggufLlamaConfig(header: GgufHeader, where: string): LlamaConfig {
  const { metadata, tensors } = header;
  const architecture = metadata.get('general.architecture');
  if (architecture !== 'llama') throw unsupportedArchitecture(String(architecture), where);
  if (Number(metadata.get('llama.expert_count') ?? 0) > 0) throw unsupportedArchitecture('llama with experts', where);
  refuseRopeScaling(header, where);

  const number = (key: string, fallback?: number): number => {
    const value = metadata.get(`llama.${key}`) ?? fallback;
    if (typeof value === 'number') return shortFloat32(value);
    throw malformed('gguf', where, `metadata llama.${key} is ${value === undefined ? 'missing' : 'not one number'}.`);
  };
  const hidden = number('embedding_length');
  const heads = number('attention.head_count');
  const headDim = number('attention.key_length', hidden / heads);
  if (number('rope.dimension_count', headDim) !== headDim)
    throw malformed('gguf', where, 'rope.dimension_count is not the head size; partial rotation is not supported.');
  const parsed = llamaConfigSchema.safeParse({
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: tensors.get('token_embd.weight')?.shape[0] ?? number('vocab_size'),
    hidden_size: hidden,
    intermediate_size: number('feed_forward_length'),
    num_hidden_layers: number('block_count'),
    num_attention_heads: heads,
    num_key_value_heads: number('attention.head_count_kv', heads),
    head_dim: headDim,
    rms_norm_eps: number('attention.layer_norm_rms_epsilon'),
    rope_theta: number('rope.freq_base', 10_000),
    max_position_embeddings: number('context_length'),
    tie_word_embeddings: !tensors.has('output.weight'),
    bos_token_id: tokenId(metadata, 'bos'),
    eos_token_id: tokenId(metadata, 'eos'),
    pad_token_id: tokenId(metadata, 'padding'),
  });
  const issue = parsed.error?.issues[0];
  const fault = parsed.success ? headFault(parsed.data) : `${issue?.path.join('.')}: ${issue?.message}`;
  if (parsed.success && fault === null) return parsed.data;
  throw malformed('gguf', where, `its metadata gives an impossible model: ${fault}`);
}

/** `tokenizer.ggml.<role>_token_id`, or null. */
export function tokenId(metadata: Map<string, GgufValue>, role: 'bos' | 'eos' | 'eot' | 'padding'): number | null {
  const id = metadata.get(`tokenizer.ggml.${role}_token_id`);
  return typeof id === 'number' ? id : null;
}

/** The shortest decimal with the same float32 (1e-5, not 9.999999747378752e-6), as config.json would have it. */
function shortFloat32(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function refuseRopeScaling(header: GgufHeader, where: string): void {
  const found = ropeScaling(header);
  if (found === null) return;
  throw new Problem({
    code: 'unsupported-rope-scaling',
    message: {
      en: `This model stretches its positions (RoPE scaling: ${found}), which is not supported.`,
      hi: `Yeh model apni positions ko stretch karta hai (RoPE scaling: ${found}); yeh abhi supported nahi hai.`,
    },
    where,
    next: { en: 'Choose a model without RoPE scaling.', hi: 'Bina RoPE scaling wala model chuno.' },
  });
}

/** The newer key and the older one. llama.cpp stretches by the factor even where no type is named, and takes 0 for 1. */
const ROPE_FACTORS = ['rope.scaling.factor', 'rope.scale_linear'];

/** What in the file stretches positions, or null. */
function ropeScaling({ metadata, tensors }: GgufHeader): string | null {
  const type = metadata.get('llama.rope.scaling.type') ?? 'none';
  if (type !== 'none') return String(type);
  for (const key of ROPE_FACTORS) {
    const factor = metadata.get(`llama.${key}`) ?? 1;
    if (factor !== 0 && factor !== 1) return `${key} ${factor}`;
  }
  return tensors.has('rope_freqs.weight') ? 'rope_freqs.weight' : null;
}

function unsupportedArchitecture(found: string, where: string): Problem {
  return new Problem({
    code: 'unsupported-architecture',
    message: {
      en: `The architecture of this model is ${found}; only llama is supported.`,
      hi: `Is model ka architecture ${found} hai; sirf llama supported hai.`,
    },
    where,
    next: {
      en: 'Choose a Llama-architecture model, for example smollm2-135m-instruct.',
      hi: 'Koi Llama-architecture wala model chuno, jaise smollm2-135m-instruct.',
    },
  });
}
