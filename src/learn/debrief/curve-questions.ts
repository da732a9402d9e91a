/** What training and validation loss say together. Pure. */
import type { Point } from '../../base/series.js';
import type { DebriefFacts, Draft, Maker } from './types.js';
import { choice, digits, meanLoss, text } from './words.js';

/** A validation loss this much above its lowest point, in parts of it, is a rise and not a wobble. */
const RISE = 0.03;
/** Falls smaller than this are none. */
const FALL = 0.02;
/** Nats below which neither is worth a word. */
const LEAST = 0.01;

interface Curves {
  first: Point;
  best: Point;
  last: Point;
  /** Training loss at the start, around the best point, and at the end. */
  train: { start: number; atBest: number; end: number };
}

function curvesOf({ train, validation }: DebriefFacts): Curves | null {
  const points = validation.filter(({ value }) => Number.isFinite(value));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const best = points.reduce((low, point) => (point.value < low.value ? point : low));
  const upToBest = train.filter(({ step }) => step <= best.step);
  const levels = { start: meanLoss(train, 'start'), atBest: meanLoss(upToBest, 'end'), end: meanLoss(train, 'end') };
  return Object.values(levels).every(Number.isFinite) ? { first, best, last, train: levels } : null;
}

export const overfit: Maker = (facts) => {
  const curves = curvesOf(facts);
  if (curves === null) return null;
  const { best, last, train } = curves;
  const rose = best.step < last.step && last.value > best.value * (1 + RISE) + LEAST;
  if (!rose || !(train.end < train.atBest - LEAST)) return null;
  const { data, hyperparameters } = facts.report;
  const [low, high, from, to] = [best.value, last.value, train.atBest, train.end].map(digits);
  return {
    id: 'overfit',
    theme: 'curve',
    telling: 0.95,
    lesson: '08-hyperparameters#epochs',
    ask: text(
      `From step ${best.step} to step ${last.step} the validation loss rose from ${low} to ${high} while the training loss fell from ${from} to ${to}. What happened?`,
      `Step ${best.step} se step ${last.step} tak validation loss ${low} se ${high} badha, jabki training loss ${from} se ${to} gira. Kya hua?`,
    ),
    right: choice(
      text(
        `It began to learn the ${data.train} training rows by heart; the weights of step ${best.step} are kept.`,
        `Model ${data.train} training rows ka ratta maarne laga; step ${best.step} ke weights rakhe gaye.`,
      ),
      text(
        `What it learned after step ${best.step} holds only for rows it has seen. Fewer epochs than ${hyperparameters.epochs}, or more rows, would help.`,
        `Step ${best.step} ke baad jo seekha woh sirf dekhi hui rows par chalta hai. ${hyperparameters.epochs} se kam epochs, ya zyada rows, madad karenge.`,
      ),
    ),
    wrong: [
      choice(
        text(
          `The learning rate of ${hyperparameters.learningRate} was too low.`,
          `${hyperparameters.learningRate} ka learning rate kam tha.`,
        ),
        text(
          `With too low a rate the training loss would hardly move. It went from ${from} to ${to}.`,
          `Rate kam hota to training loss hilta hi nahi. Woh ${from} se ${to} gaya.`,
        ),
      ),
      choice(
        text('The validation rows became harder.', 'Validation rows mushkil ho gayi.'),
        text(
          `They are the same ${data.validation} rows at every measurement: ${low} at step ${best.step}, ${high} at step ${last.step}.`,
          `Har baar wahi ${data.validation} rows naapi jati hain: step ${best.step} par ${low}, step ${last.step} par ${high}.`,
        ),
      ),
      choice(
        text('It needs more epochs to come down again.', 'Wapas girne ke liye aur epochs chahiye.'),
        text(
          `Every further epoch shows the same ${data.train} rows again, and with them the gap grew.`,
          `Har nayi epoch wahi ${data.train} rows phir dikhati hai, aur unhi se faasla badha.`,
        ),
      ),
    ],
  };
};

export const healthy: Maker = (facts) => {
  const curves = curvesOf(facts);
  if (curves === null) return null;
  const { first, last, best, train } = curves;
  const fell = last.value < first.value * (1 - FALL) - LEAST && last.value <= best.value * (1 + RISE);
  if (!fell || !(train.end < train.start - LEAST)) return null;
  return trusted(facts, curves);
};

