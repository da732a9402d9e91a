/** Ship, do not ship, or not enough evidence: one word and its reason, from paired differences on the held-out rows. */
import type { Localized } from '../base/localized.js';
import type { MetricName } from './score-rows.js';
import type { Score, VerdictWord } from './types.js';

/** Fewer held-out rows than this cannot show an improvement, whatever the interval says. */
export const MIN_TEST_ROWS = 10;

/** Fewer than this cannot show a worsening either: four rows that all fall by chance are one case in sixteen. */
export const MIN_ROWS_TO_CONDEMN = 5;

/** General text that costs this much more (nats per token) has doubled its perplexity: the model forgot too much. */
export const SEVERE_FORGETTING = Math.LN2;

/** Forgetting worth a word. */
export const NOTABLE_FORGETTING = 0.2;

export interface VerdictInput {
  testRows: number;
  /** The task's main metric: base, tuned, and tuned minus base on the same rows. */
  main: { name: MetricName; base: number; tuned: number; difference: Score; higherIsBetter: boolean };
  /** Mean loss of the held-out rows, tuned minus base. */
  lossDifference: Score;
  retention: { baseLoss: number; tunedLoss: number };
  /** Whether the two models gave exactly the same losses and answers. */
  identical: boolean;
}

export interface Verdict {
  verdict: VerdictWord;
  reason: Localized;
}

/** The rules in order: broken, unchanged, too few rows, worse, forgot too much, better, else open. */
export function judge(input: VerdictInput): Verdict {
  const { main, testRows, lossDifference } = input;
  const forgetting = input.retention.tunedLoss - input.retention.baseLoss;
  if (![main.tuned, lossDifference.value, input.retention.tunedLoss].every(Number.isFinite)) return notFinite();
  if (input.identical) return unchanged();
  const gain = main.higherIsBetter ? main.difference : flip(main.difference);
  const words = wordsOf(main);
  if (forgetting > SEVERE_FORGETTING) return forgot(input.retention);
  if (gain.high < 0 && testRows >= MIN_ROWS_TO_CONDEMN) return worse(words);
  if (testRows < MIN_TEST_ROWS) return tooFew(testRows, words);
  if (gain.low > 0) return better(words, testRows, forgetting, lossDifference.low > 0);
  if (lossDifference.low > 0) return worseLoss(words);
  return open(words, testRows, lossDifference.high < 0);
}

function flip({ value, low, high }: Score): Score {
  return { value: -value, low: -high, high: -low };
}

/** The metrics as a person reads them, in both languages. */
export const METRIC_NAMES: Record<MetricName, string> = {
  loss: 'loss',
  perplexity: 'perplexity',
  accuracy: 'accuracy',
  precision: 'precision',
  recall: 'recall',
  f1: 'F1',
  exactMatch: 'exact match',
  tokenF1: 'token F1',
  chrF: 'chrF',
  parses: 'share that parses',
};

function wordsOf({ name, base, tuned, difference }: VerdictInput['main']): Localized {
  const show = (x: number): string => (name === 'chrF' ? x.toFixed(1) : x.toFixed(2));
  const sign = (x: number): string => `${x < 0 ? '' : '+'}${show(x)}`;
  const range = `${sign(difference.low)} .. ${sign(difference.high)}`;
  return {
    en: `${METRIC_NAMES[name]} went from ${show(base)} to ${show(tuned)} (difference, 95% interval: ${range})`,
    hi: `${METRIC_NAMES[name]} ${show(base)} se ${show(tuned)} hua (difference, 95% interval: ${range})`,
  };
}

function notFinite(): Verdict {
  return {
    verdict: 'do-not-ship',
    reason: {
      en: 'The tuned model gives losses that are not numbers: it is broken. Train again with a lower learning rate.',
      hi: 'Tuned model ka loss number hi nahi hai: model toot gaya hai. Kam learning rate se dobara train karo.',
    },
  };
}

