/** Covers personal data and secrets with placeholders such as [EMAIL]. */
import { maskPersonal } from '../../checks/personal/mask.js';
import { counted } from '../../checks/support/words.js';
import { textRule } from '../text-rule.js';

export const maskPersonalData = textRule(
  {
    code: 'mask-personal-data',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Mask personal data and secrets in ${counted(rows, 'row')}`,
      hi: `${counted(rows, 'row')} mein personal data aur secrets mask karo`,
    }),
  },
  () => (text) => maskPersonal(text),
);
