/** The weights of the tuned model, read back from `model/`: what is evaluated is what was saved. */
import { readChangedWeights } from '../../engine/formats/changed-weights.js';
import { readPeftAdapter } from '../../engine/formats/peft.js';
import type { Weights } from '../../engine/llama/config.js';
import { mergeAdapter } from '../../engine/llama/lora.js';
import type { OpenModel } from '../../models/types.js';
import type { JobSpec } from '../spec.js';

/** A new map; tensors that training did not touch are the base's own arrays. */
export async function tunedWeights(
  folder: string,
  method: JobSpec['method'],
  { config, weights }: Pick<OpenModel, 'config' | 'weights'>,
): Promise<Weights> {
  if (method !== 'lora') return new Map([...weights, ...(await readChangedWeights(folder, config))]);
  const { adapter, spec } = await readPeftAdapter(folder, config);
  return mergeAdapter(config, weights, spec, adapter);
}
