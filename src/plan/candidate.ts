/** What one method would take on this machine with this data: the facts that the choice of a method weighs. */
import { estimateRun } from './estimate-run.js';
import { defaultHyperparameters } from './hyperparameters.js';
import { diskBytesOf, fits } from './memory.js';
import type { PriceTable } from './prices.js';
import type {
  Budget,
  Compute,
  DataSize,
  Hardware,
  Hyperparameters,
  MeasuredWarmUp,
  Method,
  ModelSize,
} from './types.js';
import { type HyperparameterEdits, validateHyperparameters } from './validate-hyperparameters.js';

export interface ChooseInput {
  budget: Budget;
  compute: Compute;
  hardware: Hardware;
  model: ModelSize;
  data: DataSize;
  /** The person's own choice; kept unless it cannot fit. */
  override?: Method;
  /** The person's own settings. The methods are sized up with them; the advice does without. */
  edits?: HyperparameterEdits;
  prices: PriceTable;
  /** Three measured steps of one method; the other methods are calculated, at the pace that these show. */
  warmUp?: MeasuredWarmUp;
}

/** What one method would take here. */
export interface Candidate {
  method: Method;
  fits: boolean;
  memoryBytes: number;
  diskBytes: number;
  seconds: number;
  costUsd: number;
  trainableParameters: number;
  totalParameters: number;
}

/**
 * Sizes up one method: with its defaults, the batch already split to fit where that is possible, and those of the person's settings
 * that it has.
 */
export function candidateFor(method: Method, input: Omit<ChooseInput, 'budget' | 'compute' | 'override'>): Candidate {
  const { model, hardware } = input;
  const hyperparameters = settingsFor(method, input);
  const guess = estimateRun(method, hyperparameters, input);
  const diskBytes = diskBytesOf(model, method, hyperparameters);
  return {
    method,
    fits: fits(hardware, guess.memoryBytes, diskBytes),
    memoryBytes: guess.memoryBytes,
    diskBytes,
    seconds: guess.seconds,
    costUsd: guess.costUsd.local ?? 0,
    trainableParameters: guess.trainableParameters,
    totalParameters: guess.totalParameters,
  };
}

/** Settings that the method cannot have leave its defaults: it is for the plan to refuse them. */
function settingsFor(
  method: Method,
  { model, data, hardware, edits = {} }: Pick<ChooseInput, 'model' | 'data' | 'hardware' | 'edits'>,
): Hyperparameters {
  const defaults = defaultHyperparameters(method, model, data, hardware);
  const checked = validateHyperparameters(edits, { method, defaults, model });
  return checked.ok ? checked.value : defaults;
}
