/** Checks a weight source against what the configuration says, and loads it tensor by tensor. */
import { allFinite } from '../engine/formats/finite.js';
import type { LlamaConfig, Weights } from '../engine/llama/config.js';
import { tensorList } from '../engine/llama/tensors.js';
import { missingTensor, nonFiniteWeights, unexpectedTensor, wrongShape } from './refusals.js';
import type { WeightSource } from './source.js';

/** Buffers that old checkpoints carry and that follow from the configuration; and the output layer of a tied model. */
function ignored(name: string, config: LlamaConfig): boolean {
  return name.endsWith('.rotary_emb.inv_freq') || (config.tie_word_embeddings && name === 'lm_head.weight');
}

/** Every expected tensor is there in its shape, and no other. Throws a `Problem` that names the first fault. */
export function checkShapes(source: WeightSource, config: LlamaConfig): void {
  const expected = tensorList(config);
  for (const { name, shape } of expected) {
    const found = source.shapes.get(name);
    if (!found) throw missingTensor(name, source.fileOf(name));
    if (found.length !== shape.length || found.some((size, axis) => size !== shape[axis]))
      throw wrongShape(name, shape, found, source.fileOf(name));
  }
  const known = new Set(expected.map(({ name }) => name));
  for (const name of source.shapes.keys())
    if (!known.has(name) && !ignored(name, config)) throw unexpectedTensor(name, source.fileOf(name));
}

/** All weights as float32; the most memory beyond them is one tensor as the file holds it. */
export async function loadWeights(source: WeightSource, config: LlamaConfig): Promise<Weights> {
  checkShapes(source, config);
  const weights: Weights = new Map();
  for (const { name } of tensorList(config)) {
    const values = await source.read(name);
    if (!allFinite(values)) throw nonFiniteWeights(name, source.fileOf(name));
    weights.set(name, values);
  }
  return weights;
}
