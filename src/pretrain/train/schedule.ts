/**
 * What a step of pretraining is, as a pure function of its number: learning rate, length of its rows, stage. The rate is a trapezoid
 * (warm-up, constant, decay: Hu et al., 2024, section 4), so the first stage does not depend on how long the whole will be.
 */
import { LATE_STAGES, RATE, ROW_LENGTHS, SECOND_STAGE_FROM, TOKENS_PER_STEP } from '../recipe.js';

export interface StepPlan {
  learningRate: number;
  /** Tokens of a row. */
  length: number;
  rows: number;
  stage: 1 | 2 | 3 | 4;
}

export const stepsFor = (tokens: number): number => Math.ceil(tokens / TOKENS_PER_STEP);

const lateSteps = (stage: 3 | 4): number => stepsFor(LATE_STAGES[stage].tokens);

/** Steps of the third stage and the fourth. */
export const LATE_STEPS = lateSteps(3) + lateSteps(4);

/** `step` from 0; `totalSteps` is where the rate reaches its floor and the third stage begins. */
export function stepPlan(step: number, totalSteps: number): StepPlan {
  if (step >= totalSteps + lateSteps(3)) return lateStage(4, step - totalSteps - lateSteps(3));
  if (step >= totalSteps) return lateStage(3, step - totalSteps);
  const done = step / totalSteps;
  const length = ROW_LENGTHS.find(({ until }) => done < until)?.length ?? ROW_LENGTHS.at(-1)?.length ?? TOKENS_PER_STEP;
  return {
    learningRate: rateAt(step, totalSteps),
    length,
    rows: TOKENS_PER_STEP / length,
    stage: done < SECOND_STAGE_FROM ? 1 : 2,
  };
}

function rateAt(step: number, totalSteps: number): number {
  if (step < RATE.warmupSteps) return (RATE.peak * (step + 1)) / RATE.warmupSteps;
  const decayFrom = SECOND_STAGE_FROM * totalSteps;
  if (step < decayFrom) return RATE.peak;
  const left = Math.max(0, (totalSteps - step) / (totalSteps - decayFrom));
  return RATE.peak * (RATE.floor + (1 - RATE.floor) * left);
}

function lateStage(stage: 3 | 4, step: number): StepPlan {
  const { lengths, peak, warmupSteps } = LATE_STAGES[stage];
  const length = lengths[step % lengths.length] ?? TOKENS_PER_STEP;
  const left = Math.max(0, (lateSteps(stage) - step) / lateSteps(stage));
  const learningRate = peak * Math.min((step + 1) / warmupSteps, RATE.floor + (1 - RATE.floor) * left);
  return { learningRate, length, rows: TOKENS_PER_STEP / length, stage };
}
