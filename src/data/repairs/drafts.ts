/** The rows of a file on their way through the repairs. */
import { say } from '../../base/localized.js';
import type { RepairChange, Row } from '../types.js';
import type { Draft, Edit } from './types.js';

export function draftsOf(rows: Iterable<Row>): Draft[] {
  const drafts: Draft[] = [];
  for (const row of rows) {
    drafts.push(
      'fault' in row ? { line: row.line, fault: row.fault, record: null } : { line: row.line, record: row.record },
    );
  }
  return drafts;
}

/** Puts the new record (or its absence) into the list and returns what changed. A removed unreadable line loses its fault. */
export function commit(drafts: Draft[], index: number, { after, note }: Edit): RepairChange | undefined {
  const draft = drafts[index];
  if (!draft) return undefined;
  const before = draft.record ?? say(draft.fault?.detail ?? '', 'en');
  drafts[index] = { line: draft.line, record: after };
  return { line: draft.line, before, after, ...(note ? { note } : {}) };
}

export function rowsOf(drafts: readonly Draft[]): Row[] {
  const rows: Row[] = [];
  for (const { line, fault, record } of drafts) {
    if (record !== null) rows.push({ line, record });
    else if (fault) rows.push({ line, fault });
  }
  return rows;
}
