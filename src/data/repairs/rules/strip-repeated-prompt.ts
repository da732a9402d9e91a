/** Takes the prompt off the beginning of answers that repeat it. */
import { stripRepeatedPrompt as stripped } from '../../checks/support/repeated-prompt.js';
import { questionOf } from '../../checks/support/texts.js';
import { counted } from '../../checks/support/words.js';
import { editAnswer, exampleOf } from '../records.js';
import type { Edits, RepairRule } from '../types.js';

export const stripRepeatedPrompt: RepairRule = {
  code: 'strip-repeated-prompt',
  necessity: 'recommended',
  title: (rows) => ({
    en: `Take the repeated prompt out of ${counted(rows, 'answer')}`,
    hi: `${counted(rows, 'jawab', 'jawabon')} se dohraya hua prompt nikalo`,
  }),
  edit(drafts, context) {
    const edits: Edits = new Map();
    for (const [index, draft] of drafts.entries()) {
      const example = exampleOf(draft, context);
      if (!example || draft.record === null) continue;
      const question = questionOf(example);
      const edited = editAnswer(draft.record, context, (answer) => stripped(question, answer));
      if (edited !== draft.record) edits.set(index, { after: edited });
    }
    return edits;
  },
};
