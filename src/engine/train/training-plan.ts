/** What a run is going to do, before its first step: how many steps, when it validates, which rate, which rows. */
import { StepBatches, stepsPerEpoch } from './order.js';
import { noTrainableToken } from './problems.js';
import { type ScheduleSettings, warmupSteps } from './schedule.js';
import type { TrainingEvent, TrainingRun } from './types.js';

export interface TrainingPlan {
  steps: number;
  stepsPerEpoch: number;
  validationsPerEpoch: number;
  schedule: ScheduleSettings;
  batches: StepBatches;
  /** The event that tells the world. */
  announced: Extract<TrainingEvent, { type: 'plan' }>;
}

/** Throws `Problem` no-trainable-token when there are no rows. */
export function trainingPlan(run: TrainingRun): TrainingPlan {
  const { settings, rows, model } = run;
  if (rows.length === 0) throw noTrainableToken(0, []);
  const perEpoch = stepsPerEpoch(rows.length, settings.batchSize, settings.gradientAccumulation);
  const steps = Math.max(1, Math.round(perEpoch * settings.epochs));
  const lengths = rows.map((row) => row.ids.length);
  return {
    steps,
    stepsPerEpoch: perEpoch,
    validationsPerEpoch: Math.min(settings.evalsPerEpoch, perEpoch),
    schedule: { ...settings, totalSteps: steps, warmupSteps: warmupSteps(steps, settings.warmupRatio) },
    batches: new StepBatches(
      { lengths, batchSize: settings.batchSize, seed: settings.seed },
      settings.gradientAccumulation,
    ),
    announced: {
      type: 'plan',
      steps,
      stepsPerEpoch: perEpoch,
      trainableParameters: model.trainableParameters,
      totalParameters: model.totalParameters,
      epochTokens: lengths.reduce((sum, length) => sum + length, 0),
      epochSupervisedTokens: rows.reduce((sum, row) => sum + row.trained.reduce((n, t) => n + t, 0), 0),
    },
  };
}

/** `validationsPerEpoch` times per epoch, evenly, and after the last step. */
export function isValidationStep(step: number, plan: TrainingPlan): boolean {
  const passed = (at: number): number => Math.floor((at * plan.validationsPerEpoch) / plan.stepsPerEpoch);
  return passed(step) > passed(step - 1) || step === plan.steps;
}
