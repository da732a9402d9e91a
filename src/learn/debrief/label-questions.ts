/** Classification by hand: from the person's own confusion matrix to recall, and to what a constant answer would score. Pure. */

import type { Choice, DebriefFacts, Maker } from './types.js';
import { choice, mainScore, plain, text } from './words.js';

interface Matrix {
  labels: readonly string[];
  counts: readonly (readonly number[])[];
  rows: number;
}

function matrixOf({ report }: DebriefFacts): Matrix | null {
  const matrix = report.evaluation?.tuned.confusion;
  if (matrix === undefined || matrix.labels.length < 2) return null;
  const rows = matrix.counts.flat().reduce((sum, n) => sum + n, 0);
  return rows === 0 ? null : { ...matrix, rows };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const two = (share: number): string => share.toFixed(2);

/** Choices whose number is another one than the right one's, each number once. */
function distinct(right: string, wrong: readonly { shown: string; why: Choice['why'] }[]): Choice[] {
  const kept = wrong.filter(({ shown }, i) => shown !== right && wrong.findIndex((one) => one.shown === shown) === i);
  return kept.map(({ shown, why }) => choice(plain(shown), why));
}

export const recall: Maker = (facts) => {
  const matrix = matrixOf(facts);
  const main = mainScore(facts);
  if (matrix === null || main === null) return null;
  const { labels, counts, rows } = matrix;
  const pairs = labels.flatMap((expected, i) =>
    labels.map((answered, j) => ({ expected, answered, i, mixed: i === j ? 0 : (counts[i]?.[j] ?? 0) })),
  );
  const worst = pairs.reduce((most, pair) => (pair.mixed > most.mixed ? pair : most));
  if (worst.mixed === 0) return null;
  const { i, expected, answered, mixed } = worst;
  const are = sum(counts[i] ?? []);
  const right = counts[i]?.[i] ?? 0;
  const called = sum(counts.map((row) => row[i] ?? 0));
  const shown = `${right} / ${are} = ${two(right / are)}`;
  const wrong = distinct(shown, [
    {
      shown: `${mixed} / ${are} = ${two(mixed / are)}`,
      why: text(
        `That is the share of them that became "${answered}": what was missed, not what was found.`,
        `Yeh woh hissa hai jo "${answered}" ban gaya: jo chhoota, woh nahi jo mila.`,
      ),
    },
    ...(called > 0
      ? [
          {
            shown: `${right} / ${called} = ${two(right / called)}`,
            why: text(
              `That is precision: ${called} rows were called "${expected}", and ${right} of them are.`,
              `Yeh precision hai: ${called} rows ko "${expected}" kaha gaya, unme ${right} sach mein hain.`,
            ),
          },
        ]
      : []),
    {
      shown: `${Math.round(main.tuned.value * rows)} / ${rows} = ${two(main.tuned.value)}`,
      why: text(
        `That is the accuracy over all ${rows} rows; recall is about one label.`,
        `Yeh saari ${rows} rows ki accuracy hai; recall ek label ka hota hai.`,
      ),
    },
    {
      shown: `${are} / ${rows} = ${two(are / rows)}`,
      why: text(
        `That is only how common "${expected}" is among the held-out rows.`,
        `Yeh bas itna batata hai ki held-out rows mein "${expected}" kitna aam hai.`,
      ),
    },
  ]).slice(0, 3);
  if (wrong.length < 2) return null;
  return {
    id: 'recall',
    theme: 'labels',
    telling: Math.min(0.8, 0.45 + mixed / are / 2),
    lesson: '10-evaluating#by-hand',
    ask: text(
      `${are} held-out rows are "${expected}"; ${right} were answered so, and ${mixed} became "${answered}". What is the recall of "${expected}"?`,
      `${are} held-out rows "${expected}" hain; ${right} ka jawab yahi aaya, aur ${mixed} "${answered}" ban gayi. "${expected}" ka recall kya hai?`,
    ),
    right: choice(
      plain(shown),
      text(
        `Of those that are "${expected}", how many were found: ${right} of ${are}.`,
        `Jo sach mein "${expected}" hain unme kitni pakdi: ${are} mein se ${right}.`,
      ),
    ),
    wrong,
  };
};

export const constant: Maker = (facts) => {
  const matrix = matrixOf(facts);
  const main = mainScore(facts);
  if (matrix === null || main === null) return null;
  const { labels, counts, rows } = matrix;
  const totals = counts.map(sum);
  const most = Math.max(...totals);
  const label = labels[totals.indexOf(most)] ?? '';
  const shown = `${most} / ${rows} = ${two(most / rows)}`;
  const used = totals.filter((total) => total > 0).length;
  const wrong = distinct(shown, [
    {
      shown: `1 / ${used} = ${two(1 / used)}`,
      why: text(
        `That is guessing evenly among ${used} labels. The labels are not equally common here.`,
        `Yeh ${used} labels mein barabar tukka lagana hua. Yahan labels barabar aam nahi hain.`,
      ),
    },
    {
      shown: `0 / ${rows} = ${two(0)}`,
      why: text(
        `It learns nothing, but it is right on each of the ${most} rows that are "${label}".`,
        `Woh seekhta kuch nahi, par jo ${most} rows "${label}" hain un sab par sahi hai.`,
      ),
    },
    {
      shown: `${Math.round(main.tuned.value * rows)} / ${rows} = ${two(main.tuned.value)}`,
      why: text(
        `That is what your model has. It looks at the text; the constant answer does not.`,
        `Yeh tumhare model ka hai. Woh text dekhta hai; hamesha ek hi jawab dene wala nahi dekhta.`,
      ),
    },
    {
      shown: `${Math.round(main.base.value * rows)} / ${rows} = ${two(main.base.value)}`,
      why: text('That is the base model on the same rows.', 'Yeh unhi rows par base model ka hai.'),
    },
  ]).slice(0, 3);
  if (wrong.length < 2 || used < 2) return null;
  const gain = main.tuned.value - most / rows;
  return {
    id: 'constant',
    theme: 'labels',
    telling: most / rows >= 0.5 ? 0.75 : 0.4,
    lesson: '10-evaluating#by-hand',
    ask: text(
      `Your model has accuracy ${two(main.tuned.value)}. What would a program score that answers "${label}" to each of the ${rows} held-out rows, ${most} of which are "${label}"?`,
      `Tumhare model ki accuracy ${two(main.tuned.value)} hai. Jo program ${rows} held-out rows mein har ek ko "${label}" bole, uska score kya hoga, jab ${most} rows "${label}" hain?`,
    ),
    right: choice(
      plain(shown),
      text(
        `So compare with this, not with 0: your model is ${two(Math.abs(gain))} ${gain < 0 ? 'below' : 'above'} it.`,
        `Isliye 0 se nahi, isse compare karo: tumhara model isse ${two(Math.abs(gain))} ${gain < 0 ? 'neeche' : 'upar'} hai.`,
      ),
    ),
    wrong,
  };
};
