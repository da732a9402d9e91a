/** The plan as it would be with other settings, at once and without asking the machine again. Pure. */
import { makePlan } from '../plan/make-plan.js';
import { DEFAULT_PRICES } from '../plan/prices.js';
import type { Hyperparameters, Plan } from '../plan/types.js';
import { editsBetween, mergeEdits } from './edits.js';
import type { Choices, PlannedRun, PreparedData } from './types.js';

export interface PreviewInput {
  choices: Choices;
  prepared: PreparedData;
  planned: PlannedRun;
}

/** Null where such a run would not fit or is out of range; step 4 says why when the setting is kept. */
export function previewPlan({ choices, prepared, planned }: PreviewInput, wanted: Hyperparameters): Plan | null {
  const { plan, hardware, prices } = planned;
  const edits = mergeEdits(choices.hyperparameters, editsBetween(plan.hyperparameters, wanted));
  try {
    return makePlan({
      budget: choices.budget,
      compute: choices.compute,
      hardware,
      model: prepared.base.size,
      data: prepared.size,
      prices: prices ?? DEFAULT_PRICES,
      edits: { ...edits, seed: wanted.seed },
      // The method stays what it is while its settings are edited.
      override: plan.method,
      ...(plan.estimate.warmUp ? { warmUp: plan.estimate.warmUp } : {}),
    });
  } catch {
    return null;
  }
}
