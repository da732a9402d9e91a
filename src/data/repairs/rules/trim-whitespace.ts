/** Takes white space off both ends of texts; the template writes the one space that belongs before an answer. */
import { counted } from '../../checks/support/words.js';
import { textRule } from '../text-rule.js';

export const trimWhitespace = textRule(
  {
    code: 'trim-whitespace',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Trim white space around the texts of ${counted(rows, 'row')}`,
      hi: `${counted(rows, 'row')} ke text ke aage-peeche ke spaces hatao`,
    }),
  },
  // In code the spaces of the first line are its indentation.
  ({ task }) =>
    (text, part) =>
      task === 'code' && part === 'answer' ? text.replace(/^(?:[ \t]*\n)+/, '').trimEnd() : text.trim(),
);
