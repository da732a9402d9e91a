/** Not every answer is the same: from a single label or text there is nothing to learn. */
import type { Check } from '../types.js';
import { excerpt } from './support/excerpt.js';
import { answerKey } from './support/normal.js';
import { grouped } from './support/words.js';

export const severalAnswers: Check = {
  codes: ['one-label', 'one-answer'],
  start({ task }) {
    let first: string | undefined;
    let differ = false;
    let total = 0;
    return {
      add({ example }) {
        if (!example) return;
        total += 1;
        if (differ) return;
        const answer = answerKey(example, task);
        first ??= answer;
        differ = answer !== first;
      },
      finish() {
        if (differ || first === undefined || total < 2) return [];
        const answer = excerpt(first, 40);
        if (task === 'classification') {
          return [
            {
              code: 'one-label',
              severity: 'error',
              message: {
                en: `All ${grouped(total)} rows have the label "${answer}": there is nothing to tell apart.`,
                hi: `Saari ${grouped(total)} rows ka label "${answer}" hi hai: farq karne ko kuch hai hi nahi.`,
              },
              remedy: {
                en: 'Add rows of at least one other label, or choose the column that really holds the label.',
                hi: 'Kam se kam ek aur label ki rows jodo, ya woh column chuno jismein sach mein label hai.',
              },
              rows: [],
              count: total,
            },
          ];
        }
        return [
          {
            code: 'one-answer',
            severity: 'warning',
            message: {
              en: `All ${grouped(total)} answers are the same: "${answer}". The model would learn to say it always.`,
              hi: `Saare ${grouped(total)} jawab ek hi hain: "${answer}". Model hamesha yahi bolna seekhega.`,
            },
            remedy: {
              en: 'Choose the column that really holds the answers, or add rows with other answers.',
              hi: 'Woh column chuno jismein sach mein jawab hain, ya alag jawab wali rows jodo.',
            },
            rows: [],
            count: total,
          },
        ];
      },
    };
  },
};
