/** Steps of a training: one for each batch, and the last may be smaller. */
export function stepsOf(rows: number, batchSize: number, epochs: number) {
  return Math.ceil(rows / batchSize) * epochs;
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
  const { shape, peak, warmup, steps } = schedule;
  if (step < warmup) return (peak * step) / warmup;
  const done = (step - warmup) / (steps - warmup);
  if (shape === 'linear') return peak * (1 - done);
  if (shape === 'cosine')
    return (peak * (1 + Math.cos(Math.PI * done))) / 2;
  return peak;
}
