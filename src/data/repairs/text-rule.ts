/** A repair that rewrites texts one by one. */
import { editTexts, type TextEdit } from './records.js';
import type { Edits, RepairContext, RepairRule } from './types.js';

/** `edit` gets the context once and returns the function for every text. */
export function textRule(
  rule: Pick<RepairRule, 'code' | 'necessity' | 'title'>,
  edit: (context: RepairContext) => TextEdit,
): RepairRule {
  return {
    ...rule,
    edit(drafts, context) {
      const editText = edit(context);
      const edits: Edits = new Map();
      for (const [index, draft] of drafts.entries()) {
        if (draft.record === null) continue;
        const edited = editTexts(draft.record, context, editText);
        if (edited !== draft.record) edits.set(index, { after: edited });
      }
      return edits;
    },
  };
}
