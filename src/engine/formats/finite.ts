/** Whether weights are numbers at all. */

/** True when no value is NaN or infinite. Zero times a finite number is zero, else NaN: one addition per value. */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * 0;
  return sum === 0;
}
