/** Disk: what full or partial training changed, as one safetensors file under the checkpoint's names. */
import { join } from 'node:path';
import { makeFolder } from '../../base/files.js';
import type { LlamaConfig, Weights } from '../llama/config.js';
import { tensorList } from '../llama/tensors.js';
import { allFinite } from './finite.js';
import { adapterMismatch, nonFiniteTensor } from './peft-tensors.js';
import { openSafetensors, writeSafetensors } from './safetensors.js';

export const CHANGED_WEIGHTS_FILE = 'changed_weights.safetensors';

/** Writes `<dir>/changed_weights.safetensors` (float32), streamed and atomic. Throws a `Problem` (`non-finite-weights`) and writes nothing. */
export async function writeChangedWeights(dir: string, changed: Weights, config: LlamaConfig): Promise<void> {
  const shapes = new Map(tensorList(config).map(({ name, shape }) => [name, shape]));
  const tensors = [...changed].map(([name, data]) => {
    const shape = shapes.get(name);
    if (!shape) throw new Error(`${name} is not a tensor of this model`);
    if (!allFinite(data)) throw nonFiniteTensor(name, dir);
    return { name, shape, data };
  });
  await makeFolder(dir);
  await writeSafetensors(join(dir, CHANGED_WEIGHTS_FILE), tensors);
}

/** Reads the changed tensors for a base of this configuration: a subset of its tensors, each in its shape and finite. */
export async function readChangedWeights(dir: string, config: LlamaConfig): Promise<Weights> {
  const path = join(dir, CHANGED_WEIGHTS_FILE);
  const shapes = new Map(tensorList(config).map(({ name, shape }) => [name, shape]));
  const file = await openSafetensors(path);
  try {
    for (const [name, { shape }] of file.tensors) {
      const expected = shapes.get(name);
      if (!expected) throw adapterMismatch(path, `the base has no tensor ${name}`);
      if (shape.length !== expected.length || shape.some((size, axis) => size !== expected[axis]))
        throw adapterMismatch(path, `${name} is [${shape}], but the base has [${expected}]`);
    }
    const changed: Weights = new Map();
    for (const name of file.tensors.keys()) {
      const values = await file.read(name);
      if (!allFinite(values)) throw nonFiniteTensor(name, path);
      changed.set(name, values);
    }
    return changed;
  } finally {
    await file.close();
  }
}
