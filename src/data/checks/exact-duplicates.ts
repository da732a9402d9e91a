/** No example is written twice. */
import type { Check } from '../types.js';
import { Affected } from './support/affected.js';
import { Uint32Column } from './support/columns.js';
import { fingerprint } from './support/fingerprint.js';
import { FingerprintTable } from './support/fingerprint-table.js';
import { identityOf } from './support/texts.js';
import { counted, percent, verb } from './support/words.js';

export const exactDuplicates: Check = {
  codes: ['exact-duplicate'],
  start() {
    const examples = new FingerprintTable();
    const lines = new Uint32Column();
    const repeated = new Affected();
    let total = 0;
    let original = 0;
    return {
      add({ line, example }) {
        if (!example) return;
        total += 1;
        const before = examples.size;
        const member = examples.add(fingerprint(identityOf(example)));
        if (member === before) lines.push(line);
        else {
          if (repeated.count === 0) original = lines.get(member);
          repeated.add(line, example.input);
        }
      },
      finish() {
        if (repeated.count === 0) return [];
        const share = percent(repeated.count, total);
        return [
          {
            code: 'exact-duplicate',
            severity: 'warning',
            message: {
              en: `${counted(repeated.count, 'row')} (${share}) ${verb(repeated.count, 'repeats', 'repeat')} an earlier row exactly (line ${repeated.firstLine} repeats line ${original}: "${repeated.example}").`,
              hi: `${counted(repeated.count, 'row')} (${share}) pehle ki row ki hu-ba-hu copy ${verb(repeated.count, 'hai', 'hain')} (line ${repeated.firstLine}, line ${original} jaisi hai: "${repeated.example}").`,
            },
            remedy: {
              en: 'Remove the copies; they count double in training and make the test look better than it is.',
              hi: 'Copies hatao; training mein unka wazan double hota hai aur test jhootha achha dikhta hai.',
            },
            rows: repeated.rows,
            count: repeated.count,
          },
        ];
      },
    };
  },
};
