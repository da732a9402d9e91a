/**
 * The learning rate as a pure function of the step. Formulas of transformers' get_linear_schedule_with_warmup,
 * get_cosine_schedule_with_warmup (half a cosine) and get_constant_schedule_with_warmup, with step 0 for the first update.
 */
export interface ScheduleSettings {
  schedule: 'linear' | 'cosine' | 'constant';
  /** The rate at the end of the warm-up. */
  learningRate: number;
  warmupSteps: number;
  totalSteps: number;
}

/**
 * ceil(totalSteps * warmupRatio) as in transformers' TrainingArguments, but at most totalSteps - 1: a run whose every step is
 * warm-up would, at one step, train with rate 0 and learn nothing.
 */
export function warmupSteps(totalSteps: number, warmupRatio: number): number {
  return Math.max(0, Math.min(Math.ceil(totalSteps * warmupRatio), totalSteps - 1));
}

/** The rate of update `step`, 0-based. During warm-up step/warmupSteps of the full rate, so the very first update has rate 0. */
export function learningRateAt(step: number, settings: ScheduleSettings): number {
  const { schedule, learningRate, warmupSteps: warmup, totalSteps } = settings;
  if (!Number.isInteger(step) || step < 0) throw new RangeError(`step ${step}: need an integer from 0`);
  if (step < warmup) return (learningRate * step) / Math.max(1, warmup);
  const rest = Math.max(1, totalSteps - warmup);
  switch (schedule) {
    case 'constant':
      return learningRate;
    case 'linear':
      return learningRate * Math.max(0, (totalSteps - step) / rest);
    case 'cosine':
      return learningRate * Math.max(0, 0.5 * (1 + Math.cos((Math.PI * (step - warmup)) / rest)));
  }
}
