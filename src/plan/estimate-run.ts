/** The estimate of one method with its settings. A plan and the candidates it was chosen from share it, so that their numbers agree. */
import { type EstimateInput, estimate, paceOf } from './estimate.js';
import type { Estimate, Hyperparameters, MeasuredWarmUp, Method } from './types.js';

export interface RunFacts extends Pick<EstimateInput, 'model' | 'data' | 'hardware' | 'prices'> {
  /** Three measured steps of one method; what they do not hold for is calculated, at the pace that they show. */
  warmUp?: MeasuredWarmUp;
}

/** As measured where the warm-up's steps are the steps of this run, else calculated. */
export function estimateRun(method: Method, hyperparameters: Hyperparameters, input: RunFacts): Estimate {
  const { model, data, hardware, prices } = input;
  const facts = { model, data, hardware, prices };
  const warmUp = warmUpFor(input.warmUp, method, hyperparameters);
  const known = warmUp ? { warmUp } : input.warmUp ? { pace: paceOf(facts, input.warmUp) } : {};
  return { ...estimate({ ...facts, method, hyperparameters, ...known }), ...(warmUp ? { warmUp } : {}) };
}

/** The warm-up, if its steps are the steps of this run. How many of them there are, and at which rate, costs a step nothing. */
function warmUpFor(
  warmUp: MeasuredWarmUp | undefined,
  method: Method,
  wanted: Hyperparameters,
): MeasuredWarmUp | undefined {
  return warmUp?.method === method && stepShape(warmUp.hyperparameters) === stepShape(wanted) ? warmUp : undefined;
}

function stepShape({ batchSize, gradientAccumulation, maxLength, lora, partial }: Hyperparameters): string {
  const adapter = lora && [lora.rank, lora.dropout > 0, [...lora.targetModules].sort()];
  return JSON.stringify([batchSize, gradientAccumulation, maxLength, adapter, partial?.lastBlocks]);
}
