/** A LoRA adapter as the GGUF file that llama.cpp lays over a base model, and back. Disk only in `readGgufAdapter`. */
import type { LlamaConfig } from '../llama/config.js';
import { adaptedLinears, type LoraSpec, loraScaling } from '../llama/lora.js';
import { requireTensor } from '../llama/tensors.js';
import { WRITABLE_TYPES } from './gguf-encode.js';
import { ropeHeads } from './gguf-model.js';
import { ggufName, permuteHeadRows, unpermuteHeadRows } from './gguf-names.js';
import { openGguf } from './gguf-read.js';
import type { GgufEntry, GgufTensorToWrite, GgufToWrite } from './gguf-write.js';
import { malformed } from './malformed.js';

export interface GgufAdapter {
  /** `general.name`. */
  name: string;
  config: LlamaConfig;
  spec: LoraSpec;
  /** Under the engine's names: A [R, in], B [out, R]. */
  adapter: ReadonlyMap<string, Float32Array>;
}

/** A stays as it is; the rows of B for q and k change places as the rows of the weight do. All float32. */
export function ggufAdapter({ name, config, spec, adapter }: GgufAdapter): GgufToWrite {
  const tensors = adaptedLinears(config, spec).flatMap(({ module, a, b }): GgufTensorToWrite[] => {
    const target = ggufName(`${module}.weight`);
    if (target === undefined) throw new Error(`GGUF has no name for ${module}`);
    const values = new Map(adapter);
    const heads = ropeHeads(`${module}.`, config);
    const up = (): Float32Array => {
      const rows = requireTensor(values, b);
      return heads === null ? rows : permuteHeadRows(rows, heads, config.head_dim);
    };
    const type = WRITABLE_TYPES.f32;
    return [
      { name: `${target}.lora_a`, shape: a.shape, type, values: () => requireTensor(values, a) },
      { name: `${target}.lora_b`, shape: b.shape, type, values: up },
    ];
  });
  const metadata: [string, GgufEntry][] = [
    ['general.architecture', { type: 'string', value: 'llama' }],
    ['general.type', { type: 'string', value: 'adapter' }],
    ['general.name', { type: 'string', value: name }],
    ['general.file_type', { type: 'uint32', value: WRITABLE_TYPES.f32.fileType }],
    ['adapter.type', { type: 'string', value: 'lora' }],
    ['adapter.lora.alpha', { type: 'float32', value: ggufAlpha(spec) }],
  ];
  return { metadata: new Map(metadata), tensors };
}

/** llama.cpp scales by alpha / R, so a rank-stabilised adapter (alpha / sqrt(R)) is written with alpha * sqrt(R). */
export const ggufAlpha = (spec: LoraSpec): number => loraScaling(spec) * spec.rank;

/** The adapter that llama.cpp would read from the file, under the engine's names. Throws a `Problem` `malformed-gguf`. */
export async function readGgufAdapter(
  path: string,
  config: LlamaConfig,
  spec: LoraSpec,
): Promise<{ adapter: Map<string, Float32Array>; alpha: number }> {
  const file = await openGguf(path);
  try {
    const alpha = file.metadata.get('adapter.lora.alpha');
    if (file.metadata.get('general.type') !== 'adapter' || typeof alpha !== 'number')
      throw malformed('gguf', path, 'it is not a LoRA adapter.');
    const adapter = new Map<string, Float32Array>();
    for (const { module, a, b } of adaptedLinears(config, spec)) {
      const target = ggufName(`${module}.weight`);
      adapter.set(a.name, await file.read(`${target}.lora_a`));
      const rows = await file.read(`${target}.lora_b`);
      const heads = ropeHeads(`${module}.`, config);
      adapter.set(b.name, heads === null ? rows : unpermuteHeadRows(rows, heads, config.head_dim));
    }
    return { adapter, alpha };
  } finally {
    await file.close();
  }
}
