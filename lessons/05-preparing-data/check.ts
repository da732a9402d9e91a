/** From a ticket to masked tokens; at the end with nano's own tokenizer. */
import { FineTuningDataPrep, openModel } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

const [P, T] = [false, true];

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'the text of a ticket', hi: 'ticket ka text' },
    run({ format }, { same }) {
      const { prompt, completion } = format('mera order kahan hai', 'delivery');
      const [row] = new FineTuningDataPrep().prepareClassificationData([
        { text: 'mera order kahan hai', category: 'delivery' },
      ]);
      same({
        call: "format('mera order kahan hai', 'delivery').prompt",
        got: prompt,
        expected: row?.prompt,
        idea: {
          en: 'Write the template exactly as the cell above prints it.',
          hi: 'Template bilkul waisa likho jaisa upar wala cell print karta hai.',
        },
        mistakes: [
          [
            `${row?.prompt} `,
            {
              en: 'The space at the end of the prompt becomes a token of its own; it belongs to the word after it.',
              hi: 'Prompt ke aakhir ka space alag token ban jaata hai; woh agle shabd ke saath hona chahiye.',
            },
          ],
        ],
      });
      same({
        call: "format('mera order kahan hai', 'delivery').completion",
        got: completion,
        expected: row?.completion,
        idea: { en: 'One space, then the label.', hi: 'Ek space, phir label.' },
        mistakes: [
          [
            'delivery',
            {
              en: 'Without its space the word is cut into other tokens than inside a text.',
              hi: 'Space ke bina shabd text ke andar wale tokens se alag tokens mein kat-ta hai.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'spaces that people leave at the ends', hi: 'kinaare par chhoote hue spaces' },
    run({ format }, { same }) {
      same({
        call: "format('  paisa wapas karo\\n', ' refund ')",
        got: format('  paisa wapas karo\n', ' refund '),
        expected: { prompt: 'Classify: paisa wapas karo\n\nCategory:', completion: ' refund' },
        idea: {
          en: 'trim() both first; then exactly one space before the label.',
          hi: 'Pehle dono par trim(); phir label se pehle theek ek space.',
        },
        mistakes: [
          [
            { prompt: 'Classify: paisa wapas karo\n\nCategory:', completion: '  refund ' },
            {
              en: '" refund " and "refund" would be two different answers to the model; trim the label, too.',
              hi: '" refund " aur "refund" model ke liye do alag jawab hain; label ko bhi trim karo.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'the loss looks at the answer and its end', hi: 'loss jawab aur uske end ko dekhta hai' },
    run({ mask }, { same }) {
      const got = mask([11, 12, 13], [21, 22], 2);
      same({
        call: 'mask([11, 12, 13], [21, 22], 2).ids',
        got: got.ids,
        expected: [11, 12, 13, 21, 22, 2],
        idea: { en: 'Prompt, answer, end, in this order.', hi: 'Prompt, jawab, end, isi order mein.' },
        mistakes: [
          [
            [11, 12, 13, 21, 22],
            {
              en: 'The end token is missing: what is not there cannot be learned.',
              hi: 'End token hai hi nahi: jo hai hi nahi, woh seekha nahi ja sakta.',
            },
          ],
        ],
      });
      same({
        call: 'mask([11, 12, 13], [21, 22], 2).trained',
        got: got.trained,
        expected: [P, P, P, T, T, T],
        idea: {
          en: 'false for the prompt, true for the answer and its end.',
          hi: 'Prompt par false, jawab aur uske end par true.',
        },
        mistakes: [
          [
            [P, P, P, T, T, P],
            {
              en: 'The end is not trained: such a model never learns to stop.',
              hi: 'End train nahi hua: aisa model rukna kabhi nahi seekhta.',
            },
          ],
          [
            [T, T, T, T, T, P],
            {
              en: 'Here the prompt is trained and the end is not. It is the other way round.',
              hi: 'Yahan prompt train ho raha hai aur end nahi. Ulta hona chahiye.',
            },
          ],
          [
            [T, T, T, T, T, T],
            {
              en: 'The prompt is trained, too: the model would learn to write questions.',
              hi: 'Prompt bhi train ho raha hai: model sawaal likhna seekhega.',
            },
          ],
          [
            [T, T, T, P, P, P],
            {
              en: 'This is upside down: trained is true where the loss looks.',
              hi: 'Yeh ulta hai: trained wahan true hai jahan loss dekhta hai.',
            },
          ],
        ],
      });
    },
  },
  {
    name: {
      en: 'the id of the end inside a prompt, and an empty answer',
      hi: 'prompt ke andar end wala id, aur khaali jawab',
    },
    run({ mask }, { same }) {
      same({
        call: 'mask([7, 2, 9], [5], 2).trained',
        got: mask([7, 2, 9], [5], 2).trained,
        expected: [P, P, P, T, T],
        idea: {
          en: 'Mask by the place of a token and not by its value: an earlier turn ends with the same token.',
          hi: 'Mask token ki jagah se karo, uski value se nahi: pichhla turn bhi isi token par khatam hota hai.',
        },
      });
      same({
        call: 'mask([7], [], 2)',
        got: mask([7], [], 2),
        expected: { ids: [7, 2], trained: [P, T] },
        idea: { en: 'Even an empty answer has an end.', hi: 'Khaali jawab ka bhi end hota hai.' },
      });
    },
  },
  {
    name: { en: 'a row that is too long', hi: 'bahut lambi row' },
    run({ afterCut }, { same }) {
      const row = { ids: [1, 2, 3, 4, 5], trained: [P, P, P, T, T] };
      const cases = [
        [5, 'whole', { en: 'Exactly maxLength tokens still fit.', hi: 'Theek maxLength tokens bhi aa jaate hain.' }],
        [
          4,
          'cut',
          {
            en: 'A part of the answer is left: it trains, but without its end.',
            hi: 'Jawab ka ek hissa bacha hai: train hoga, par bina end ke.',
          },
        ],
        [
          3,
          'useless',
          {
            en: 'Only prompt is left, and the loss looks at none of it.',
            hi: 'Sirf prompt bacha, aur loss usme kuch nahi dekhta.',
          },
        ],
      ] as const;
      for (const [maxLength, expected, idea] of cases)
        same({
          call: {
            en: `afterCut(3 prompt tokens and 2 trained ones, ${maxLength})`,
            hi: `afterCut(prompt ke 3 tokens aur train hone wale 2, ${maxLength})`,
          },
          got: afterCut(row, maxLength),
          expected,
          idea,
        });
    },
  },
  {
    name: {
      en: 'cut apart, the tokens are those of the whole text',
      hi: 'alag kaato, tokens poore text wale hi rahen',
    },
    async run({ format }, { same }) {
      const nano = await openModel('nano');
      const ids = (text: string) => nano.tokens(text).map(({ id }) => id);
      for (const [text, label] of [
        ['where is my parcel', 'delivery'],
        ['paisa wapas karo', 'refund'],
      ] as const) {
        const { prompt, completion } = format(text, label);
        same({
          call: {
            en: `nano's tokens in prompt and completion of ${JSON.stringify(text)}`,
            hi: `${JSON.stringify(text)} ke prompt aur completion mein nano ke tokens`,
          },
          got: [...ids(prompt), ...ids(completion)].length,
          expected: ids(`Classify: ${text}\n\nCategory: ${label}`).length,
          idea: {
            en: 'If the cut falls beside the space, a lonely space becomes one token more.',
            hi: 'Cut space ke doosri taraf pade to akela space ek extra token ban jaata hai.',
          },
        });
      }
    },
  },
];
