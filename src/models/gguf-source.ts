/** Disk: a GGUF file of a Llama model as a weight source under the checkpoint's names. */

import { decodeTensor, type GgufFile, ggufName, ropeHeads, unpermuteHeadRows } from '../engine/formats/gguf.js';
import { isBlockType } from '../engine/formats/weight-blocks.js';
import type { LlamaConfig } from '../engine/llama/config.js';
import { rememberShortForm } from '../engine/llama/short-form.js';
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
    const inFile = namesInFile.get(name) ?? name;
    const bytes = inCheckpointOrder(name, await file.readBytes(inFile), config);
    const tensor = file.tensors.get(inFile);
    if (tensor === undefined) throw new Error(`${file.path} has no tensor ${inFile}`);
    const values = decodeTensor(tensor, bytes);
    const type = tensor.type.name;
    if (isBlockType(type)) rememberShortForm(values, { stored: { type, bytes } });
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

/** Moved before they are decoded, so that values and bytes are in one order. */
function inCheckpointOrder(name: string, bytes: Uint8Array, config: LlamaConfig): Uint8Array {
  const heads = ropeHeads(name, config);
  return heads === null ? bytes : unpermuteHeadRows(bytes, heads, config.head_dim);
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
