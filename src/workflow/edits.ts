/** Edits of hyperparameters as values: merged in order, and found again as the difference of two settings. */
import type { Hyperparameters } from '../plan/types.js';
import type { HyperparameterEdits } from '../plan/validate-hyperparameters.js';

/** Later edits win; LoRA settings are merged one by one. */
export function mergeEdits(before: HyperparameterEdits, after: HyperparameterEdits): HyperparameterEdits {
  const merged = { ...before, ...after };
  if (before.lora && after.lora) merged.lora = { ...before.lora, ...after.lora };
  return merged;
}

/** The edits that turn `before` into `after`. */
export function editsBetween(before: Hyperparameters, after: Hyperparameters): HyperparameterEdits {
  const { lora, partial, ...plain } = after;
  const edits: HyperparameterEdits = changed(before, plain);
  if (lora) edits.lora = before.lora ? changed(before.lora, lora) : lora;
  if (partial && partial.lastBlocks !== before.partial?.lastBlocks) edits.partial = partial;
  if (edits.lora && Object.keys(edits.lora).length === 0) delete edits.lora;
  return edits;
}

function changed<T extends object>(before: T, after: Partial<T>): Partial<T> {
  const result: Partial<T> = {};
  for (const key in after) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) result[key] = after[key];
  }
  return result;
}
