/** LoRA by hand; at the end counted on nano, against what a training says. */
import { fineTune, openModel } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

const B2 = [
  [1, 2],
  [0, 1],
  [1, 0],
];
const A2 = [
  [1, 0, 2, 0],
  [0, 1, 1, 3],
];
const PRODUCT = [
  [1, 2, 4, 6],
  [0, 1, 1, 3],
  [1, 0, 2, 0],
];
const times = (by: number): number[][] => PRODUCT.map((row) => row.map((x) => by * x));

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'rank 1: the example of the lesson', hi: 'rank 1: lesson wala example' },
    run({ delta }, { same }) {
      same({
        call: 'delta([[1], [0], [-1], [2]], [[0.5, 0, 1, 0]], 2)',
        got: delta([[1], [0], [-1], [2]], [[0.5, 0, 1, 0]], 2),
        expected: [
          [1, 0, 2, 0],
          [0, 0, 0, 0],
          [-1, 0, -2, 0],
          [2, 0, 4, 0],
        ],
        idea: { en: 'Run the cell by-hand above and compare.', hi: 'Upar wala by-hand cell chala kar milao.' },
        mistakes: [
          [
            [
              [0.5, 0, 1, 0],
              [0, 0, 0, 0],
              [-0.5, 0, -1, 0],
              [1, 0, 2, 0],
            ],
            {
              en: 'B times A is right; the scale alpha / r is missing. Here it is 2 / 1.',
              hi: 'B guna A sahi hai; scale alpha / r reh gaya. Yahan woh 2 / 1 hai.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'rank 2, where B has 3 rows and A 4 columns', hi: 'rank 2, B mein 3 rows aur A mein 4 columns' },
    run({ delta }, { same }) {
      same({
        call: 'delta([[1, 2], [0, 1], [1, 0]], [[1, 0, 2, 0], [0, 1, 1, 3]], 16)',
        got: delta(B2, A2, 16),
        expected: times(8),
        idea: {
          en: 'Entry (i, j) sums over k: B[i][k] * A[k][j]; then times alpha / r = 16 / 2.',
          hi: 'Entry (i, j) mein k par sum hai: B[i][k] * A[k][j]; phir guna alpha / r = 16 / 2.',
        },
        mistakes: [
          [
            times(16),
            {
              en: 'You scaled by alpha; it is alpha / r, and r is 2 here.',
              hi: 'Tumne alpha se scale kiya; alpha / r hona chahiye, aur r yahan 2 hai.',
            },
          ],
          [
            times(32),
            {
              en: 'You scaled by alpha * r; it is alpha / r.',
              hi: 'Tumne alpha * r se scale kiya; alpha / r hona chahiye.',
            },
          ],
          [
            times(1),
            { en: 'The scale alpha / r is missing: 16 / 2 = 8.', hi: 'Scale alpha / r reh gaya: 16 / 2 = 8.' },
          ],
          [
            times(1).map((row, i) => row.map((_, j) => 8 * (B2[i]?.[0] ?? 0) * (A2[0]?.[j] ?? 0))),
            {
              en: 'Only the first column of B and the first row of A were used; sum over all r of them.',
              hi: 'Sirf B ka pehla column aur A ki pehli row lagi; poore r par sum karo.',
            },
          ],
        ],
      });
    },
  },
  {
    name: {
      en: 'B = 0 leaves the base exactly, and W is never changed',
      hi: 'B = 0 par bilkul base, aur W kabhi nahi badalta',
    },
    run({ merged }, { same }) {
      const W = [
        [1, 2],
        [3, 4],
      ];
      same({
        call: 'merged([[1, 2], [3, 4]], [[0], [0]], [[5, -7]], 16)',
        got: merged(W, [[0], [0]], [[5, -7]], 16),
        expected: [
          [1, 2],
          [3, 4],
        ],
        idea: {
          en: 'Zeros times anything are zeros: training must begin at the base model.',
          hi: 'Zero guna kuch bhi zero: training base model se hi shuru honi chahiye.',
        },
      });
      same({
        call: 'merged([[1, 2], [3, 4]], [[1], [2]], [[1, -1]], 3)',
        got: merged(W, [[1], [2]], [[1, -1]], 3),
        expected: [
          [4, -1],
          [9, -2],
        ],
        idea: { en: 'Add delta(B, A, alpha) entry by entry.', hi: 'delta(B, A, alpha) ko entry by entry jodo.' },
        mistakes: [
          [
            [
              [1, 2],
              [3, 4],
            ],
            {
              en: 'That is W alone; B and A have no effect yet.',
              hi: 'Yeh to akela W hai; B aur A ka asar aaya hi nahi.',
            },
          ],
        ],
      });
      same({
        call: { en: 'W after merged(W, ...)', hi: 'merged(W, ...) ke baad W' },
        got: W,
        expected: [
          [1, 2],
          [3, 4],
        ],
        idea: {
          en: 'W is frozen: make new rows with map instead of writing into it.',
          hi: 'W jama hua hai: usme likhne ke bajay map se nayi rows banao.',
        },
      });
    },
  },
  {
    name: { en: 'how many numbers LoRA trains', hi: 'LoRA kitne numbers train karta hai' },
    run({ trainable }, { same }) {
      const cases: [[number, number][], number][] = [
        [[[4, 4]], 1],
        [[[4096, 4096]], 8],
        [
          [
            [8, 2],
            [2, 8],
            [4, 4],
          ],
          2,
        ],
      ];
      for (const [shapes, r] of cases) {
        const sum = (of: (out: number, into: number) => number) =>
          shapes.reduce((n, [out, into]) => n + of(out, into), 0);
        same({
          call: `trainable(${JSON.stringify(shapes)}, ${r})`,
          got: trainable(shapes, r),
          expected: sum((out, into) => r * (out + into)),
          idea: { en: 'B has out x r numbers, A has r x in.', hi: 'B mein out x r numbers hain, A mein r x in.' },
          mistakes: [
            [
              sum((out, into) => out * into * r),
              {
                en: 'out * in * r would be more than W itself. LoRA never holds the product: only B (out x r) and A (r x in).',
                hi: 'out * in * r to W se bhi zyada ho gaya. LoRA product rakhta hi nahi: sirf B (out x r) aur A (r x in).',
              },
            ],
            [
              sum((out, into) => out * into),
              { en: 'That is W, which is frozen.', hi: 'Yeh to W hai, jo jama hua hai.' },
            ],
            [
              sum((out) => out * r),
              { en: 'That is B alone; A learns, too.', hi: 'Yeh akela B hai; A bhi seekhta hai.' },
            ],
            [
              sum((_, into) => into * r),
              { en: 'That is A alone; B learns, too.', hi: 'Yeh akela A hai; B bhi seekhta hai.' },
            ],
          ],
        });
      }
    },
  },
  {
    name: { en: 'the same count as a real training of nano', hi: 'nano ki asli training jitni hi ginti' },
    async run({ trainable }, { same }) {
      const nano = await openModel('nano');
      const shapes = nano.tensors
        .filter(({ name }) => name.endsWith('_proj.weight'))
        .map(({ shape: [out = 0, into = 0] }): [number, number] => [out, into]);
      const tuned = await fineTune(nano, [{ input: 'hi', output: 'namaste' }], { epochs: 1, rank: 4 });
      same({
        call: {
          en: `trainable(the ${shapes.length} linear layers of nano, 4)`,
          hi: `trainable(nano ki ${shapes.length} linear layers, 4)`,
        },
        got: trainable(shapes, 4),
        expected: tuned.trainableParameters,
        idea: {
          en: 'A training with rank 4 has just counted them: r * (out + in), over all layers.',
          hi: 'Rank 4 ki ek training ne abhi gine: r * (out + in), saari layers par.',
        },
      });
    },
  },
];
