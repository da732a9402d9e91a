/** What so few rows, or rows that say the same, mean for the run. Pure. */
import { z } from 'zod';
import type { Maker } from './types.js';
import { choice, count, text } from './words.js';

const FEW_ROWS = 60;

export const fewRows: Maker = ({ report }) => {
  const { data, training, hyperparameters: h } = report;
  if (data.train >= FEW_ROWS) return null;
  const batch = h.batchSize * h.gradientAccumulation;
  return {
    id: 'few-rows',
    theme: 'data',
    telling: 0.9,
    lesson: '05-preparing-data#good-data',
    ask: text(
      `${data.train} training rows, ${training.steps} steps, ${data.test} held-out rows. What would help this run most?`,
      `${data.train} training rows, ${training.steps} steps, ${data.test} held-out rows. Is run ko sabse zyada fayda kis se hoga?`,
    ),
    right: choice(
      text('More rows of the same kind.', 'Isi tarah ki aur rows.'),
      text(
        `They help twice: there is more to learn from than ${data.train} rows, and more than ${data.test} to measure it on.`,
        `Fayda do baar: seekhne ko ${data.train} se zyada rows, aur naapne ko ${data.test} se zyada.`,
      ),
    ),
    wrong: [
      choice(
        text(`Many more epochs than ${h.epochs}.`, `${h.epochs} se bahut zyada epochs.`),
        text(
          `Each of the ${data.train} rows is seen ${h.epochs} times already. Seeing them more often teaches them by heart.`,
          `${data.train} rows mein har ek ${h.epochs} baar dikh chuki. Aur baar dikhao to ratta lagega.`,
        ),
      ),
      choice(
        text('More numbers that learn.', 'Zyada numbers jo seekhein.'),
        text(
          `${count(training.trainableParameters)} learn from ${count(training.supervisedTokens)} answer tokens: there are more than enough.`,
          `${count(training.supervisedTokens)} answer tokens se ${count(training.trainableParameters)} numbers seekh rahe hain: woh kam nahi hain.`,
        ),
      ),
      choice(
        text(`Larger batches than ${batch}.`, `${batch} se bade batches.`),
        text(
          `Then the same rows would give even fewer than ${training.steps} steps.`,
          `Tab unhi rows se ${training.steps} se bhi kam steps banenge.`,
        ),
      ),
    ],
  };
};

const keptCheck = z.object({ findings: z.array(z.object({ code: z.string(), count: z.number() })) });
const SAME = ['exact-duplicate', 'duplicate-prompt', 'near-duplicate'];

export const duplicates: Maker = ({ report }) => {
  const check = keptCheck.safeParse(report.validation);
  if (!check.success || report.data.test < 1) return null;
  const found = check.data.findings.filter(({ code }) => SAME.includes(code)).sort((a, b) => b.count - a.count)[0];
  if (found === undefined || found.count < 1) return null;
  const { code, count: rows } = found;
  const { test, train } = report.data;
  return {
    id: 'duplicates',
    theme: 'data',
    telling: Math.min(0.8, 0.45 + rows / (train + test)),
    lesson: '06-validating-data#findings',
    ask: text(
      `The check found ${rows} rows with "${code}". The split keeps rows that say the same on one side. What would happen otherwise?`,
      `Check ko ${rows} rows mein "${code}" mila. Split ek jaisi rows ko ek hi taraf rakhta hai. Aisa na karta to kya hota?`,
    ),
    right: choice(
      text('The held-out score would be too good.', 'Held-out score jhooth-mooth achha aata.'),
      text(
        `Some of the ${test} held-out rows would have been trained on: the score would measure memory.`,
        `${test} held-out rows mein se kuch par training ho chuki hoti: score yaaddaasht naapta.`,
      ),
    ),
    wrong: [
      choice(
        text('The held-out score would be too bad.', 'Held-out score bahut kharab aata.'),
        text(
          'A row that was trained on is easier, not harder: the error goes the flattering way.',
          'Jis row par training ho chuki woh aasaan hoti hai, mushkil nahi: galti hamesha khush karne wali taraf hoti hai.',
        ),
      ),
      choice(
        text('Nothing: a row is a row.', 'Kuch nahi: row to row hai.'),
        text(
          `It matters on which side a row stands: ${train} teach, ${test} are only measured.`,
          `Row kis taraf hai yeh maayne rakhta hai: ${train} sikhati hain, ${test} sirf naapi jati hain.`,
        ),
      ),
      choice(
        text('The training would stop with an error.', 'Training error dekar ruk jati.'),
        text(
          'It would run through and look fine; that is what makes leaks dangerous.',
          'Woh aaraam se chalti aur sab theek dikhta; leak isi liye khatarnak hai.',
        ),
      ),
    ],
  };
};
