/** Works out which repairs a file needs, in the order in which they would be applied. */
import type { Repair, RepairChange, Row } from '../types.js';
import { commit, draftsOf } from './drafts.js';
import { RULES } from './rules/index.js';
import type { RepairContext } from './types.js';

/**
 * Each repair's changes show real rows before and after it, where "before" is the row as the repairs ahead of it leave it:
 * a diff shows what this repair does and nothing else. A repair with fewer `changes` may be accepted too.
 */
export function proposeRepairs(rows: Iterable<Row>, context: RepairContext): Repair[] {
  const drafts = draftsOf(rows);
  const repairs: Repair[] = [];
  for (const rule of RULES) {
    const changes: RepairChange[] = [];
    for (const [index, edit] of rule.edit(drafts, context)) {
      const change = commit(drafts, index, edit);
      if (change) changes.push(change);
    }
    if (changes.length > 0) {
      repairs.push({ code: rule.code, necessity: rule.necessity, title: rule.title(changes.length), changes });
    }
  }
  return repairs;
}
