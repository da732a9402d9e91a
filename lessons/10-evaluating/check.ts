/** Scores of a confusion matrix and a bootstrap interval, on small cases that can be followed by hand. */
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

/** A seeded generator, so that everybody gets the same draws. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const rows = (right: number, of: number): boolean[] => Array.from({ length: of }, (_, at) => at < right);

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'precision and recall of the lesson', hi: 'lesson wala precision aur recall' },
    run({ scores }, { same }) {
      const { labels } = scores([
        [8, 2],
        [3, 7],
      ]);
      same({
        call: 'scores([[8, 2], [3, 7]]).labels[0].precision',
        got: labels[0]?.precision,
        expected: 8 / 11,
        within: 1e-6,
        idea: {
          en: 'Right ones of all that the model called so: the column.',
          hi: 'Model ne jitni baar aisa bola (column), unme sahi kitne.',
        },
        mistakes: [
          [
            0.8,
            {
              en: 'That is recall, along the row. Precision goes down the column: 8 + 3 were called refund.',
              hi: 'Yeh recall hai, row ke saath. Precision column mein neeche jaata hai: 8 + 3 baar refund bola.',
            },
          ],
        ],
      });
      same({
        call: 'scores([[8, 2], [3, 7]]).labels[0].recall',
        got: labels[0]?.recall,
        expected: 0.8,
        within: 1e-6,
        idea: {
          en: 'Right ones of all that really are so: the row.',
          hi: 'Jitne sach mein aise hain (row), unme pakde kitne.',
        },
        mistakes: [
          [
            8 / 11,
            {
              en: 'That is precision, down the column. Recall goes along the row: 8 + 2 are refunds.',
              hi: 'Yeh precision hai, column mein. Recall row ke saath jaata hai: 8 + 2 refund hain.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'F1, accuracy and macro F1', hi: 'F1, accuracy aur macro F1' },
    run({ scores }, { same }) {
      const { labels, accuracy, macroF1 } = scores([
        [90, 0],
        [9, 1],
      ]);
      same({
        call: 'scores([[90, 0], [9, 1]]).labels[1].f1',
        got: labels[1]?.f1,
        expected: 2 / 11,
        within: 1e-6,
        idea: {
          en: '2 * precision * recall / (precision + recall).',
          hi: '2 * precision * recall / (precision + recall).',
        },
        mistakes: [
          [
            0.55,
            {
              en: 'That is the plain mean of 1 and 0.1. The harmonic mean stays near the smaller one.',
              hi: 'Yeh 1 aur 0.1 ka seedha average hai. Harmonic mean chhote wale ke paas rehta hai.',
            },
          ],
        ],
      });
      same({
        call: 'scores([[90, 0], [9, 1]]).accuracy',
        got: accuracy,
        expected: 0.91,
        within: 1e-6,
        idea: { en: 'The diagonal, divided by all rows.', hi: 'Diagonal, saari rows se divide.' },
      });
      same({
        call: 'scores([[90, 0], [9, 1]]).macroF1',
        got: macroF1,
        expected: (180 / 189 + 2 / 11) / 2,
        within: 1e-6,
        idea: {
          en: 'The mean of the two F1: the rare label counts as much as the frequent one.',
          hi: 'Dono F1 ka average: kam wala label bhi utna hi ginta hai.',
        },
        mistakes: [
          [
            0.91,
            {
              en: "That is the accuracy; macro F1 is the mean of the labels' F1, and shows that the rare label fails.",
              hi: 'Yeh accuracy hai; macro F1 labels ke F1 ka average hai, aur dikhata hai ki kam wala label fail hai.',
            },
          ],
          [
            0.9 * (180 / 189) + 0.1 * (2 / 11),
            {
              en: 'That weighs labels by their rows; macro counts every label alike.',
              hi: 'Isme labels rows ke hisaab se tule hain; macro mein har label barabar ginta hai.',
            },
          ],
        ],
      });
    },
  },
  {
    name: {
      en: 'a label that the model never says, and one without rows',
      hi: 'label jo model kabhi nahi bolta, aur jiski rows hi nahi',
    },
    run({ scores }, { same }) {
      const none = { precision: 0, recall: 0, f1: 0 };
      const cases = [
        [
          [
            [5, 0],
            [5, 0],
          ],
          'the second label is never said: 0 / 0',
          'doosra label kabhi bola hi nahi: 0 / 0',
        ],
        [
          [
            [5, 1],
            [0, 0],
          ],
          'no row has the second label: 0 / 0',
          'doosre label ki ek bhi row nahi: 0 / 0',
        ],
      ] as const;
      for (const [matrix, en, hi] of cases)
        same({
          call: `scores(${JSON.stringify(matrix)}).labels[1]`,
          got: scores(matrix.map((row) => [...row])).labels[1],
          expected: none,
          idea: {
            en: `Here ${en} is NaN, and NaN spoils every mean after it. Count it as 0.`,
            hi: `Yahan ${hi}, jo NaN hai, aur NaN aage ke har average ko bigaad deta hai. Use 0 gino.`,
          },
        });
    },
  },
  {
    name: { en: 'the interval of 18 right of 20', hi: '20 mein se 18 sahi ka interval' },
    run({ interval }, { same, fail, show }) {
      const got = interval(rows(18, 20), seeded(42));
      const [low = Number.NaN, high = Number.NaN] = got;
      const said = `interval(18 of 20 right, random)`;
      if (low === high)
        fail({
          en: `${said} gave ${show(got)}, an interval without a width. If every row is drawn exactly once the share never changes: draw with replacement, index Math.floor(random() * length).`,
          hi: `${said} se ${show(got)} aaya, jiski chaudai hi nahi. Har row theek ek baar uthi to share badlega hi nahi: wapas daal kar uthao, index Math.floor(random() * length).`,
        });
      if (!(low >= 0.65 && low <= 0.85 && high >= 0.95 && high <= 1))
        fail({
          en: `${said} should be about [0.75, 1]; yours gave ${show(got)}. Sort the 1000 shares as numbers and take those at places 25 and 974.`,
          hi: `${said} lagbhag [0.75, 1] hona chahiye; tumhare code se ${show(got)} aaya. 1000 shares ko numbers ki tarah sort karo aur jagah 25 aur 974 wale lo.`,
        });
      same({
        call: { en: `${said}, again with the same seed`, hi: `${said}, usi seed ke saath dobara` },
        got: interval(rows(18, 20), seeded(42)),
        expected: got,
        idea: {
          en: 'Use the random that is given, not Math.random: a report must say the same twice.',
          hi: 'Jo random diya hai wahi lo, Math.random nahi: report dono baar ek hi baat kahe.',
        },
      });
    },
  },
  {
    name: {
      en: 'more rows make it narrower; certainty has no width',
      hi: 'zyada rows par sankra; pakka ho to chaudai nahi',
    },
    run({ interval }, { same, fail, show }) {
      const width = ([low = Number.NaN, high = Number.NaN]: (number | undefined)[]) => high - low;
      const few = interval(rows(18, 20), seeded(1));
      const many = interval(rows(900, 1000), seeded(1));
      if (!(width(many) < width(few) / 3))
        fail({
          en: `90% of 20 rows gave ${show(few)}, 90% of 1000 rows ${show(many)}. It should become about seven times narrower: draw as many rows as there are, each time.`,
          hi: `20 rows ke 90% par ${show(few)}, 1000 rows ke 90% par ${show(many)}. Lagbhag saat guna sankra hona chahiye: har baar utni hi rows uthao jitni hain.`,
        });
      same({
        call: 'interval([true, true, true], random)',
        got: interval([true, true, true], seeded(7)),
        expected: [1, 1],
        idea: {
          en: 'Whatever you draw from right answers is right.',
          hi: 'Sahi jawabon mein se kuch bhi uthao, sahi hi hoga.',
        },
      });
    },
  },
];
