/** Differences of texts and rows for display. Shortest edit by Myers's algorithm ("An O(ND) difference algorithm", 1986). */
import type { RepairChange } from '../types.js';

export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Texts that differ in more pieces than this are shown as removed and added as a whole; nobody could read the mixture. */
export const MAX_EDITS = 400;

/** Word by word; white space belongs to the pieces, so the parts joined give both texts again. */
export function diffWords(before: string, after: string): DiffPart[] {
  return diffTexts(
    before.match(/\s+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]/gu) ?? [],
    after.match(/\s+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]/gu) ?? [],
  );
}

/** Line by line, each piece with its line end. */
export function diffLines(before: string, after: string): DiffPart[] {
  return diffTexts(before.match(/[^\n]*\n|[^\n]+/g) ?? [], after.match(/[^\n]*\n|[^\n]+/g) ?? []);
}

export interface FieldDiff {
  field: string;
  parts: DiffPart[];
}

/** One change of a repair as word diffs of the fields that differ. A removed row is all its fields removed. */
export function diffChange(change: RepairChange): FieldDiff[] {
  if (typeof change.before === 'string') return [{ field: '', parts: diffWords(change.before, '') }];
  const { before, after } = change;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after ?? {})])];
  return fields.flatMap((field) => {
    const [old, now] = [shown(before[field]), shown(after?.[field])];
    return old === now ? [] : [{ field, parts: diffWords(old, now) }];
  });
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The pieces of two texts, neighbours of one kind joined. Time O((n + m) d) with d edits, memory O(d squared). */
export function diffTexts(before: readonly string[], after: readonly string[]): DiffPart[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [endA, endB] = [before.length, after.length];
  while (endA > start && endB > start && before[endA - 1] === after[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return joined([
    ...before.slice(0, start).map((text): DiffPart => ({ kind: 'same', text })),
    ...middle(before.slice(start, endA), after.slice(start, endB)),
    ...before.slice(endA).map((text): DiffPart => ({ kind: 'same', text })),
  ]);
}

function middle(a: readonly string[], b: readonly string[]): DiffPart[] {
  const trace = shortestEdit(a, b);
  if (!trace) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  }
  return walkBack(a, b, trace);
}

/** For each number of edits the furthest x on every diagonal (index k + offset), until the end is reached; null beyond MAX_EDITS. */
function shortestEdit(a: readonly string[], b: readonly string[]): Int32Array[] | null {
  const limit = Math.min(a.length + b.length, MAX_EDITS);
  const offset = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(furthest.slice());
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && at(furthest, offset + k - 1) < at(furthest, offset + k + 1));
      let x = isDown ? at(furthest, offset + k + 1) : at(furthest, offset + k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return null;
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): DiffPart[] {
  const offset = Math.min(a.length + b.length, MAX_EDITS) + 1;
  const parts: DiffPart[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Int32Array(0);
    const k = x - y;
    const isDown = k === -edits || (k !== edits && at(furthest, offset + k - 1) < at(furthest, offset + k + 1));
    const previousK = isDown ? k + 1 : k - 1;
    const previousX = edits === 0 ? 0 : at(furthest, offset + previousK);
    const previousY = edits === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) {
      x -= 1;
      y -= 1;
      parts.push({ kind: 'same', text: a[x] ?? '' });
    }
    if (edits === 0) break;
    if (isDown) parts.push({ kind: 'added', text: b[previousY] ?? '' });
    else parts.push({ kind: 'removed', text: a[previousX] ?? '' });
    [x, y] = [previousX, previousY];
  }
  return parts.reverse();
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}

/** Neighbours of one kind become one part; between two unchanged parts, what was removed stands before what was added. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of parts) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (text) {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') last.text += text;
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}
