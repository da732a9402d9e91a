/** Each label has at least two examples, so that one can be trained and one tested. */
import type { Check } from '../types.js';
import { excerpt } from './support/excerpt.js';
import { LabelCounts } from './support/labels.js';
import { labelKey } from './support/normal.js';
import { counted, grouped, verb } from './support/words.js';

export const labelExamples: Check = {
  codes: ['single-example-label', 'labels-look-like-text'],
  start(context) {
    const labels = new LabelCounts(context);
    return {
      add: (item) => labels.add(item, labelKey),
      finish() {
        if (labels.overflowed || (labels.total >= 10 && labels.counts.size > labels.total / 2))
          return [textual(labels)];
        const single = [...labels.counts].filter(([, { count }]) => count === 1);
        if (single.length === 0) return [];
        const names = single
          .slice(0, 3)
          .map(([label]) => `"${excerpt(label, 24)}"`)
          .join(', ');
        return [
          {
            code: 'single-example-label' as const,
            severity: 'warning' as const,
            message: {
              en: `${counted(single.length, 'label')} ${verb(single.length, 'has', 'have')} a single example: ${names}.`,
              hi: `${counted(single.length, 'label')} ka sirf ${verb(single.length, 'ek', 'ek-ek')} example hai: ${names}.`,
            },
            remedy: {
              en: 'Add examples of them (20 or more is good), or merge them into another label.',
              hi: 'Inke aur examples jodo (20 ya zyada achha hai), ya inhe kisi aur label mein mila do.',
            },
            ...labels.rowsOf(single.map(([label]) => label)),
          },
        ];
      },
    };
  },
};

function textual(labels: LabelCounts) {
  const distinct = labels.overflowed ? `${grouped(labels.counts.size)}+` : grouped(labels.counts.size);
  return {
    code: 'labels-look-like-text' as const,
    severity: 'warning' as const,
    message: {
      en: `${distinct} different labels in ${grouped(labels.total)} rows: these look like free text, not like categories.`,
      hi: `${grouped(labels.total)} rows mein ${distinct} alag labels: yeh categories nahi, khula text lagta hai.`,
    },
    remedy: {
      en: 'Choose the task generation or qa, or the column that holds the category.',
      hi: 'Task generation ya qa chuno, ya woh column jismein category hai.',
    },
    rows: [],
    count: labels.counts.size,
  };
}
