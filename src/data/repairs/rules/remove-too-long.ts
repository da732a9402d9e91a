/** Takes out rows that training would cut: necessarily those that lose their whole answer, on advice those that lose its end. */
import { keptTrainedTokens } from '../../checks/fits-max-length.js';
import { counted, verb } from '../../checks/support/words.js';
import type { Encoded } from '../../types.js';
import { exampleOf } from '../records.js';
import { removalRule } from '../removal-rule.js';
import type { Draft, RepairContext } from '../types.js';

export const removeCutOff = removalRule(
  {
    code: 'remove-cut-off',
    necessity: 'necessary',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'row')} with nothing left to train after cutting at the maximum length`,
      hi: `${counted(rows, 'row')} hatao ${verb(rows, 'jismein', 'jinmein')} maximum length par kaatne ke baad train karne ko kuch nahi bachta`,
    }),
  },
  (context) => (draft) => {
    const encoded = encode(draft, context);
    return encoded !== undefined && keptTrainedTokens(encoded, context.maxLength) === 0;
  },
);

export const removeTooLong = removalRule(
  {
    code: 'remove-too-long',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'row')} longer than the maximum length`,
      hi: `Maximum length se lambi ${counted(rows, 'row')} hatao`,
    }),
  },
  (context) => (draft) => (encode(draft, context)?.ids.length ?? 0) > context.maxLength,
);

function encode(draft: Draft, context: RepairContext): Encoded | undefined {
  const example = context.encode && exampleOf(draft, context);
  return example && context.encode?.(example);
}
