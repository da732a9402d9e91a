/** What a training result must be before it is called one: finite, and not the base model again. */
import { Problem } from '../../base/error.js';
import { allFinite } from '../../engine/formats/finite.js';
import type { Weights } from '../../engine/llama/config.js';
import type { TrainableModel } from '../../engine/types.js';

/** Throws `Problem` non-finite-result or nothing-learned. `base`: the weights training began with. */
export function checkResult(model: Pick<TrainableModel, 'spec' | 'trainable'>, base: Weights): void {
  for (const [name, values] of model.trainable) if (!allFinite(values)) throw nonFiniteResult(name);
  if (!differsFromBase(model, base)) throw nothingLearned();
}

/** LoRA adds B A: with every B zero it is the base. Full and partial: some value must have changed. */
function differsFromBase({ spec, trainable }: Pick<TrainableModel, 'spec' | 'trainable'>, base: Weights): boolean {
  for (const [name, values] of trainable) {
    if (spec.method === 'lora') {
      if (name.endsWith('lora_B.weight') && values.some((value) => value !== 0)) return true;
      continue;
    }
    const before = base.get(name);
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

function nothingLearned(): Problem {
  return new Problem({
    code: 'nothing-learned',
    message: {
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
