/** What a run will take: tokens, steps, seconds, memory, money. From a measured warm-up where there is one, else calculated. */
import { costs } from './cost.js';
import { countSteps } from './hyperparameters.js';
import { longestBatch, memoryOf } from './memory.js';
import { parametersInTraining, trainableParameters } from './parameters.js';
import type { PriceTable } from './prices.js';
import { recommend } from './recommendations.js';
import { guessSecondsPerStep } from './speed.js';
import type {
  DataSize,
  Estimate,
  Hardware,
  Hyperparameters,
  MeasuredWarmUp,
  Method,
  ModelSize,
  WarmUp,
} from './types.js';

export { countSteps } from './hyperparameters.js';

export interface EstimateInput {
  method: Method;
  model: ModelSize;
  data: DataSize;
  hyperparameters: Hyperparameters;
  hardware: Hardware;
  prices: PriceTable;
  warmUp?: WarmUp;
  /** See `paceOf`; for what is calculated. */
  pace?: number;
}

/**
 * Computed tokens per real one: rows are padded to the longest of their batch, and that to a bucket. The four sample files give 1.20 to
 * 1.33 with the engine's order and buckets.
 */
const PADDING = 1.26;

/** A validation token costs a forward pass, which is about 0.4 of a LoRA training token and a third of a full one. */
const VALIDATION_SHARE = 0.4;

/** Optimizer seconds per trained parameter and step; this part of a step does not shrink with shorter rows. */
const OPTIMIZER_SECONDS = 5e-9;

/** Tokens that pass through the model over the whole run: training rows times epochs, prompt tokens included. */
export function trainTokensOf(data: DataSize, h: Pick<Hyperparameters, 'epochs'>): number {
  return Math.round(data.epochTokens * h.epochs);
}

/** Builds the estimate. `seconds` covers training and validation, not opening the model or the final evaluation. */
export function estimate(input: EstimateInput): Estimate {
  const { method, model, data, hyperparameters: h, prices, warmUp } = input;
  const trainTokens = trainTokensOf(data, h);
  const steps = countSteps(data.trainExamples, h);
  const seconds = warmUp ? measuredSeconds(input, warmUp, steps) : calculatedSeconds(input, steps) * (input.pace ?? 1);
  const memoryBytes = warmUp ? warmUp.peakRssBytes : memoryOf(model, method, h, longestBatch(data, h)).total;
  const costUsd = costs(trainTokens, seconds, method, prices);
  return {
    trainTokens,
    steps,
    trainableParameters: trainableParameters(model, method, h),
    totalParameters: parametersInTraining(model, method, h),
    memoryBytes: Math.round(memoryBytes),
    seconds,
    measured: warmUp !== undefined,
    costUsd,
    recommendations: recommend({ ...input, costUsd, seconds, memoryBytes, steps }),
  };
}

/** A warm-up that was disturbed must not carry the others away with it. */
const PACE = { min: 0.1, max: 30 };

/**
 * How many times its calculated time the measured method takes on this machine and model: what other methods and settings are calculated with,
 * so that their times can be set beside the measured one.
 */
export function paceOf(
  input: Omit<EstimateInput, 'method' | 'hyperparameters' | 'warmUp'>,
  warmUp: MeasuredWarmUp,
): number {
  const { method, hyperparameters } = warmUp;
  const measured = { ...input, method, hyperparameters };
  const steps = countSteps(input.data.trainExamples, hyperparameters);
  const pace = measuredSeconds(measured, warmUp, steps) / calculatedSeconds(measured, steps);
  return Number.isFinite(pace) ? Math.min(PACE.max, Math.max(PACE.min, pace)) : 1;
}

/** Validation work in units of training tokens. */
function validationTokens(data: DataSize, h: Hyperparameters): number {
  if (data.trainExamples === 0) return 0;
  const rowTokens = data.epochTokens / data.trainExamples;
  return rowTokens * data.validationExamples * Math.max(1, Math.floor(h.epochs * h.evalsPerEpoch)) * VALIDATION_SHARE;
}

/**
 * From the warm-up on the longest batch: its time without the optimizer is spread over its tokens, padding included, because most
 * batches are shorter; the optimizer's part is paid at every step.
 */
function measuredSeconds(input: EstimateInput, warmUp: WarmUp, steps: number): number {
  const { method, model, data, hyperparameters: h } = input;
  const wanted = trainableParameters(model, method, h) * OPTIMIZER_SECONDS;
  const optimizer = Math.min(wanted, warmUp.secondsPerStep / 2);
  const largest = longestBatch(data, h);
  const computed = Math.max(1, warmUp.batchTokens, largest.rows * largest.length * h.gradientAccumulation);
  const perToken = (warmUp.secondsPerStep - optimizer) / computed;
  const tokens = (trainTokensOf(data, h) + validationTokens(data, h)) * PADDING;
  return steps * optimizer + tokens * perToken;
}

function calculatedSeconds(input: EstimateInput, steps: number): number {
  const { method, model, data, hyperparameters: h, hardware } = input;
  if (steps === 0) return 0;
  const tokens = (data.epochTokens * h.epochs * PADDING) / steps;
  const supervised = (data.epochSupervisedTokens * h.epochs) / steps;
  const length = Math.max(1, Math.min(data.longestExample, h.maxLength));
  const perStep = guessSecondsPerStep(model, method, h, { tokens, supervised, length }, hardware);
  return steps * perStep + (validationTokens(data, h) / Math.max(1, tokens)) * perStep;
}
