/**
 * The forward pass of a Llama block, one function per layer. Letters: B batch, T time, H hidden, I intermediate, N query heads,
 * K key/value heads, G = N / K query heads per key head, D head size. Hidden states are kept as [B*T, H].
 */
import { add, mul, silu } from '../graph/ops/elementwise.js';
import { matmul } from '../graph/ops/matmul.js';
import { type RotaryTable, rmsNorm, rotary, softmax } from '../graph/ops/model.js';
import { reshape, transpose } from '../graph/ops/shape.js';
import { constant } from '../graph/ops/source.js';
import { type ElementType, inLayer, type Tensor } from '../graph/tensor.js';
import type { LlamaConfig } from './config.js';

/** What a layer needs to know of the model around it. */
export interface ModelParts {
  config: LlamaConfig;
  type: ElementType;
  /** A tensor of the checkpoint by name. */
  weight(name: string): Tensor;
  /** Linear layers (names without `.weight`) applied to the same input [n, in] -> [n, out] each. */
  project(x: Tensor, modules: readonly string[]): Tensor[];
}

/** A padded batch of sequences, with the constants that all blocks share. */
export interface Sequences {
  batch: number;
  length: number;
  rotary: RotaryTable;
  /** Added to attention scores, [1, 1, G*T, T]: 0 where a query may look, a large negative number where it may not. */
  mask: Tensor;
}

export function causalSequences(config: LlamaConfig, batch: number, length: number, type: ElementType): Sequences {
  return { batch, length, rotary: rotaryTable(config, length, type), mask: causalMask(config, length, type) };
}

/** `model.layers.N`: x [B*T, H] -> [B*T, H]. */
export function block(x: Tensor, layer: number, m: ModelParts, s: Sequences): Tensor {
  const name = `model.layers.${layer}`;
  return inLayer(name, () => {
    const h = add(x, attention(norm(x, `${name}.input_layernorm`, m), `${name}.self_attn`, m, s));
    return add(h, mlp(norm(h, `${name}.post_attention_layernorm`, m), `${name}.mlp`, m));
  });
}

export const norm = (x: Tensor, name: string, m: ModelParts): Tensor =>
  rmsNorm(x, m.weight(`${name}.weight`), m.config.rms_norm_eps);

/** Causal grouped-query attention (Ainslie et al., 2023). Keys are not repeated: the G queries of a key head stand below each other. */
export function attention(x: Tensor, name: string, m: ModelParts, s: Sequences): Tensor {
  const { batch: b, length: t } = s;
  const { num_attention_heads: n, num_key_value_heads: k, head_dim: d } = m.config;
  const g = n / k;
  const [q, key, value] = three(m.project(x, [`${name}.q_proj`, `${name}.k_proj`, `${name}.v_proj`]));
  const turned = (y: Tensor, heads: number) => rotary(reshape(y, [b, t, heads * d]), s.rotary, d);
  const byHead = (y: Tensor) => transpose(reshape(y, [b, t, k, d]), [0, 2, 1, 3]); // [B, K, T, D]

  const queries = transpose(reshape(turned(q, n), [b, t, k, g, d]), [0, 2, 3, 1, 4]); // [B, K, G, T, D]
  const stacked = reshape(queries, [b, k, g * t, d]);
  const scores = matmul(stacked, byHead(turned(key, k)), { transB: true, alpha: 1 / Math.sqrt(d) }); // [B, K, G*T, T]
  const weights = softmax(add(scores, s.mask));
  const mixed = reshape(matmul(weights, byHead(value)), [b, k, g, t, d]);
  const joined = reshape(transpose(mixed, [0, 3, 1, 2, 4]), [b * t, n * d]); // [B*T, N*D]
  return one(m.project(joined, [`${name}.o_proj`]));
}

/** SiLU-gated feed-forward (Shazeer, 2020): x [n, H] -> [n, H]. */
export function mlp(x: Tensor, name: string, m: ModelParts): Tensor {
  const [gate, up] = two(m.project(x, [`${name}.gate_proj`, `${name}.up_proj`])); // [n, I]
  return one(m.project(mul(silu(gate), up), [`${name}.down_proj`]));
}

/** A linear layer of the checkpoint: x [n, in], weight [out, in] -> [n, out]. */
export const linear = (x: Tensor, weight: Tensor): Tensor => matmul(x, weight, { transB: true });

/** Angles position * theta^(-2i/D) for i below D/2, positions 0 to `length` - 1. */
export function rotaryTable(config: LlamaConfig, length: number, type: ElementType): RotaryTable {
  const half = config.head_dim / 2;
  const angles = Array.from({ length: length * half }, (_, j) => {
    const [position, i] = [Math.floor(j / half), j % half];
    return position * config.rope_theta ** (-i / half);
  });
  const table = (values: number[]) => constant(values, [length, half], type);
  const sines = angles.map(Math.sin);
  return { cos: table(angles.map(Math.cos)), sin: table(sines), negativeSin: table(sines.map((v) => -v)) };
}

/** Padding stands on the right, so the causal mask alone keeps real tokens from seeing it. */
export function causalMask(config: LlamaConfig, length: number, type: ElementType): Tensor {
  const group = config.num_attention_heads / config.num_key_value_heads;
  const values = new Float32Array(group * length * length);
  for (let row = 0; row < group * length; row++)
    values.fill(-1e9, row * length + (row % length) + 1, (row + 1) * length);
  return constant(values, [1, 1, group * length, length], type);
}

function one(tensors: Tensor[]): Tensor {
  const [a] = tensors;
  if (a === undefined) throw new Error('project returned nothing');
  return a;
}

function two(tensors: Tensor[]): [Tensor, Tensor] {
  return [one(tensors), one(tensors.slice(1))];
}

function three(tensors: Tensor[]): [Tensor, Tensor, Tensor] {
  return [one(tensors), one(tensors.slice(1)), one(tensors.slice(2))];
}
