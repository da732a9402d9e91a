/** What a kept comparison was asked with, so that it can be gone on with. Pure. */
import type { Hyperparameters } from '../../plan/types.js';
import type { Comparison } from './schema.js';
import type { CompareChoices } from './types.js';

/**
 * The choices that plan the same trainings again, whatever memory is free now: batches and epochs are taken as they were planned, not
 * planned anew. Comparisons of older versions do not say how task and columns were asked for; those are detected again.
 */
export function keptChoices(kept: Comparison): CompareChoices {
  const { file, base, methods, seed, asked } = kept;
  return {
    file,
    base,
    methods: methods.map(({ method }) => method),
    task: asked?.task ?? null,
    columns: asked?.columns ?? null,
    hyperparameters: sharedSettings(methods.map(({ hyperparameters }) => hyperparameters)),
    rates: Object.fromEntries(methods.map(({ method, hyperparameters }) => [method, hyperparameters.learningRate])),
    seed,
  };
}

/** Weight decay is each method's own unless it was given; given, it is the same for all. */
function sharedSettings(all: readonly Hyperparameters[]): CompareChoices['hyperparameters'] {
  const [first] = all;
  if (first === undefined) return {};
  const { learningRate: _rate, seed: _seed, weightDecay, lora: _lora, partial: _partial, ...shared } = first;
  const lora = all.find((one) => one.lora !== null)?.lora;
  const partial = all.find((one) => one.partial !== null)?.partial;
  return {
    ...shared,
    ...(all.every((one) => one.weightDecay === weightDecay) ? { weightDecay } : {}),
    ...(lora ? { lora } : {}),
    ...(partial ? { partial } : {}),
  };
}
