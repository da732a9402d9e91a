/** The repairs: which is pointed at, which of its changes are shown, and what was accepted. Pure. */
import type { Repair, RepairChange } from '../../../data/types.js';
import { within } from '../../within.js';

export interface RepairState {
  at: number;
  /** The first change shown of the repair pointed at. */
  change: number;
  accepted: ReadonlySet<string>;
}

export type RepairAction =
  | { type: 'move'; by: number; last: number }
  | { type: 'scroll'; by: number; last: number }
  | { type: 'toggle'; code: string }
  /** All, or none when all are accepted. */
  | { type: 'all'; codes: readonly string[] };

export const REPAIR_START: RepairState = { at: 0, change: 0, accepted: new Set() };

export function reduceRepair(state: RepairState, action: RepairAction): RepairState {
  switch (action.type) {
    case 'move':
      return { ...state, at: within(state.at + action.by, action.last), change: 0 };
    case 'scroll':
      return { ...state, change: within(state.change + action.by, action.last) };
    case 'toggle': {
      const accepted = new Set(state.accepted);
      if (!accepted.delete(action.code)) accepted.add(action.code);
      return { ...state, accepted };
    }
    case 'all': {
      const every = action.codes.every((code) => state.accepted.has(code));
      return { ...state, accepted: new Set(every ? [] : action.codes) };
    }
  }
}

export const acceptedOf = (repairs: readonly Repair[], { accepted }: RepairState): Repair[] =>
  repairs.filter(({ code }) => accepted.has(code));

/** One field of a row before and after; null for a field that is not there. */
export interface FieldChange {
  name: string;
  before: string | null;
  after: string | null;
}

/** Only the fields that change. A row that is taken out, and one that is no record, is shown whole. */
export function fieldChanges({ before, after }: RepairChange): FieldChange[] {
  if (typeof before === 'string') return [{ name: '', before, after: after && JSON.stringify(after) }];
  if (after === null)
    return Object.entries(before).map(([name, value]) => ({ name, before: shown(value), after: null }));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({
      name,
      before: name in before ? shown(before[name]) : null,
      after: name in after ? shown(after[name]) : null,
    }))
    .filter((field) => field.before !== field.after);
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What two texts have in common at their ends stays; the middle of each is the change. */
export function changedMiddle(before: string, after: string): { start: number; beforeEnd: number; afterEnd: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, beforeEnd: before.length - tail, afterEnd: after.length - tail };
}
