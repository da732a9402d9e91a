/** Takes invisible control characters out of texts. */
import { replaceControlCharacters } from '../../checks/support/control-characters.js';
import { counted } from '../../checks/support/words.js';
import { textRule } from '../text-rule.js';

export const removeControlCharacters = textRule(
  {
    code: 'remove-control-characters',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Remove invisible control characters from ${counted(rows, 'row')}`,
      hi: `${counted(rows, 'row')} se na dikhne wale control characters hatao`,
    }),
  },
  () => (text) => replaceControlCharacters(text, ''),
);