function unchanged(): Verdict {
  return {
    verdict: 'do-not-ship',
    reason: {
      en: 'The tuned model gives exactly the losses and answers of the base: nothing was learned. Check the learning rate and the steps.',
      hi: 'Tuned model bilkul base jaise hi loss aur answers deta hai: kuch seekha nahi. Learning rate aur steps check karo.',
    },
  };
}

function forgot({ baseLoss, tunedLoss }: VerdictInput['retention']): Verdict {
  const from = Math.exp(baseLoss).toFixed(1);
  const to = Math.exp(tunedLoss).toFixed(1);
  return {
    verdict: 'do-not-ship',
    reason: {
      en: `It forgot too much: on ordinary text the perplexity rose from ${from} to ${to}, more than double. Lower the learning rate or train fewer epochs.`,
      hi: `Model bahut bhool gaya: aam text par perplexity ${from} se ${to} ho gayi, double se zyada. Learning rate ya epochs kam karo.`,
    },
  };
}

function worse(words: Localized): Verdict {
  return {
    verdict: 'do-not-ship',
    reason: {
      en: `It is worse than the base on the held-out rows: ${words.en}.`,
      hi: `Held-out rows par base se kharab hai: ${words.hi}.`,
    },
  };
}

function worseLoss(words: Localized): Verdict {
  return {
    verdict: 'do-not-ship',
    reason: {
      en: `The answers are not measurably better and the loss on the held-out rows rose clearly: ${words.en}. It may have learned the training rows by heart.`,
      hi: `Answers mein koi pakka sudhar nahi aur held-out rows ka loss saaf badha hai: ${words.hi}. Shayad training rows ka ratta maar liya.`,
    },
  };
}

function tooFew(rows: number, words: Localized): Verdict {
  return {
    verdict: 'not-enough-evidence',
    reason: {
      en: `Only ${rows} held-out ${rows === 1 ? 'row' : 'rows'}: ${words.en}. With fewer than ${MIN_TEST_ROWS} this may be luck; add data or evaluate on another file.`,
      hi: `Sirf ${rows} held-out ${rows === 1 ? 'row hai' : 'rows hain'}: ${words.hi}. ${MIN_TEST_ROWS} se kam par yeh kismat bhi ho sakti hai; data badhao ya doosri file par evaluate karo.`,
    },
  };
}

function better(words: Localized, rows: number, forgetting: number, lossRose: boolean): Verdict {
  const en = [`Better than the base on ${rows} held-out rows: ${words.en}.`];
  const hi = [`${rows} held-out rows par base se behtar: ${words.hi}.`];
  if (forgetting > NOTABLE_FORGETTING) {
    en.push(`Note: it is ${percent(forgetting)} worse on ordinary text, so use it for this task only.`);
    hi.push(`Dhyan rahe: aam text par ${percent(forgetting)} kharab hua hai, isliye sirf isi task ke liye use karo.`);
  }
  if (lossRose) {
    en.push('Note: the loss rose although the answers improved; the model is surer of itself when it is wrong.');
    hi.push('Dhyan rahe: answers sudhre par loss badha; galat hone par bhi model zyada confident hai.');
  }
  return { verdict: 'ship', reason: { en: en.join(' '), hi: hi.join(' ') } };
}

function open(words: Localized, rows: number, lossFell: boolean): Verdict {
  const hint = lossFell
    ? {
        en: ' The loss did fall clearly, so it learned something.',
        hi: ' Loss saaf gira hai, yaani kuch to seekha hai.',
      }
    : { en: '', hi: '' };
  return {
    verdict: 'not-enough-evidence',
    reason: {
      en: `On ${rows} held-out rows the difference may be luck: ${words.en}.${hint.en} More test rows or more training data would decide it.`,
      hi: `${rows} held-out rows par yeh farak kismat bhi ho sakta hai: ${words.hi}.${hint.hi} Zyada test rows ya training data se pakka pata chalega.`,
    },
  };
}

function percent(forgetting: number): string {
  return `${Math.round((Math.exp(forgetting) - 1) * 100)}%`;
}
