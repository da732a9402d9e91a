/** Progress drawn in characters. Pure. */

/** Eighths of a cell, lowest first. */
const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One character for each value from 0 to 100: a bar, or in ASCII its tens. */
export function sparkline(values: readonly number[], ascii: boolean): string {
  return values
    .map((value) => {
      const share = Math.min(1, Math.max(0, value / 100));
      return ascii ? String(Math.min(9, Math.floor(share * 10))) : (HEIGHTS[Math.min(7, Math.floor(share * 8))] ?? '');
    })
    .join('');
}

const DAY_MS = 86_400_000;

/** The last `count` calendar days up to today, oldest first: whether something was learned on each. Days are YYYY-MM-DD. */
export function lastDays(days: readonly string[], today: string, count: number): boolean[] {
  const known = new Set(days);
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) =>
    known.has(new Date(end - (count - 1 - i) * DAY_MS).toISOString().slice(0, 10)),
  );
}

/** How many of `width` cells are full: none only for nothing, all only for everything. */
export function fullCells(done: number, of: number, width: number): number {
  if (of === 0 || done <= 0) return 0;
  if (done >= of) return width;
  return Math.min(width - 1, Math.max(1, Math.round((done / of) * width)));
}
