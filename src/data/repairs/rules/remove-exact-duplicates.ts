/** Keeps the first of rows that are exactly the same. */
import { fingerprint } from '../../checks/support/fingerprint.js';
import { FingerprintTable } from '../../checks/support/fingerprint-table.js';
import { identityOf } from '../../checks/support/texts.js';
import { counted } from '../../checks/support/words.js';
import { exampleOf } from '../records.js';
import { removalRule } from '../removal-rule.js';

export const removeExactDuplicates = removalRule(
  {
    code: 'remove-exact-duplicates',
    necessity: 'recommended',
    title: (rows) => ({
      en: `Remove ${counted(rows, 'exact copy', 'exact copies')} of earlier rows`,
      hi: `Pehle ki rows ki ${counted(rows, 'hu-ba-hu copy', 'hu-ba-hu copies')} hatao`,
    }),
  },
  (context) => {
    const seen = new FingerprintTable();
    return (draft) => {
      const example = exampleOf(draft, context);
      if (!example) return false;
      const before = seen.size;
      return seen.add(fingerprint(identityOf(example))) < before;
    };
  },
);
