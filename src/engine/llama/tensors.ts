/** Every tensor of a checkpoint with its shape, in one place: names and shapes follow from the configuration alone. */
import { Problem } from '../../base/error.js';
import { Random } from '../../base/random.js';
import type { LlamaConfig, Weights } from './config.js';

export interface TensorShape {
  name: string;
  shape: number[];
}

export const EMBEDDING = 'model.embed_tokens.weight';
export const FINAL_NORM = 'model.norm.weight';
export const LM_HEAD = 'lm_head.weight';

/** The linear layers of a block with their input and output sizes. Names are the checkpoint's, below `model.layers.N.`. */
export function blockLinears(config: LlamaConfig): { module: string; inSize: number; outSize: number }[] {
  const { hidden_size: h, intermediate_size: i } = config;
  const queries = config.num_attention_heads * config.head_dim;
  const keys = config.num_key_value_heads * config.head_dim;
  return [
    { module: 'self_attn.q_proj', inSize: h, outSize: queries },
    { module: 'self_attn.k_proj', inSize: h, outSize: keys },
    { module: 'self_attn.v_proj', inSize: h, outSize: keys },
    { module: 'self_attn.o_proj', inSize: queries, outSize: h },
    { module: 'mlp.gate_proj', inSize: h, outSize: i },
    { module: 'mlp.up_proj', inSize: h, outSize: i },
    { module: 'mlp.down_proj', inSize: i, outSize: h },
  ];
}

/** The tensors of one block. */
export function blockTensors(config: LlamaConfig, layer: number): TensorShape[] {
  const prefix = `model.layers.${layer}`;
  const norms = ['input_layernorm', 'post_attention_layernorm'];
  return [
    ...norms.map((norm) => ({ name: `${prefix}.${norm}.weight`, shape: [config.hidden_size] })),
    ...blockLinears(config).map((l) => ({ name: `${prefix}.${l.module}.weight`, shape: [l.outSize, l.inSize] })),
  ];
}

/** Every tensor of the checkpoint: embedding, blocks, final norm, and the head where it is not tied to the embedding. */
export function tensorList(config: LlamaConfig): TensorShape[] {
  const table = [config.vocab_size, config.hidden_size];
  const blocks = Array.from({ length: config.num_hidden_layers }, (_, layer) => blockTensors(config, layer));
  return [
    { name: EMBEDDING, shape: table },
    ...blocks.flat(),
    { name: FINAL_NORM, shape: [config.hidden_size] },
    ...(config.tie_word_embeddings ? [] : [{ name: LM_HEAD, shape: table }]),
  ];
}

/** The weights that turn hidden states into logits. */
export const headName = (config: LlamaConfig): string => (config.tie_word_embeddings ? EMBEDDING : LM_HEAD);

/** Normal random weights with the configuration's `initializer_range` (0.02 without one); norms are ones. */
export function initRandom(config: LlamaConfig, seed: number): Weights {
  const weights: Weights = new Map();
  for (const { name, shape } of tensorList(config)) {
    const random = Random.for(seed, 'weights', name);
    const values = new Float32Array(shape.reduce((n, size) => n * size, 1));
    if (shape.length === 1) values.fill(1);
    else for (let i = 0; i < values.length; i++) values[i] = random.normal() * (config.initializer_range ?? 0.02);
    weights.set(name, values);
  }
  return weights;
}

/** The array under a checkpoint name; a `Problem` names the tensor that a model folder lacks or holds with another size. */
export function requireTensor(weights: Weights, { name, shape }: TensorShape): Float32Array {
  const values = weights.get(name);
  const size = shape.reduce((n, axis) => n * axis, 1);
  if (values?.length === size) return values;
  throw new Problem({
    code: values === undefined ? 'missing-tensor' : 'wrong-shape',
    message:
      values === undefined
        ? { en: 'The model has no such tensor.', hi: 'Model mein yeh tensor hai hi nahin.' }
        : {
            en: `The tensor has ${values.length} values; its configuration asks for [${shape.join(', ')}].`,
            hi: `Tensor mein ${values.length} values hain, jabki config [${shape.join(', ')}] maangta hai.`,
          },
    where: name,
    next: {
      en: 'Fetch the model again, or check that config.json belongs to these weights.',
      hi: 'Model dobara download karein, ya dekh lein ki config.json inhi weights ki hai.',
    },
  });
}
