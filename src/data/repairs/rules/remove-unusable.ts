/** Takes out records that give no example: a field missing or empty, turns out of order, another shape. */
import { isBlank } from '../../checks/support/blank.js';
import { counted } from '../../checks/support/words.js';
import { exampleOf, problemOf } from '../records.js';
import { removalRule } from '../removal-rule.js';

export const removeUnusable = removalRule(
  {
    code: 'remove-unusable',
    necessity: 'necessary',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'row')} that cannot be used: a field is missing, empty or of another shape`,
      hi: `${counted(rows, 'bekaar row')} hatao: field gayab, khaali ya kisi aur shape mein hai`,
    }),
  },
  (context) => (draft) =>
    draft.fault === undefined &&
    (problemOf(draft, context) !== undefined || isBlank(exampleOf(draft, context)?.output ?? '')),
);
