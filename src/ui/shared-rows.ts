/** Rows for each: one at least, and of the free ones a fair share up to what it wants. Pure. */
export function sharedRows(wanted: readonly number[], rows: number): number[] {
  const given = wanted.map(() => 1);
  let left = rows - wanted.length;
  while (left > 0 && given.some((height, i) => height < (wanted[i] ?? 0))) {
    for (const [i, height] of given.entries()) {
      if (left === 0 || height >= (wanted[i] ?? 0)) continue;
      given[i] = height + 1;
      left -= 1;
    }
  }
  return given;
}
