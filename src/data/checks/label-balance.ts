/** No label is much more frequent than the others. */
import type { Check } from '../types.js';
import { excerpt } from './support/excerpt.js';
import { LabelCounts } from './support/labels.js';
import { labelKey } from './support/normal.js';
import { grouped, percent } from './support/words.js';

/** From this ratio of the most to the least frequent label on, always answering the former looks like a good model. */
export const MAX_LABEL_RATIO = 10;

export const labelBalance: Check = {
  codes: ['label-imbalance'],
  start(context) {
    const labels = new LabelCounts(context);
    return {
      add: (item) => labels.add(item, labelKey),
      finish() {
        const ordered = [...labels.counts].sort((a, b) => b[1].count - a[1].count);
        const most = ordered[0];
        const least = ordered.at(-1);
        if (!labels.isMeaningful || !most || !least || ordered.length < 2) return [];
        if (most[1].count < MAX_LABEL_RATIO * least[1].count) return [];
        const rare = ordered.filter(([, { count }]) => count * MAX_LABEL_RATIO <= most[1].count);
        const [mostName, leastName] = [excerpt(most[0], 30), excerpt(least[0], 30)];
        return [
          {
            code: 'label-imbalance',
            severity: 'warning',
            message: {
              en: `Labels are unbalanced: "${mostName}" has ${grouped(most[1].count)} of ${grouped(labels.total)} rows (${percent(most[1].count, labels.total)}), "${leastName}" has ${grouped(least[1].count)}.`,
              hi: `Labels ka balance bigda hua hai: "${mostName}" ke paas ${grouped(labels.total)} mein se ${grouped(most[1].count)} rows (${percent(most[1].count, labels.total)}) hain, "${leastName}" ke paas sirf ${grouped(least[1].count)}.`,
            },
            remedy: {
              en: 'Collect more rows of the rare labels, and judge the model by macro F1, not by accuracy.',
              hi: 'Kam wale labels ki aur rows lao, aur model ko accuracy se nahi, macro F1 se parkho.',
            },
            ...labels.rowsOf(rare.map(([label]) => label)),
          },
        ];
      },
    };
  },
};
