/** A repair that removes rows. */
import type { Localized } from '../../base/localized.js';
import type { Draft, Edits, RepairContext, RepairRule } from './types.js';

/** `start` is called once per pass; its result is asked about every draft that is still there, in order. It may give its reason. */
export function removalRule(
  rule: Pick<RepairRule, 'code' | 'necessity' | 'title'>,
  start: (context: RepairContext, drafts: readonly Draft[]) => (draft: Draft) => boolean | Localized,
): RepairRule {
  return {
    ...rule,
    edit(drafts, context) {
      const remove = start(context, drafts);
      const edits: Edits = new Map();
      for (const [index, draft] of drafts.entries()) {
        const isPresent = draft.record !== null || draft.fault !== undefined;
        const verdict = isPresent && remove(draft);
        if (verdict === false) continue;
        edits.set(index, verdict === true ? { after: null } : { after: null, note: verdict });
      }
      return edits;
    },
  };
}
