/** Tokens, money and time before a run; at the end against a real one. */
import { fineTune, openModel, readRows, sampleFile } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

type Run = Parameters<typeof solution.estimate>[0];
const RUN: Run = {
  rowTokens: Array.from({ length: 1000 }, () => 60),
  maxLength: 512,
  epochs: 3,
  usdPer1000Tokens: 0.002,
  tokensPerSecond: 600,
};

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'tokens, money and time of the lesson', hi: 'lesson ke tokens, paisa aur time' },
    run({ estimate }, { same }) {
      const { tokens, usd, seconds } = estimate(RUN);
      same({
        call: {
          en: 'estimate(1000 rows of 60 tokens, 3 epochs).tokens',
          hi: 'estimate(60 tokens wali 1000 rows, 3 epochs).tokens',
        },
        got: tokens,
        expected: 180_000,
        idea: { en: 'rows x tokens per row x epochs.', hi: 'rows x tokens per row x epochs.' },
        mistakes: [
          [
            60_000,
            {
              en: 'That is one epoch; each pass over the rows is computed and paid anew.',
              hi: 'Yeh ek epoch hai; har pass dobara compute hota hai aur paisa lagta hai.',
            },
          ],
          [3000, { en: 'Those are rows; models count tokens.', hi: 'Yeh to rows hain; model tokens ginta hai.' }],
        ],
      });
      same({
        call: { en: 'its usd, at 0.002 for 1,000 tokens', hi: 'uska usd, 1,000 tokens ke 0.002 par' },
        got: usd,
        expected: 0.36,
        within: 1e-9,
        idea: { en: 'tokens / 1000 * rate.', hi: 'tokens / 1000 * rate.' },
        mistakes: [
          [
            360,
            {
              en: 'The rate is for 1,000 tokens and not for one; 360 dollars would have been a surprise.',
              hi: 'Rate 1,000 tokens ka hai, ek ka nahi; 360 dollar dekh kar jhatka lagta.',
            },
          ],
        ],
      });
      same({
        call: { en: 'its seconds, at 600 tokens a second', hi: 'uske seconds, 600 tokens per second par' },
        got: seconds,
        expected: 300,
        idea: {
          en: 'All tokens of all epochs, divided by the speed.',
          hi: 'Saare epochs ke saare tokens, speed se divide.',
        },
      });
    },
  },
  {
    name: { en: 'rows longer than maxLength', hi: 'maxLength se lambi rows' },
    run({ estimate }, { same }) {
      same({
        call: 'estimate({rowTokens: [100, 600, 512], maxLength: 512, epochs: 2, ...}).tokens',
        got: estimate({ ...RUN, rowTokens: [100, 600, 512], epochs: 2 }).tokens,
        expected: 2248,
        idea: {
          en: 'A row of 600 tokens is cut to 512 and costs no more than that.',
          hi: '600 tokens wali row 512 par kat jaati hai, usse zyada kharch nahi.',
        },
        mistakes: [
          [
            2424,
            {
              en: 'The row of 600 was counted whole; it is cut to maxLength: Math.min.',
              hi: '600 wali row poori gin li; woh maxLength par kat jaati hai: Math.min.',
            },
          ],
          [
            1224,
            {
              en: 'The row of 600 was left out; it is cut and not dropped.',
              hi: '600 wali row chhod di; woh kat-ti hai, hatti nahi.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'no rows', hi: 'ek bhi row nahi' },
    run({ estimate }, { same }) {
      same({
        call: 'estimate({rowTokens: [], ...})',
        got: estimate({ ...RUN, rowTokens: [] }),
        expected: { tokens: 0, usd: 0, seconds: 0 },
        idea: {
          en: 'Nothing costs nothing, and NaN is no price.',
          hi: 'Kuch nahi to kharcha bhi nahi; NaN koi daam nahi hota.',
        },
      });
    },
  },
  {
    name: { en: 'electricity at home', hi: 'ghar ki bijli' },
    run({ homeRupees }, { same }) {
      same({
        call: 'homeRupees(600, 65, 8)',
        got: homeRupees(600, 65, 8),
        expected: 0.0866667,
        within: 1e-6,
        idea: {
          en: 'kilowatts x hours x rupees: 65 W are 0.065 kW, 600 s are 1/6 hour.',
          hi: 'kilowatt x ghante x rupaye: 65 W yaani 0.065 kW, 600 s yaani 1/6 ghanta.',
        },
        mistakes: [
          [
            86.66666666666667,
            {
              en: 'Watts were taken for kilowatts: divide by 1000.',
              hi: 'Watt ko kilowatt maan liya: 1000 se divide karo.',
            },
          ],
          [
            312,
            {
              en: 'Seconds were taken for hours: divide by 3600.',
              hi: 'Second ko ghante maan liya: 3600 se divide karo.',
            },
          ],
          [
            5.2,
            {
              en: 'Seconds were taken for minutes: an hour has 3600 seconds.',
              hi: 'Second ko minute maan liya: ek ghante mein 3600 second.',
            },
          ],
          [
            312_000,
            {
              en: 'kWh are kilowatts times hours: neither watts nor seconds.',
              hi: 'kWh kilowatt guna ghante hai: na watt, na second.',
            },
          ],
        ],
      });
      same({
        call: 'homeRupees(3600, 1000, 8)',
        got: homeRupees(3600, 1000, 8),
        expected: 8,
        idea: {
          en: 'A kilowatt for an hour is one unit on the bill.',
          hi: 'Ek kilowatt ek ghanta, yaani bill par ek unit.',
        },
      });
    },
  },
  {
    name: { en: 'as many tokens as a real run of nano', hi: 'nano ki asli run jitne tokens' },
    async run({ estimate }, { same }) {
      const nano = await openModel('nano');
      const { rows } = await readRows(sampleFile('company-faq.jsonl'));
      const train = rows.slice(0, 6);
      const { tokens } = await fineTune(nano, train, { epochs: 2, batchSize: 6 });
      const rowTokens = train.map((row) => nano.example(row).length);
      same({
        call: {
          en: `estimate({rowTokens: ${JSON.stringify(rowTokens)}, epochs: 2, ...}).tokens`,
          hi: `estimate({rowTokens: ${JSON.stringify(rowTokens)}, epochs: 2, ...}).tokens`,
        },
        got: estimate({ ...RUN, rowTokens, epochs: 2 }).tokens,
        expected: tokens,
        idea: {
          en: 'nano was just trained on these six rows and counted.',
          hi: 'nano abhi inhi chhe rows par train hua aur usne gina.',
        },
      });
    },
  },
];
