/** Curves before they are drawn: smoothing and the stretch of steps that is looked at. Pure. */

export interface Point {
  step: number;
  value: number;
}

/**
 * Exponential moving average with the bias of its start taken out (Kingma and Ba, 2015, section 3). `weight` in [0, 1): of what was
 * before; 0 leaves the values as they are. A value that is not finite breaks the curve and is left out of the average.
 */
export function smoothed(points: readonly Point[], weight: number): readonly Point[] {
  if (weight === 0) return points;
  let mean = 0;
  let bias = 1;
  return points.map(({ step, value }) => {
    if (!Number.isFinite(value)) return { step, value };
    mean = weight * mean + (1 - weight) * value;
    bias *= weight;
    return { step, value: mean / (1 - bias) };
  });
}

/** Steps from `first` to `last`, both included. */
export interface Window {
  first: number;
  last: number;
}

/** A part of [first, last]: halved `zoom` times, its end `back` halves of its own length before the end of the whole. */
export function windowOf({ first, last }: Window, zoom: number, back: number): Window {
  const span = (last - first) / 2 ** zoom;
  const end = Math.max(first + span, last - (back * span) / 2);
  return { first: Math.floor(end - span), last: Math.ceil(end) };
}

/** How often the window can be moved back before it is at the start. */
export const mostBack = (zoom: number): number => 2 * (2 ** zoom - 1);
