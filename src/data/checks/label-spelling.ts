/** Each label is spelled in one way: "Refund", "refund " and "re-fund" would be three. */
import type { Check } from '../types.js';
import { excerpt } from './support/excerpt.js';
import { LabelCounts } from './support/labels.js';
import { groupSpellings } from './support/spellings.js';
import { counted, verb } from './support/words.js';

export const labelSpelling: Check = {
  codes: ['label-spelling'],
  start(context) {
    const labels = new LabelCounts(context);
    return {
      add: (item) => labels.add(item),
      finish() {
        if (!labels.isMeaningful) return [];
        const counts = new Map([...labels.counts].map(([label, { count }]) => [label, count]));
        const others = groupSpellings(counts);
        if (others.size === 0) return [];
        const affected = labels.rowsOf(others.keys());
        const [other, usual] = [...others][0] ?? ['', ''];
        return [
          {
            code: 'label-spelling',
            severity: 'warning',
            message: {
              en: `${counted(others.size, 'spelling')} ${verb(others.size, 'differs', 'differ')} from a more frequent label only by case or spaces, in ${counted(affected.count, 'row')}: "${excerpt(other, 30)}" and "${excerpt(usual, 30)}".`,
              hi: `${counted(others.size, 'spelling')} kisi zyada chalne wale label se sirf case ya space mein alag ${verb(others.size, 'hai', 'hain')}, ${counted(affected.count, 'row')} mein: "${excerpt(other, 30)}" aur "${excerpt(usual, 30)}".`,
            },
            remedy: {
              en: 'Write each label in one way; otherwise the model must learn them as different classes.',
              hi: 'Har label ek hi tarah likho; warna model unhe alag-alag class samjhega.',
            },
            ...affected,
          },
        ];
      },
    };
  },
};
