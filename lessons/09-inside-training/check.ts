/** Cross-entropy and its gradient for one token; the gradient is also measured, by moving each logit a little. */
import { openModel } from 'vishesh';
import type { Said, Test } from '../check-kit.js';
import type * as solution from './solution.js';

const LOGITS = [2, 1, 0];
const SUM = Math.exp(2) + Math.E + 1;
const P = [Math.exp(2) / SUM, Math.E / SUM, 1 / SUM];
const OVERFLOW: Said = {
  en: 'Math.exp(1000) is Infinity. Only differences count: subtract the highest logit first.',
  hi: 'Math.exp(1000) Infinity hai. Sirf fark ka matlab hai: pehle sabse bada logit ghata do.',
};

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'probabilities of three tokens', hi: 'teen tokens ki probabilities' },
    run({ softmax }, { same }) {
      same({
        call: 'softmax([2, 1, 0])',
        got: softmax(LOGITS),
        expected: P,
        within: 1e-6,
        idea: {
          en: 'e to the power of each logit, divided by the sum of all of them.',
          hi: 'Har logit par e ki power, un sabke jod se divide.',
        },
        mistakes: [
          [
            LOGITS.map(Math.exp),
            {
              en: 'These do not add up to 1: divide each by their sum.',
              hi: 'Inka jod 1 nahi hai: har ek ko jod se divide karo.',
            },
          ],
          [
            LOGITS.map((x) => x / 3),
            {
              en: 'Dividing logits by their sum fails as soon as one is negative; take e to the power first.',
              hi: 'Logits ko seedha divide karoge to negative logit par toot jaayega; pehle e ki power lo.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'very large logits, and negative ones', hi: 'bahut bade logits, aur negative bhi' },
    run({ softmax, loss }, { same }) {
      same({ call: 'softmax([1000, 1000])', got: softmax([1000, 1000]), expected: [0.5, 0.5], idea: OVERFLOW });
      same({ call: 'softmax([-1000, 0])', got: softmax([-1000, 0]), expected: [0, 1], idea: OVERFLOW });
      same({
        call: 'loss([0, 1000], 0)',
        got: loss([0, 1000], 0),
        expected: 1000,
        within: 1e-6,
        idea: {
          en: 'Here the probability rounds to 0, and ln 0 is -Infinity. Compute ln(sum) + highest - logit instead of ln(p).',
          hi: 'Yahan probability 0 ho jaati hai, aur ln 0 hai -Infinity. ln(p) ke bajay ln(sum) + highest - logit nikalo.',
        },
      });
    },
  },
  {
    name: { en: 'the surprise at the right token', hi: 'sahi token par hairaani' },
    run({ loss }, { same }) {
      for (const right of [0, 2])
        same({
          call: `loss([2, 1, 0], ${right})`,
          got: loss(LOGITS, right),
          expected: -Math.log(P[right] ?? 0),
          within: 1e-6,
          idea: { en: 'loss = -ln(probability of the right token).', hi: 'loss = -ln(sahi token ki probability).' },
          mistakes: [
            [
              1 - (P[right] ?? 0),
              {
                en: '1 - p never exceeds 1; a model that is sure of a wrong token deserves more: -ln(p).',
                hi: '1 - p kabhi 1 se zyada nahi hota; galat token par pakka model zyada ka haqdaar hai: -ln(p).',
              },
            ],
            [
              Math.log(P[right] ?? 0),
              {
                en: 'The sign: ln of a number below 1 is negative, a loss is not.',
                hi: 'Sign: 1 se chhote number ka ln negative hota hai, loss nahi.',
              },
            ],
            [
              -Math.log2(P[right] ?? 0),
              {
                en: 'Math.log2 gives bits; this loss is in nats, Math.log.',
                hi: 'Math.log2 bits deta hai; yeh loss nats mein hai, Math.log.',
              },
            ],
          ],
        });
    },
  },
  {
    name: { en: 'the gradient, against measured slopes', hi: 'gradient, naapi hui dhalaan ke saamne' },
    run({ gradient }, { same }) {
      const logits = [0.5, -1, 2, 0];
      const right = 1;
      const nudge = 1e-5;
      const lossOf = (all: number[]) => Math.log(all.reduce((sum, x) => sum + Math.exp(x), 0)) - (all[right] ?? 0);
      const moved = (at: number, by: number) => lossOf(logits.map((x, token) => (token === at ? x + by : x)));
      const slopes = logits.map((_, at) => (moved(at, nudge) - moved(at, -nudge)) / (2 * nudge));
      const p = logits.map((x) => Math.exp(x) / logits.reduce((sum, y) => sum + Math.exp(y), 0));
      same({
        call: 'gradient([0.5, -1, 2, 0], 1)',
        got: gradient(logits, right),
        expected: p.map((one, token) => one - (token === right ? 1 : 0)),
        within: 1e-6,
        idea: {
          en: `Moving each logit a little changes the loss, per unit, by ${slopes.map((x) => x.toFixed(3)).join(', ')}. The formula is short: p, and 1 less at the right token.`,
          hi: `Har logit ko thoda hilane par loss (per unit) itna badalta hai: ${slopes.map((x) => x.toFixed(3)).join(', ')}. Formula chhota hai: p, aur sahi token par 1 kam.`,
        },
        mistakes: [
          [
            p.map((one, token) => (token === right ? 1 : 0) - one),
            {
              en: 'The sign is turned: raising a wrong logit makes the loss larger, so its slope is positive.',
              hi: 'Sign ulta hai: galat logit badhane se loss badhta hai, isliye uski dhalaan positive hai.',
            },
          ],
          [
            p,
            {
              en: 'These are the probabilities; at the right token subtract 1.',
              hi: 'Yeh to probabilities hain; sahi token par 1 ghatao.',
            },
          ],
          [
            logits.map((_, token) => (token === right ? (p[right] ?? 0) - 1 : 0)),
            {
              en: 'Wrong tokens have a slope, too: the softmax ties all of them together.',
              hi: 'Galat tokens ki bhi dhalaan hoti hai: softmax sabko jodta hai.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'one step makes the loss smaller', hi: 'ek kadam se loss kam ho' },
    run({ step, loss }, { same, fail }) {
      const after = step(LOGITS, 2, 0.5);
      const [before, now] = [loss(LOGITS, 2), loss(after, 2)];
      if (!(now < before))
        fail({
          en: `The loss went from ${before.toFixed(3)} to ${now.toFixed(3)}. The gradient points uphill: step the other way.`,
          hi: `Loss ${before.toFixed(3)} se ${now.toFixed(3)} hua. Gradient chadhai ki taraf dikhata hai: ulti taraf kadam lo.`,
        });
      same({
        call: 'step([2, 1, 0], 2, 0.5)',
        got: after,
        expected: LOGITS.map((x, token) => x - 0.5 * ((P[token] ?? 0) - (token === 2 ? 1 : 0))),
        within: 1e-6,
        idea: { en: 'logit - rate * gradient, for every token.', hi: 'logit - rate * gradient, har token ke liye.' },
      });
    },
  },
  {
    name: { en: "nano's own next token", hi: 'nano ka apna agla token' },
    async run({ loss }, { same }) {
      const nano = await openModel('nano');
      const all = await nano.nextTokens('Once upon a', nano.config.vocab_size);
      // Logits are known but for one number that is added to all of them.
      const logits = all.map(({ probability }) => Math.log(probability) + 7);
      const [first] = all;
      same({
        call: {
          en: "the loss of nano's likeliest token after 'Once upon a'",
          hi: "'Once upon a' ke baad nano ke sabse sambhav token ka loss",
        },
        got: loss(logits, 0),
        expected: -Math.log(first?.probability ?? 0),
        within: 1e-3,
        idea: {
          en: 'Adding the same number to all logits must change nothing.',
          hi: 'Saare logits mein ek hi number jodne se kuch nahi badalna chahiye.',
        },
      });
    },
  },
];