function trusted({ report }: DebriefFacts, { first, last, train }: Curves): Draft {
  const { data, training } = report;
  const [from, to, high, low] = [train.start, train.end, first.value, last.value].map(digits);
  return {
    id: 'healthy',
    theme: 'curve',
    telling: 0.4,
    lesson: '09-inside-training#surprise',
    ask: text(
      `Training loss ${from} to ${to}, validation loss ${high} to ${low}. Which of these says that it learned something for rows it has never seen?`,
      `Training loss ${from} se ${to}, validation loss ${high} se ${low}. Inme se kya batata hai ki usne anjaani rows ke liye kuch seekha?`,
    ),
    right: choice(
      text(`Validation: ${high} to ${low}.`, `Validation: ${high} se ${low}.`),
      text(
        `Its ${data.validation} rows were never trained on, so learning by heart cannot bring it down.`,
        `Uski ${data.validation} rows par kabhi training nahi hui, isliye ratta use nahi gira sakta.`,
      ),
    ),
    wrong: [
      choice(
        text(`Training: ${from} to ${to}.`, `Training: ${from} se ${to}.`),
        text(
          `These are the ${data.train} rows it is trained on; their loss falls for a model that only memorises, too.`,
          `Yeh wahi ${data.train} rows hain jin par training hui; sirf ratne wale model ka loss bhi girta hai.`,
        ),
      ),
      choice(
        text('Either: both fell.', 'Dono: dono hi gire.'),
        text(
          `When a model learns by heart, training falls and validation rises. Only validation can tell the two apart.`,
          `Ratta lage to training girta hai aur validation badhta hai. Farak sirf validation bata sakta hai.`,
        ),
      ),
      choice(
        text(`That it took ${training.steps} steps.`, `Ki ${training.steps} steps hue.`),
        text(
          'Steps say how often the weights were moved, not whether that did any good.',
          'Steps batate hain weights kitni baar hile, fayda hua ya nahi yeh nahi.',
        ),
      ),
    ],
  };
}

export const perplexity: Maker = ({ report }) => {
  const loss = report.evaluation?.tuned.loss.value ?? Number.NaN;
  const value = Math.exp(loss);
  if (!Number.isFinite(value) || value < 1.02 || value > 1000) return null;
  const shown = digits(value);
  const probability = `${Math.round(100 / value)}%`;
  return {
    id: 'perplexity',
    theme: 'curve',
    telling: 0.3,
    lesson: '09-inside-training#surprise',
    ask: text(
      `The held-out loss of ${digits(loss)} is a perplexity of ${shown}. What does that say of your model?`,
      `Held-out loss ${digits(loss)} yaani perplexity ${shown}. Isse model ke baare mein kya pata chalta hai?`,
    ),
    right: choice(
      text(
        `It is as unsure as if it chose among ${shown} equally likely tokens each time.`,
        `Woh utna hi unsure hai jaise har baar ${shown} barabar tokens mein se chun raha ho.`,
      ),
      text(
        `e to the power of ${digits(loss)} is ${shown}: the right token typically gets ${probability}.`,
        `e ki power ${digits(loss)} hota hai ${shown}: sahi token ko aam taur par ${probability} milta hai.`,
      ),
    ),
    wrong: [
      choice(
        text(`${shown}% of its tokens are wrong.`, `Uske ${shown}% tokens galat hain.`),
        text(
          `Perplexity counts no mistakes. It says how much probability the right tokens got: typically ${probability}.`,
          `Perplexity galtiyan nahi ginti. Yeh batati hai sahi tokens ko kitni probability mili: aam taur par ${probability}.`,
        ),
      ),
      choice(
        text(`It needs ${shown} tokens for an answer.`, `Use ek jawab ke liye ${shown} tokens lagte hain.`),
        text(
          'How long answers are has nothing to do with it: the loss is a mean over tokens.',
          'Jawab kitna lamba hai isse koi matlab nahi: loss tokens ka average hai.',
        ),
      ),
      choice(
        text(
          `The right token gets ${digits(loss)} of the probability.`,
          `Sahi token ko ${digits(loss)} probability milti hai.`,
        ),
        text(
          `The loss is minus the logarithm of that: the probability itself is 1 / ${shown}, about ${probability}.`,
          `Loss uske log ka minus hai: asli probability 1 / ${shown} hai, lagbhag ${probability}.`,
        ),
      ),
    ],
  };
};
