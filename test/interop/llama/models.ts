/** The models whose exports are opened: what is shipped and what is pulled; else a small random one, so that something always is. */
import { Problem } from '../../../src/base/error.js';
import { Random } from '../../../src/base/random.js';
import type { ExportSource } from '../../../src/deploy/export/types.js';
import { initAdapter, type LoraSpec } from '../../../src/engine/llama/lora.js';
import { initRandom } from '../../../src/engine/llama/tensors.js';
import { promptFormatFor } from '../../../src/models/encode-example.js';
import { openModel } from '../../../src/models/open.js';
import type { OpenModel } from '../../../src/models/types.js';

export const LORA: LoraSpec = {
  method: 'lora',
  rank: 4,
  alpha: 12,
  rsLora: true,
  dropout: 0,
  targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
};

/** The model, or null when it is not on this machine. Any other trouble is thrown. */
export async function openIfPresent(idOrPath: string, home: string): Promise<OpenModel | null> {
  try {
    return await openModel(idOrPath, { home });
  } catch (error) {
    if (error instanceof Problem && (error.code === 'model-not-pulled' || error.code === 'model-not-found'))
      return null;
    throw error;
  }
}

/** Three layers of random weights under another model's tokenizer; heads and widths unlike its own, and rows that are whole blocks. */
export function randomModel(like: OpenModel): OpenModel {
  const config = {
    ...like.config,
    hidden_size: 128,
    intermediate_size: 224,
    num_hidden_layers: 3,
    num_attention_heads: 8,
    num_key_value_heads: 2,
    head_dim: 16,
    rope_theta: 10_000,
    initializer_range: 0.06,
  };
  return {
    ...like,
    id: 'random',
    config,
    weights: initRandom(config, 5),
    nameOrPath: 'random',
    fingerprint: '0'.repeat(64),
  };
}

export function sourceOf(base: OpenModel, learned: ExportSource['learned'], samples: number[][]): ExportSource {
  return {
    name: base.id,
    base,
    learned,
    promptFormat: promptFormatFor({ task: 'chat', chatTemplate: base.chatTemplate }),
    greedy: false,
    trainedText: null,
    samples: () => samples,
    card: null,
  };
}

/** An adapter that changes every layer it touches: B is not zero. */
export function randomAdapter({ config }: OpenModel): ExportSource['learned'] {
  const values = initAdapter(config, LORA, 1);
  const random = new Random(2);
  for (const [name, array] of values)
    if (name.endsWith('lora_B.weight')) for (let i = 0; i < array.length; i++) array[i] = 0.01 * random.normal();
  return { kind: 'adapter', spec: LORA, values };
}
