/** The learning rate over a run, as the trainer computes it, at a few steps. Pure. */
import { learningRateAt, warmupSteps } from '../engine/train/schedule.js';
import type { Hyperparameters } from '../plan/types.js';

/** At most `points` points from the first step to the last. */
export function scheduleCurve(
  { schedule, learningRate, warmupRatio }: Pick<Hyperparameters, 'schedule' | 'learningRate' | 'warmupRatio'>,
  steps: number,
  points: number,
): { step: number; value: number }[] {
  const last = Math.max(0, steps - 1);
  const settings = { schedule, learningRate, totalSteps: steps, warmupSteps: warmupSteps(steps, warmupRatio) };
  const count = Math.max(1, Math.min(points, steps));
  // The end of the warm-up is the curve's corner and is always among them.
  const at = new Set(Array.from({ length: count }, (_, i) => Math.round((i * last) / Math.max(1, count - 1))));
  at.add(Math.min(last, settings.warmupSteps));
  return [...at].sort((a, b) => a - b).map((step) => ({ step, value: learningRateAt(step, settings) }));
}
