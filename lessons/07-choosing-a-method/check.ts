/** The rule of the notes with the facts beside it. */
import type { Said, Test } from '../check-kit.js';
import type * as solution from './solution.js';

type Situation = Parameters<typeof solution.choose>[0];

const WELL_OFF: Situation = { budget: 'high', compute: 'ample', parameters: 1e9, freeBytes: 64e9, rows: 5000 };

export const tests: Test<typeof solution>[] = [
  {
    name: {
      en: 'memory of full and of LoRA on 7 billion parameters',
      hi: '7 billion parameters par full aur LoRA ki memory',
    },
    run({ memory }, { same }) {
      same({
        call: 'memory(7e9, 7e9)',
        got: memory(7e9, 7e9),
        expected: 112e9,
        idea: {
          en: 'Full: 4 bytes for the weight and 12 for gradient, m and v.',
          hi: 'Full: weight ke 4 bytes aur gradient, m, v ke 12.',
        },
        mistakes: [
          [
            28e9,
            {
              en: 'That is the weights alone; gradient, m and v take 12 bytes more for each trainable one.',
              hi: 'Yeh sirf weights hain; har trainable par gradient, m aur v ke 12 bytes aur lagte hain.',
            },
          ],
          [84e9, { en: 'The weight itself takes 4 bytes, too.', hi: 'Weight khud bhi 4 bytes leta hai.' }],
        ],
      });
      same({
        call: 'memory(7e9, 21e6)',
        got: memory(7e9, 21e6),
        expected: 28.252e9,
        idea: { en: '4 * parameters + 12 * trainable.', hi: '4 * parameters + 12 * trainable.' },
        mistakes: [
          [
            16 * 21e6,
            {
              en: 'That is the adapter alone. The frozen base must be in memory, too: the answer comes from W + BA.',
              hi: 'Yeh sirf adapter hai. Jama hua base bhi memory mein chahiye: jawab W + BA se aata hai.',
            },
          ],
          [
            112e9,
            {
              en: 'Frozen weights have no gradient and no moments; 12 bytes go to trainable ones only.',
              hi: 'Jame hue weights ka na gradient hota hai na moments; 12 bytes sirf trainable par.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'low budget OR limited compute', hi: 'budget low YA compute limited' },
    run({ choose }, { same }) {
      for (const part of [{ budget: 'low' }, { compute: 'limited' }, { budget: 'low', compute: 'limited' }] as const)
        same({
          call: { en: `choose({${text(part)}}, all else plenty)`, hi: `choose({${text(part)}}, baaki sab bahut)` },
          got: choose({ ...WELL_OFF, ...part }),
          expected: 'lora',
          idea: {
            en: 'One of the two is enough: it is OR and not AND.',
            hi: 'Dono mein se ek kaafi hai: OR hai, AND nahi.',
          },
        });
    },
  },
  {
    name: { en: 'plenty of everything', hi: 'sab kuch bahut' },
    run({ choose }, { same }) {
      same({
        call: `choose({${text(WELL_OFF)}})`,
        got: choose(WELL_OFF),
        expected: 'full',
        idea: {
          en: '16 GB of 51.2 GB that may be used, 5,000 rows: nothing speaks against full.',
          hi: '51.2 GB use ho sakte hain, chahiye 16 GB, 5,000 rows: full ke khilaf kuch nahi.',
        },
      });
    },
  },
  {
    name: { en: 'few rows', hi: 'kam rows' },
    run({ choose }, { same }) {
      const idea: Said = {
        en: 'Fewer than 100 rows: full would learn them by heart.',
        hi: '100 se kam rows: full unhe ratt lega.',
      };
      same({ call: 'choose({..., rows: 99})', got: choose({ ...WELL_OFF, rows: 99 }), expected: 'lora', idea });
      same({
        call: 'choose({..., rows: 100})',
        got: choose({ ...WELL_OFF, rows: 100 }),
        expected: 'full',
        idea: {
          en: 'The line is "fewer than 100": 100 itself is enough.',
          hi: 'Had "100 se kam" ki hai: poore 100 chalenge.',
        },
      });
    },
  },
  {
    name: { en: 'what fits, with its margin', hi: 'kya aata hai, margin ke saath' },
    run({ choose }, { same }) {
      const cases: [bytes: number, expected: 'full' | 'lora' | null, idea: Said][] = [
        [
          20e9,
          'full',
          {
            en: 'It needs 16 GB and 0.8 of 20 GB are 16 GB: exactly enough is enough.',
            hi: '16 GB chahiye aur 20 GB ka 0.8 bhi 16 GB hai: theek utna bhi chalta hai.',
          },
        ],
        [
          19e9,
          'lora',
          {
            en: '16 GB fit into 19 GB but not into 0.8 of it: the margin is for activations and the rest of the machine.',
            hi: '16 GB 19 GB mein to aata hai, uske 0.8 mein nahi: margin activations aur baaki machine ke liye hai.',
          },
        ],
        [
          8e9,
          'lora',
          {
            en: 'Full needs 16 GB; LoRA 4.06 GB, which fits.',
            hi: 'Full ko 16 GB chahiye; LoRA ko 4.06 GB, jo aa jaata hai.',
          },
        ],
        [
          4e9,
          null,
          {
            en: 'The base alone takes 4 GB: not even LoRA fits. Say so instead of starting.',
            hi: 'Akela base hi 4 GB leta hai: LoRA bhi nahi aayega. Shuru karne ke bajay bata do.',
          },
        ],
      ];
      for (const [freeBytes, expected, idea] of cases)
        same({
          call: `choose({..., parameters: 1e9, freeBytes: ${freeBytes / 1e9}e9})`,
          got: choose({ ...WELL_OFF, freeBytes }),
          expected,
          idea,
        });
      same({
        call: "choose({..., budget: 'low', parameters: 1e9, freeBytes: 4e9})",
        got: choose({ ...WELL_OFF, budget: 'low', freeBytes: 4e9 }),
        expected: null,
        idea: {
          en: 'A low budget makes no memory: look first whether LoRA fits at all.',
          hi: 'Budget kam hone se memory nahi aati: pehle dekho ki LoRA aata bhi hai ya nahi.',
        },
      });
    },
  },
];

function text(part: object): string {
  return Object.entries(part)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? `'${value}'` : value}`)
    .join(', ');
}
