/** What every decoding graph shares: the blocks around an attention that the graph brings itself. Axis letters: engine/types.ts. */
import { mul, silu } from '../graph/ops/elementwise.js';
import { matmul } from '../graph/ops/matmul.js';
import { rmsNorm } from '../graph/ops/model.js';
import { auxiliary, custom, input } from '../graph/ops/source.js';
import { MICROSOFT } from '../graph/rule.js';
import { inLayer, type Tensor } from '../graph/tensor.js';
import type { LlamaConfig } from '../llama/config.js';

/** Attention of one layer: from the normed hidden states [1, T, H] to what is added to them, and the keys and values to be cached. */
export type Attention = (normed: Tensor, layer: number) => { out: Tensor; key: Tensor; value: Tensor };

export const weight = (name: string, dims: readonly number[]): Tensor => input(name, dims, 'float32');

/** All blocks and the last norm. embedded and hidden [1, T, H]; rows: key and value of layer 0, of layer 1, ... */
export function decoderBlocks(
  config: LlamaConfig,
  embedded: Tensor,
  attention: Attention,
): { hidden: Tensor; rows: Tensor[] } {
  const rows: Tensor[] = [];
  const normWeight = (name: string): Tensor => weight(name, [config.hidden_size]);
  let x = embedded;
  let normed = rmsNorm(x, normWeight('model.layers.0.input_layernorm.weight'), config.rms_norm_eps);
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const name = `model.layers.${layer}`;
    inLayer(name, () => {
      const { out, key, value } = attention(normed, layer);
      rows.push(key, value);
      [x, normed] = addAndNorm(x, out, normWeight(`${name}.post_attention_layernorm.weight`), config.rms_norm_eps);
      const next =
        layer + 1 < config.num_hidden_layers ? `model.layers.${layer + 1}.input_layernorm.weight` : 'model.norm.weight';
      [x, normed] = addAndNorm(x, mlp(config, normed, name), normWeight(next), config.rms_norm_eps);
    });
  }
  return { hidden: normed, rows };
}

/** x + y and its norm, by one kernel. */
function addAndNorm(x: Tensor, y: Tensor, weights: Tensor, epsilon: number): [sum: Tensor, normed: Tensor] {
  const normed = custom('SkipSimplifiedLayerNormalization', [x, y, weights], {
    shape: x.shape,
    type: x.type,
    domain: MICROSOFT,
    attributes: { epsilon: { float: epsilon } },
  });
  return [auxiliary(normed, 3, x.shape), normed];
}

/** down(silu(gate(x)) * up(x)). x [1, T, H]. */
function mlp(config: LlamaConfig, x: Tensor, layer: string): Tensor {
  const [inner, outer] = [config.intermediate_size, config.hidden_size];
  const gate = matmul(x, weight(`${layer}.mlp.gate_proj.weight`, [inner, outer]), { transB: true }); // [1, T, I]
  const up = matmul(x, weight(`${layer}.mlp.up_proj.weight`, [inner, outer]), { transB: true }); // [1, T, I]
  return matmul(mul(silu(gate), up), weight(`${layer}.mlp.down_proj.weight`, [outer, inner]), { transB: true });
}
