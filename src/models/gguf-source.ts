/** Disk: a GGUF file of a Llama model as a weight source under the checkpoint's names. */

import { type GgufFile, ggufName, unpermuteHeadRows } from '../engine/formats/gguf.js';
import type { LlamaConfig } from '../engine/llama/config.js';
import { tensorList } from '../engine/llama/tensors.js';
import type { WeightSource } from './source.js';

/** `file` is closed by the source's `close`. Tensors that no checkpoint name maps to keep their own, so that they are refused by it. */
export function ggufSource(file: GgufFile, config: LlamaConfig): WeightSource {
  const namesInFile = new Map(tensorList(config).map(({ name }) => [name, ggufName(name) ?? name]));
  const checkpointNames = new Map([...namesInFile].map(([name, inFile]) => [inFile, name]));
  const shapes = new Map(
    [...file.tensors].map(([inFile, { shape }]) => [checkpointNames.get(inFile) ?? inFile, shape]),
  );

  const read = async (name: string): Promise<Float32Array> => {
    const values = await file.read(namesInFile.get(name) ?? name);
    if (name.endsWith('.q_proj.weight')) return unpermuteHeadRows(values, config.num_attention_heads, config.head_dim);
    if (name.endsWith('.k_proj.weight')) return unpermuteHeadRows(values, config.num_key_value_heads, config.head_dim);
    return values;
  };
  return {
    shapes,
    read,
    fileOf: () => file.path,
    files: [file.path],
    precision: `GGUF ${mainType(file)}`,
    close: () => file.close(),
  };
}

/** The type that holds most of the weights. */
function mainType(file: GgufFile): string {
  const values = new Map<string, number>();
  for (const { type, shape } of file.tensors.values()) {
    const count = shape.reduce((product, size) => product * size, 1);
    values.set(type.name, (values.get(type.name) ?? 0) + count);
  }
  return [...values].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'without weights';
}
