/** What the repairs work on and what each of them is. */
import type { Localized } from '../../base/localized.js';
import type { CheckContext, Repair, RepairChange, RowFault } from '../types.js';

/** The checks' context; without `encode` the repairs about length stay silent. */
export type RepairContext = Omit<CheckContext, 'seed'>;

/** One record of the file in its present state. `record` is null when a repair has removed it. */
export interface Draft {
  readonly line: number;
  /** Why it could not be read; such a draft has no record. */
  readonly fault?: RowFault;
  record: Record<string, unknown> | null;
}

/** What a rule wants: for a draft (by its index in the list) the new record, or null to remove it, and why where that needs words. */
export type Edits = Map<number, Edit>;
export type Edit = Pick<RepairChange, 'after' | 'note'>;

/**
 * A kind of change. `edit` looks at the table as the rules before it have left it and changes nothing itself, so that proposing
 * and applying are the same code.
 */
export interface RepairRule {
  code: string;
  necessity: Repair['necessity'];
  /** `rows`: how many rows change. */
  title(rows: number): Localized;
  edit(drafts: readonly Draft[], context: RepairContext): Edits;
}

/** One line of the audit: `before` and `after` as they were when the repair was applied. `after: null` means removed. */
export interface AuditChange extends RepairChange {
  code: string;
}

export interface RepairAudit {
  rowsBefore: number;
  rowsAfter: number;
  /** In the order of application. */
  repairs: { code: string; necessity: Repair['necessity']; title: Localized; changed: number; removed: number }[];
  changes: AuditChange[];
}
