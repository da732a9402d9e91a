/** Takes tokenizers' structural marks out of texts. */
import { SPECIAL_TOKEN } from '../../checks/no-special-tokens.js';
import { counted } from '../../checks/support/words.js';
import { textRule } from '../text-rule.js';

const EVERY_SPECIAL_TOKEN = new RegExp(SPECIAL_TOKEN.source, 'g');

export const removeSpecialTokens = textRule(
  {
    code: 'remove-special-tokens',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Remove special tokens such as <|im_end|> from ${counted(rows, 'row')}`,
      hi: `${counted(rows, 'row')} se <|im_end|> jaise special tokens hatao`,
    }),
  },
  () => (text) => text.replace(EVERY_SPECIAL_TOKEN, ''),
);
