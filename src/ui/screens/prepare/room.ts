/** How step 1 divides its rows: the path field is always whole, then the list and an error give way to each other. Pure. */

export interface PrepareNeeds {
  /** Of the body. */
  rows: number;
  /** Of the path as typed. */
  field: number;
  /** Whether it is said what a path could go on with. */
  candidates: boolean;
  items: number;
  busy: boolean;
  /** Of the whole error box; 0 without an error. */
  problem: number;
}

export interface PrepareRoom {
  hint: boolean;
  /** A free row above the field and one below it. */
  airy: boolean;
  list: number;
  problem: number;
  preview: number;
}

/** Two items, and how many there are beside them. */
const LEAST_LIST = 3;
const TITLE = 1;

export function prepareRoom({ rows, field, candidates, items, busy, problem }: PrepareNeeds): PrepareRoom {
  const below = items + problem + (busy ? 1 : 0);
  const roomy = rows >= 16;
  const loose = TITLE + (roomy ? 1 : 0) + 1 + field + 1;
  const airy = loose + below <= rows;
  const top = airy ? loose : TITLE + field + (candidates ? 1 : 0);
  const left = rows - top - (busy ? 1 : 0);
  const box = Math.max(0, Math.min(problem, left - Math.min(items, LEAST_LIST)));
  return { hint: roomy && airy, airy, list: left - box, problem: box, preview: left - items - 1 };
}

/** Files chosen lately that are offered. */
export const recentRoom = (rows: number): number => (rows >= 28 ? 5 : rows >= 16 ? 2 : 1);
