/** Takes out lines that could not be read at all. */
import { counted } from '../../checks/support/words.js';
import { removalRule } from '../removal-rule.js';

export const removeUnreadable = removalRule(
  {
    code: 'remove-unreadable',
    necessity: 'necessary',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'line')} that cannot be read`,
      hi: `${counted(rows, 'line')} hatao jo padhi nahi ja sakti`,
    }),
  },
  () => (draft) => draft.fault !== undefined,
);
