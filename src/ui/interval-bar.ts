/** A value and its interval on a scale, as text. Pure. */

export interface Interval {
  low: number;
  value: number;
  high: number;
}

/** `···├──●──┤····`, exactly `width` columns: one place for each part of the scale; what lies beyond it stands at its end. */
export function intervalBar(
  { low, value, high }: Interval,
  scale: { from: number; to: number },
  width: number,
): string {
  const span = scale.to - scale.from || 1;
  const at = (x: number): number => {
    const place = Math.round(((x - scale.from) / span) * (width - 1));
    return Math.min(width - 1, Math.max(0, Number.isNaN(place) ? 0 : place));
  };
  const [start, middle, end] = [at(low), at(value), at(high)];
  return Array.from({ length: width }, (_, x) => {
    if (x === middle) return '●';
    if (x === start) return '├';
    if (x === end) return '┤';
    return x > start && x < end ? '─' : '·';
  }).join('');
}
