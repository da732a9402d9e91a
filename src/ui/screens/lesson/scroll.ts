/** Where a reader is in a list of parts, each some lines tall. Kept by part and line, so that a language or a width more changes nothing. Pure. */

export interface Spot {
  part: number;
  line: number;
}

export interface Sight {
  /** Lines of each part. */
  heights: readonly number[];
  /** Lines that have room. */
  rows: number;
  /** Parts with which something can be done, in order. */
  stops: readonly number[];
}

export function rowOf({ heights }: Sight, { part, line }: Spot): number {
  return sum(heights, part) + Math.min(line, Math.max(0, (heights[part] ?? 1) - 1));
}

export function spotAt({ heights }: Sight, row: number): Spot {
  let start = 0;
  for (const [part, height] of heights.entries()) {
    if (row < start + height) return { part, line: row - start };
    start += height;
  }
  return { part: Math.max(0, heights.length - 1), line: 0 };
}

export const startOf = ({ heights }: Sight, part: number): number => sum(heights, part);
export const totalRows = ({ heights }: Sight): number => sum(heights, heights.length);

/** The first row shown: never beyond the end. */
export function within(sight: Sight, row: number): number {
  return Math.max(0, Math.min(row, totalRows(sight) - sight.rows));
}

/** The least scrolling from `row` that shows a part whole, or its end when it is taller than the window and `end` is asked for, else its head. */
export function reveal(sight: Sight, row: number, part: number, end = false): number {
  const start = startOf(sight, part);
  const height = sight.heights[part] ?? 0;
  if (height > sight.rows) return within(sight, end ? start + height - sight.rows : start);
  if (start < row) return within(sight, start);
  return within(sight, Math.max(row, start + height - sight.rows));
}

/** The least scrolling that shows one row with one more around it. */
export function revealRow(sight: Sight, row: number, wanted: number): number {
  if (wanted - 1 < row) return within(sight, wanted - 1);
  return within(sight, Math.max(row, wanted + 2 - sight.rows));
}

const isVisible = (sight: Sight, row: number, part: number): boolean => {
  const start = startOf(sight, part);
  return start < row + sight.rows && start + (sight.heights[part] ?? 0) > row;
};
const headVisible = (sight: Sight, row: number, part: number): boolean => {
  const start = startOf(sight, part);
  return start >= row && start < row + sight.rows - 1;
};

/** What the keys work on after scrolling: what they worked on before while its head is in sight, else the first that comes into sight. */
export function focusAt(sight: Sight, row: number, before: number | null): number | null {
  if (before !== null && headVisible(sight, row, before)) return before;
  const seen = sight.stops.filter((part) => isVisible(sight, row, part));
  return seen.find((part) => headVisible(sight, row, part)) ?? seen[0] ?? null;
}

/** Parts whose last line is in sight. */
export function endsInSight(sight: Sight, row: number): number[] {
  return sight.heights.flatMap((height, part) => {
    const last = startOf(sight, part) + height - 1;
    return last >= row && last < row + sight.rows ? [part] : [];
  });
}

const sum = (heights: readonly number[], upTo: number): number =>
  heights.slice(0, upTo).reduce((all, height) => all + height, 0);
