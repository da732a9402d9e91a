/** Carries accepted repairs out on a copy of the rows. */
import { hint, maskPersonal } from '../checks/personal/mask.js';
import type { Repair, Row } from '../types.js';
import { commit, draftsOf, rowsOf } from './drafts.js';
import { RULES } from './rules/index.js';
import { maskPersonalData } from './rules/mask-personal-data.js';
import type { AuditChange, Draft, RepairAudit, RepairContext } from './types.js';

export interface Repaired {
  rows: Row[];
  audit: RepairAudit;
}

/**
 * Applies the accepted repairs, always in the same order whatever the order of `accepted`, and only to the lines in their `changes`.
 * Each rule looks again at the rows as they then are: a copy whose original was kept apart by a refused repair stays.
 * When personal data is masked, the audit does not spell it out either (`pr…(17)`).
 */
export function applyRepairs(rows: Iterable<Row>, accepted: readonly Repair[], context: RepairContext): Repaired {
  const drafts = draftsOf(rows);
  const rowsBefore = drafts.length;
  const changes: AuditChange[] = [];
  const repairs: RepairAudit['repairs'] = [];
  for (const rule of RULES) {
    const repair = accepted.filter((each) => each.code === rule.code);
    if (repair.length === 0) continue;
    const done = applyRule(
      rule,
      drafts,
      new Set(repair.flatMap((each) => each.changes.map(({ line }) => line))),
      context,
    );
    for (const change of done) changes.push(change);
    const removed = done.filter((change) => change.after === null).length;
    const { code, necessity } = rule;
    repairs.push({ code, necessity, title: rule.title(done.length), changed: done.length - removed, removed });
  }
  const isMasked = accepted.some((repair) => repair.code === maskPersonalData.code);
  const result = rowsOf(drafts);
  return {
    rows: result,
    audit: { rowsBefore, rowsAfter: result.length, repairs, changes: isMasked ? changes.map(withoutSecrets) : changes },
  };
}

function applyRule(
  rule: (typeof RULES)[number],
  drafts: Draft[],
  lines: ReadonlySet<number>,
  context: RepairContext,
): AuditChange[] {
  const done: AuditChange[] = [];
  for (const [index, edit] of rule.edit(drafts, context)) {
    if (!lines.has(drafts[index]?.line ?? -1)) continue;
    const change = commit(drafts, index, edit);
    if (change) done.push({ code: rule.code, ...change });
  }
  return done;
}

function withoutSecrets(change: AuditChange): AuditChange {
  return {
    ...change,
    before: typeof change.before === 'string' ? hideSecrets(change.before) : hideInRecord(change.before),
    after: change.after === null ? null : hideInRecord(change.after),
  };
}

function hideInRecord(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, hideInValue(value)]));
}

function hideInValue(value: unknown): unknown {
  if (typeof value === 'string') return hideSecrets(value);
  if (Array.isArray(value)) return value.map(hideInValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideInValue(each)]));
}

function hideSecrets(text: string): string {
  return maskPersonal(text, (found) => hint(found));
}
