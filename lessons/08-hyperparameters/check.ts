/** Steps and learning rates; at the end against the rates that a real training used. */
import { fineTune, openModel } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

type Schedule = Parameters<typeof solution.rateAt>[1];
const LINEAR: Schedule = { shape: 'linear', peak: 0.001, warmup: 10, steps: 110 };
const COSINE: Schedule = { ...LINEAR, shape: 'cosine' };

const WHOLE_EPOCHS = {
  en: 'No batch reaches over the end of an epoch: round up for each epoch, then multiply.',
  hi: 'Koi batch epoch ke paar nahi jaata: pehle har epoch ke liye upar round karo, phir guna.',
};

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'how many steps', hi: 'kitne steps' },
    run({ stepsOf }, { same }) {
      for (const [rows, batch, epochs] of [
        [240, 8, 3],
        [10, 8, 3],
        [1, 8, 2],
      ] as const)
        same({
          call: `stepsOf(${rows}, ${batch}, ${epochs})`,
          got: stepsOf(rows, batch, epochs),
          expected: Math.ceil(rows / batch) * epochs,
          idea: {
            en: 'Batches of one epoch, rounded up; times the epochs.',
            hi: 'Ek epoch ke batches, upar round karke; guna epochs.',
          },
          mistakes: [
            [
              Math.floor(rows / batch) * epochs,
              {
                en: 'Rounding down loses the rows of the last, smaller batch.',
                hi: 'Neeche round karne se aakhri chhote batch ki rows chhoot jaati hain.',
              },
            ],
            [Math.floor((rows * epochs) / batch), WHOLE_EPOCHS],
            [Math.ceil((rows * epochs) / batch), WHOLE_EPOCHS],
          ],
        });
    },
  },
  {
    name: { en: 'the warm-up climbs evenly from 0', hi: 'warm-up 0 se barabar chadhta hai' },
    run({ rateAt }, { same }) {
      for (const [step, expected] of [
        [0, 0],
        [5, 0.0005],
        [10, 0.001],
      ] as const)
        same({
          call: `rateAt(${step}, {shape: 'linear', peak: 0.001, warmup: 10, steps: 110})`,
          got: rateAt(step, LINEAR),
          expected,
          idea: {
            en: 'While step < warmup the rate is peak * step / warmup.',
            hi: 'Jab tak step < warmup, rate = peak * step / warmup.',
          },
          mistakes: [
            [
              (0.001 * (step + 1)) / 10,
              {
                en: 'The first step is number 0 here, so it has rate 0: no + 1.',
                hi: 'Yahan pehla step 0 hai, isliye uska rate 0 hai: + 1 nahi.',
              },
            ],
            [
              0.001 * (1 - step / 110),
              {
                en: 'It falls from the first step on: there is no warm-up yet.',
                hi: 'Yeh pehle step se hi gir raha hai: warm-up hai hi nahi.',
              },
            ],
          ],
        });
    },
  },
  {
    name: { en: 'linear: down to 0 at the end', hi: 'linear: aakhir mein 0 tak' },
    run({ rateAt }, { same }) {
      for (const [step, expected] of [
        [35, 0.00075],
        [60, 0.0005],
        [110, 0],
      ] as const)
        same({
          call: `rateAt(${step}, {shape: 'linear', peak: 0.001, warmup: 10, steps: 110})`,
          got: rateAt(step, LINEAR),
          expected,
          idea: {
            en: 'After the warm-up 100 steps are left: which share of them is done?',
            hi: 'Warm-up ke baad 100 steps bachte hain: unka kitna hissa ho gaya?',
          },
          mistakes: [
            [
              0.001 * (1 - step / 110),
              {
                en: 'The fall begins after the warm-up: count (step - warmup) of (steps - warmup).',
                hi: 'Girna warm-up ke baad shuru hota hai: (steps - warmup) mein se (step - warmup) gino.',
              },
            ],
            [
              0.001,
              {
                en: 'The rate stays at its peak; linear comes down.',
                hi: 'Rate peak par hi ruka hai; linear neeche aata hai.',
              },
            ],
          ],
        });
    },
  },
  {
    name: { en: 'cosine: half a wave, constant: none', hi: 'cosine: aadhi lehar, constant: koi nahi' },
    run({ rateAt }, { same }) {
      for (const [step, expected] of [
        [10, 0.001],
        [35, 0.000853553],
        [60, 0.0005],
        [110, 0],
      ] as const)
        same({
          call: `rateAt(${step}, {shape: 'cosine', peak: 0.001, warmup: 10, steps: 110})`,
          got: rateAt(step, COSINE),
          expected,
          within: 1e-8,
          idea: {
            en: 'peak * (1 + cos(pi * done)) / 2, where done goes from 0 to 1 after the warm-up.',
            hi: 'peak * (1 + cos(pi * done)) / 2, jahan done warm-up ke baad 0 se 1 jaata hai.',
          },
          mistakes: [
            [
              0.001 * Math.cos((Math.PI * (step - 10)) / 100),
              {
                en: 'A whole cosine goes down to -1, and a negative rate would climb the hill: shift and halve it.',
                hi: 'Poora cosine -1 tak jaata hai, aur negative rate pahaad chadhega: use shift karke aadha karo.',
              },
            ],
            [
              0.001 * (1 - (step - 10) / 100),
              {
                en: 'That is linear; cosine stays high longer and lands softly.',
                hi: 'Yeh linear hai; cosine der tak ooncha rehta hai aur dheere utarta hai.',
              },
            ],
          ],
        });
      same({
        call: "rateAt(60, {shape: 'constant', ...})",
        got: rateAt(60, { ...LINEAR, shape: 'constant' }),
        expected: 0.001,
        idea: {
          en: 'Constant keeps its peak after the warm-up.',
          hi: 'Constant warm-up ke baad peak par hi rehta hai.',
        },
      });
    },
  },
  {
    name: { en: 'no warm-up at all', hi: 'warm-up bilkul nahi' },
    run({ rateAt }, { same }) {
      same({
        call: "rateAt(0, {shape: 'linear', peak: 0.001, warmup: 0, steps: 4})",
        got: rateAt(0, { ...LINEAR, warmup: 0, steps: 4 }),
        expected: 0.001,
        idea: {
          en: 'With warmup 0 nothing is divided by 0: step 0 is already at the peak.',
          hi: 'warmup 0 ho to 0 se divide mat karo: step 0 hi peak par hai.',
        },
      });
    },
  },
  {
    name: { en: 'the rates of a real training', hi: 'asli training ke rates' },
    async run({ rateAt, stepsOf }, { same }) {
      const nano = await openModel('nano');
      const rows = ['a', 'b', 'c'].map((input) => ({ input, output: 'ok' }));
      const { steps } = await fineTune(nano, rows, { batchSize: 2, epochs: 2, learningRate: 2e-3, schedule: 'cosine' });
      same({
        call: 'stepsOf(3, 2, 2)',
        got: stepsOf(3, 2, 2),
        expected: steps.length,
        idea: { en: 'nano was just trained so; count its steps.', hi: 'nano abhi aise hi train hua; uske steps gino.' },
      });
      const schedule: Schedule = { shape: 'cosine', peak: 2e-3, warmup: 1, steps: steps.length };
      same({
        call: { en: 'the rates of those steps', hi: 'un steps ke rates' },
        got: steps.map((_, step) => rateAt(step, schedule)),
        expected: steps.map(({ learningRate }) => learningRate),
        within: 1e-9,
        idea: {
          en: 'These are the rates that the training of nano reported, with one step of warm-up.',
          hi: 'nano ki training ne yahi rates bataye, ek step ke warm-up ke saath.',
        },
      });
    },
  },
];
