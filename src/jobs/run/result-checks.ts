/** What a training result must be before it is called one: finite, and not the base model again. */
import { Problem } from '../../base/error.js';
import { allFinite } from '../../engine/formats/finite.js';
import type { Weights } from '../../engine/llama/config.js';
import type { TrainableModel } from '../../engine/types.js';

/** The values of an adapter that training went on from. */
export type StartingValues = ReadonlyMap<string, Float32Array>;

/** Throws `Problem` non-finite-result or nothing-learned. `base`: the model's own weights; `start`: those of the adapter it began with, if any. */
export function checkResult(
  model: Pick<TrainableModel, 'spec' | 'trainable'>,
  base: Weights,
  start: StartingValues | null,
): void {
  for (const [name, values] of model.trainable) if (!allFinite(values)) throw nonFiniteResult(name);
  if (!hasLearned(model, base, start)) throw nothingLearned(start !== null);
}

/** A fresh adapter adds B A: with every B zero it is the base. Else some value must differ from where training began. */
function hasLearned(
  { spec, trainable }: Pick<TrainableModel, 'spec' | 'trainable'>,
  base: Weights,
  start: StartingValues | null,
): boolean {
  for (const [name, values] of trainable) {
    if (spec.method === 'lora' && start === null) {
      if (name.endsWith('lora_B.weight') && values.some((value) => value !== 0)) return true;
      continue;
    }
    const before = (start ?? base).get(name);
    if (before === undefined || values.some((value, i) => value !== before[i])) return true;
  }
  return false;
}

function nonFiniteResult(name: string): Problem {
  return new Problem({
    code: 'non-finite-result',
    message: {
      en: 'The trained weights are not all finite numbers, so nothing was saved.',
      hi: 'Trained weights me kuch NaN ya infinity hain, isliye kuch save nahi kiya.',
    },
    where: name,
    next: { en: 'Start again with half the learning rate.', hi: 'Learning rate aadha karke phir se start karo.' },
    exitCode: 1,
  });
}

function nothingLearned(fromAdapter: boolean): Problem {
  return new Problem({
    code: 'nothing-learned',
    message: fromAdapter
      ? {
          en: 'Training changed nothing: the result equals the adapter it went on from.',
          hi: 'Training se kuch badla hi nahi: result wahi adapter hai jisse shuru kiya tha.',
        }
      : {
          en: 'Training changed nothing: the result equals the base model.',
          hi: 'Training se kuch badla hi nahi: result bilkul base model jaisa hai.',
        },
    next: {
      en: 'Start again with a higher learning rate or more epochs.',
      hi: 'Zyada learning rate ya zyada epochs ke saath phir se start karo.',
    },
    exitCode: 1,
  });
}
