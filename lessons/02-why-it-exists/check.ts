/** Loss, from rows to a file and from nats to words; at the end against a model of random weights. */
import { openModel } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'a long row counts more than a short one', hi: 'lambi row chhoti se zyada ginti hai' },
    run({ fileLoss }, { same }) {
      same({
        call: 'fileLoss([{loss: 1, tokens: 2}, {loss: 4, tokens: 6}])',
        got: fileLoss([
          { loss: 1, tokens: 2 },
          { loss: 4, tokens: 6 },
        ]),
        expected: 3.25,
        idea: {
          en: 'Give every token its loss: 2 tokens of 1 and 6 tokens of 4; then the mean of the eight.',
          hi: 'Har token ko uska loss do: 2 tokens ka 1 aur 6 tokens ka 4; phir aathon ka average.',
        },
        mistakes: [
          [
            2.5,
            {
              en: 'That is the mean of the rows: the row of 2 tokens weighs as much as the row of 6. Weigh each loss with its tokens.',
              hi: 'Yeh rows ka average hai: 2 token wali row 6 wali ke barabar tul gayi. Har loss ko uske tokens se tolo.',
            },
          ],
          [
            26,
            {
              en: 'That is the surprise of all tokens together; divide it by how many they are.',
              hi: 'Yeh saare tokens ki kul hairaani hai; tokens ki ginti se divide karo.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'rows without a token, and no rows at all', hi: 'bina token wali row, aur ek bhi row nahi' },
    run({ fileLoss }, { same }) {
      same({
        call: 'fileLoss([{loss: 2, tokens: 4}, {loss: 9, tokens: 0}])',
        got: fileLoss([
          { loss: 2, tokens: 4 },
          { loss: 9, tokens: 0 },
        ]),
        expected: 2,
        idea: {
          en: 'A row without tokens says nothing about the model; it must not move the mean.',
          hi: 'Jis row mein token hi nahi, woh model ke baare mein kuch nahi kehti; average na hile.',
        },
      });
      same({
        call: 'fileLoss([])',
        got: fileLoss([]),
        expected: 0,
        idea: { en: 'Look out for 0 / 0 before you divide.', hi: 'Divide karne se pehle 0 / 0 ka dhyan rakho.' },
      });
    },
  },
  {
    name: { en: 'a loss as a number of guesses', hi: 'loss ko andazon ki ginti mein' },
    run({ guesses }, { same }) {
      same({
        call: 'guesses(2)',
        got: guesses(2),
        expected: Math.E ** 2,
        within: 1e-3,
        idea: {
          en: 'loss = ln(words), so words = e to the power of the loss: Math.exp.',
          hi: 'loss = ln(words), to words = e ki power loss: Math.exp.',
        },
        mistakes: [
          [
            4,
            {
              en: 'Powers of 2 belong to bits; this loss is in nats, powers of e.',
              hi: '2 ki power bits ke liye hai; yeh loss nats mein hai, e ki power lo.',
            },
          ],
          [
            100,
            {
              en: 'That is a power of 10; nats are powers of e.',
              hi: 'Yeh 10 ki power hai; nats mein e ki power hoti hai.',
            },
          ],
        ],
      });
      same({
        call: 'guesses(0)',
        got: guesses(0),
        expected: 1,
        idea: {
          en: 'No surprise means that only one word was possible.',
          hi: 'Hairaani zero matlab ek hi shabd mumkin tha.',
        },
      });
    },
  },
  {
    name: { en: 'the loss of guessing blindly', hi: 'aankh band karke andaza lagane ka loss' },
    run({ blindLoss }, { same }) {
      same({
        call: 'blindLoss(50000)',
        got: blindLoss(50000),
        expected: Math.log(50000),
        within: 1e-3,
        idea: {
          en: 'Each word has probability 1 / words, and loss = -ln(probability).',
          hi: 'Har shabd ki probability 1 / words hai, aur loss = -ln(probability).',
        },
        mistakes: [
          [
            Math.log2(50000),
            { en: 'Math.log2 gives bits; nats need Math.log.', hi: 'Math.log2 bits deta hai; nats ke liye Math.log.' },
          ],
          [
            Math.log10(50000),
            {
              en: 'Math.log10 counts digits; nats need Math.log.',
              hi: 'Math.log10 ank ginta hai; nats ke liye Math.log.',
            },
          ],
          [
            -Math.log(50000),
            {
              en: 'A loss is not below 0: -ln(1 / words) is +ln(words).',
              hi: 'Loss 0 se neeche nahi hota: -ln(1 / words) yaani +ln(words).',
            },
          ],
        ],
      });
    },
  },
  {
    name: {
      en: 'nano with random weights really has that loss',
      hi: 'random weights wale nano ka sach mein itna hi loss hai',
    },
    async run({ blindLoss }, { fail }) {
      const nano = await openModel('nano');
      const words = nano.config.vocab_size;
      const rows = [
        'We open at nine in the morning.',
        'Hum subah nau baje khulte hain.',
        'Please bring the bill with you.',
      ].map((output) => ({ input: 'When do you open?', output }));
      const { mean } = await nano.randomTwin(1).loss(rows);
      const yours = blindLoss(words);
      if (Math.abs(yours - mean) < 0.7) return;
      fail({
        en: `nano chooses among ${words} tokens; with random weights its loss was measured as ${mean.toFixed(2)}, and blindLoss(${words}) says ${yours}. Random weights guess evenly.`,
        hi: `nano ${words} tokens mein se chunta hai; random weights ke saath uska loss naapa to ${mean.toFixed(2)} nikla, aur blindLoss(${words}) kehta hai ${yours}. Random weights sab par barabar andaza lagate hain.`,
      });
    },
  },
];
