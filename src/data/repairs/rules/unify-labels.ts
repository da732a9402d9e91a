/** Writes each label as its most frequent spelling. */
import { groupSpellings } from '../../checks/support/spellings.js';
import { counted } from '../../checks/support/words.js';
import { editAnswer, exampleOf } from '../records.js';
import type { Edits, RepairRule } from '../types.js';

export const unifyLabels: RepairRule = {
  code: 'unify-labels',
  necessity: 'recommended',
  title: (rows) => ({
    en: `Write labels in one spelling in ${counted(rows, 'row')}`,
    hi: `${counted(rows, 'row')} mein labels ko ek hi spelling mein likho`,
  }),
  edit(drafts, context) {
    const edits: Edits = new Map();
    if (context.task !== 'classification') return edits;
    const labels = drafts.map((draft) => exampleOf(draft, context)?.output);
    const counts = new Map<string, number>();
    for (const label of labels) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
    const usual = groupSpellings(counts);
    for (const [index, draft] of drafts.entries()) {
      const better = usual.get(labels[index] ?? '');
      if (better === undefined || draft.record === null) continue;
      const edited = editAnswer(draft.record, context, () => better);
      if (edited !== draft.record) edits.set(index, { after: edited });
    }
    return edits;
  },
};
