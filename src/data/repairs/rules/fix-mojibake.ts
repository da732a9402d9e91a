/** Turns back texts that were decoded with the wrong encoding. */
import { fixMojibake as fixed } from '../../checks/support/mojibake.js';
import { counted } from '../../checks/support/words.js';
import { textRule } from '../text-rule.js';

export const fixMojibake = textRule(
  {
    code: 'fix-mojibake',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Restore wrongly decoded characters in ${counted(rows, 'row')}`,
      hi: `${counted(rows, 'row')} mein galat encoding wale akshar theek karo`,
    }),
  },
  () => fixed,
);
