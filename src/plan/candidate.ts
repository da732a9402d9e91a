/** What one method would take on this machine with this data: the facts that the choice of a method weighs. */
import { estimate } from './estimate.js';
import { defaultHyperparameters } from './hyperparameters.js';
import { diskBytesOf, fits } from './memory.js';
import type { PriceTable } from './prices.js';
import type { Budget, Compute, DataSize, Hardware, Method, ModelSize } from './types.js';

export interface ChooseInput {
  budget: Budget;
  compute: Compute;
  hardware: Hardware;
  model: ModelSize;
  data: DataSize;
  /** The person's own choice; kept unless it cannot fit. */
  override?: Method;
  prices: PriceTable;
}

/** What one method would take here, with its default settings. */
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

/** Sizes up one method with its defaults, the batch already split to fit where that is possible. */
export function candidateFor(method: Method, input: Omit<ChooseInput, 'budget' | 'compute' | 'override'>): Candidate {
  const { model, data, hardware } = input;
  const hyperparameters = defaultHyperparameters(method, model, data, hardware);
  const guess = estimate({ ...input, method, hyperparameters });
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
