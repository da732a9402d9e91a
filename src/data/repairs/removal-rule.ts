/** A repair that removes rows. */
import type { Draft, Edits, RepairContext, RepairRule } from './types.js';

/** `start` is called once per pass; its result is asked about every draft that is still there, in order. */
export function removalRule(
  rule: Pick<RepairRule, 'code' | 'necessity' | 'title'>,
  start: (context: RepairContext, drafts: readonly Draft[]) => (draft: Draft) => boolean,
): RepairRule {
  return {
    ...rule,
    edit(drafts, context) {
      const remove = start(context, drafts);
      const edits: Edits = new Map();
      for (const [index, draft] of drafts.entries()) {
        const isPresent = draft.record !== null || draft.fault !== undefined;
        if (isPresent && remove(draft)) edits.set(index, null);
      }
      return edits;
    },
  };
}
