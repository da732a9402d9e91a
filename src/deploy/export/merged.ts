/** The weights that an export carries: the base's with what was learned folded in. */

import { Problem } from '../../base/error.js';
import type { Weights } from '../../engine/llama/config.js';
import type { LogitsModel } from '../../engine/llama/logits.js';
import { mergeAdapter } from '../../engine/llama/lora.js';
import type { ExportSource, Learned } from './types.js';

/** A new map; tensors that training did not touch are the base's own arrays. Throws a `Problem` `non-finite`. */
export function mergedWeights({ base, learned }: Pick<ExportSource, 'base' | 'learned'>): Weights {
  switch (learned.kind) {
    case 'nothing':
      return base.weights;
    case 'weights':
      return new Map([...base.weights, ...learned.changed]);
    case 'adapter':
      return mergeAdapter(base.config, base.weights, learned.spec, learned.values);
  }
}

/** The model as it was trained: an adapter stays beside its base. */
export function trainedModel({ base, learned }: Pick<ExportSource, 'base' | 'learned'>): LogitsModel {
  const { config, weights } = base;
  if (learned.kind === 'adapter') return { config, weights, adapter: learned };
  return { config, weights: mergedWeights({ base, learned }) };
}

/** Throws a `Problem` `not-an-adapter`: full and partial training change the weights themselves. */
export function neededAdapter({ learned, name }: ExportSource): Extract<Learned, { kind: 'adapter' }> {
  if (learned.kind === 'adapter') return learned;
  const base = learned.kind === 'nothing';
  throw new Problem({
    code: 'not-an-adapter',
    message: base
      ? { en: `${name} is a base model: it has no adapter.`, hi: `${name} base model hai: iska koi adapter nahi.` }
      : {
          en: `${name} has no adapter: full and partial training change the weights themselves.`,
          hi: `${name} ka koi adapter nahi hai: full aur partial training weights ko hi badalti hai.`,
        },
    where: name,
    next: {
      en: 'Export the whole model: --format hf or --format gguf.',
      hi: 'Poora model export karo: --format hf ya --format gguf.',
    },
  });
}
