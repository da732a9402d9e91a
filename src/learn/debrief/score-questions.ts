/** What a score on a few held-out rows says, and what it does not. Pure. */
import type { Maker } from './types.js';
import { choice, mainScore, text } from './words.js';

export const interval: Maker = (facts) => {
  const main = mainScore(facts);
  if (main === null || main.rows < 2 || !(main.tuned.high > main.tuned.low)) return null;
  const { name, tuned, rows, show } = main;
  const [value, low, high] = [show(tuned.value), show(tuned.low), show(tuned.high)];
  if (low === high) return null;
  return {
    id: 'interval',
    theme: 'score',
    telling: Math.min(0.8, 0.35 + (tuned.high - tuned.low) / Math.max(tuned.high, 1e-9)),
    lesson: '10-evaluating#twenty',
    ask: text(
      `Your tuned model has ${name} ${value} on ${rows} held-out rows, 95% interval ${low} to ${high}. What may you say?`,
      `Tumhare tuned model ka ${name} ${rows} held-out rows par ${value} hai, 95% interval ${low} se ${high}. Tum kya keh sakte ho?`,
    ),
    right: choice(
      text(
        `On new rows of this kind it is probably somewhere from ${low} to ${high}.`,
        `Aisi hi nayi rows par woh shayad ${low} aur ${high} ke beech kahin hoga.`,
      ),
      text(
        `Your ${rows} rows are one draw of many. Draws like it would give values that differ this much; ${value} is only the middle.`,
        `Tumhari ${rows} rows kai sambhav draws mein se ek hain. Doosre draw mein value itni idhar-udhar ho sakti hai; ${value} to bas beech ka hai.`,
      ),
    ),
    wrong: [
      choice(
        text(`It is ${value} on new rows, too.`, `Nayi rows par bhi ${value} hi aayega.`),
        text(
          `Another ${rows} rows would give another value: with so many rows it may as well be ${low} or ${high}.`,
          `Doosri ${rows} rows doosri value dengi: itni rows par woh ${low} ya ${high} bhi ho sakti hai.`,
        ),
      ),
      choice(
        text('95% of its answers are right.', 'Uske 95% jawab sahi hain.'),
        text(
          `The 95% says how far the interval can be trusted, not how good the answers are. The score is ${value}.`,
          `95% yeh batata hai ki interval par kitna bharosa karo, jawab kitne achhe hain yeh nahi. Score ${value} hai.`,
        ),
      ),
      choice(
        text(
          `The worst row has ${low} and the best ${high}.`,
          `Sabse kharab row ${low} par hai aur sabse achhi ${high} par.`,
        ),
        text(
          `The interval is about the score of all ${rows} rows together, not about single rows.`,
          `Interval saari ${rows} rows ke ek saath wale score ka hai, alag-alag rows ka nahi.`,
        ),
      ),
    ],
  };
};

export const halve: Maker = (facts) => {
  const main = mainScore(facts);
  if (main === null || main.rows < 2) return null;
  const { tuned, rows, show, name } = main;
  const width = tuned.high - tuned.low;
  if (!(width > 0) || show(width) === show(width / 2) || show(width / 2) === show(0)) return null;
  const { epochs } = facts.report.hyperparameters;
  return {
    id: 'halve',
    theme: 'score',
    telling: rows < 40 ? 0.55 : 0.35,
    lesson: '10-evaluating#twenty',
    ask: text(
      `The interval of ${name} is ${show(width)} wide on ${rows} held-out rows. About how many would make it ${show(width / 2)}?`,
      `${rows} held-out rows par ${name} ka interval ${show(width)} chauda hai. Use ${show(width / 2)} karne ke liye lagbhag kitni rows chahiye?`,
    ),
    right: choice(
      text(`${4 * rows} rows`, `${4 * rows} rows`),
      text(
        `The width shrinks with the square root of the rows: 4 x ${rows} rows halve it.`,
        `Chaudai rows ke square root se ghatti hai: 4 x ${rows} rows par aadhi.`,
      ),
    ),
    wrong: [
      choice(
        text(`${2 * rows} rows`, `${2 * rows} rows`),
        text(
          `Twice the rows divide the width by 1.41 only: about ${show(width / Math.SQRT2)}.`,
          `Double rows se chaudai sirf 1.41 se bhaag hoti hai: lagbhag ${show(width / Math.SQRT2)}.`,
        ),
      ),
      choice(
        text(`${rows} rows, but ${2 * epochs} epochs`, `${rows} hi rows, par ${2 * epochs} epochs`),
        text(
          `More epochs change the model. How sure the score is hangs on how many rows measure it: still ${rows}.`,
          `Zyada epochs model ko badalte hain. Score kitna pakka hai yeh naapne wali rows se tay hota hai: ab bhi ${rows}.`,
        ),
      ),
      choice(
        text(`${10 * rows} rows`, `${10 * rows} rows`),
        text(
          `That is more than asked: the square root of 10 is 3.2, so about ${show(width / Math.sqrt(10))}.`,
          `Yeh zaroorat se zyada hai: 10 ka square root 3.2, yaani lagbhag ${show(width / Math.sqrt(10))}.`,
        ),
      ),
    ],
  };
};
