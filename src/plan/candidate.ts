/** What one method would take on this machine with this data: the facts that the choice of a method weighs. */
import { estimate, paceOf } from './estimate.js';
import { defaultHyperparameters } from './hyperparameters.js';
import { diskBytesOf, fits } from './memory.js';
import type { PriceTable } from './prices.js';
import type { Budget, Compute, DataSize, Hardware, MeasuredWarmUp, Method, ModelSize } from './types.js';

export interface ChooseInput {
  budget: Budget;
  compute: Compute;
  hardware: Hardware;
  model: ModelSize;
  data: DataSize;
  /** The person's own choice; kept unless it cannot fit. */
  override?: Method;
  prices: PriceTable;
  /** Three measured steps of one method; the other methods are calculated, at the pace that these show. */
  warmUp?: MeasuredWarmUp;
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

/**
 * Sizes up one method: as measured, if it is the method of the warm-up; else with its defaults, the batch already split to fit where
 * that is possible.
 */
export function candidateFor(method: Method, input: Omit<ChooseInput, 'budget' | 'compute' | 'override'>): Candidate {
  const { model, data, hardware, prices } = input;
  const warmUp = input.warmUp?.method === method ? input.warmUp : undefined;
  const hyperparameters = warmUp?.hyperparameters ?? defaultHyperparameters(method, model, data, hardware);
  const facts = { model, data, hardware, prices };
  const known = warmUp ? { warmUp } : input.warmUp ? { pace: paceOf(facts, input.warmUp) } : {};
  const guess = estimate({ ...facts, method, hyperparameters, ...known });
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
