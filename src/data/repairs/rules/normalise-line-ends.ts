/** One kind of line end inside texts: \n, as models were trained. */
import { counted } from '../../checks/support/words.js';
import { textRule } from '../text-rule.js';

export const normaliseLineEnds = textRule(
  {
    code: 'normalise-line-ends',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Write line ends as \\n in ${counted(rows, 'row')}`,
      hi: `${counted(rows, 'row')} mein line ends ko \\n karo`,
    }),
  },
  () => (text) => text.replace(/\r\n?/g, '\n'),
);
