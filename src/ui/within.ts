/** `value`, or the nearest of 0 and `last`; 0 where `last` is below it, as in an empty list. Pure. */
export const within = (value: number, last: number): number => Math.max(0, Math.min(last, value));
