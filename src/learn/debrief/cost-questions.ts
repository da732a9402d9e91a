/** Tokens, steps and seconds: where the run's own numbers come from. Pure. */
import { countSteps } from '../../plan/hyperparameters.js';
import type { DebriefFacts, Draft, Maker } from './types.js';
import { choice, count, digits, percent, seconds, text } from './words.js';

export const mask: Maker = ({ report }) => {
  const { trainTokens: all, supervisedTokens: counted } = report.training;
  if (!(counted > 0 && counted < all)) return null;
  const share = percent(counted / all);
  return {
    id: 'mask',
    theme: 'tokens',
    telling: 0.35 + 0.2 * (1 - counted / all),
    lesson: '05-preparing-data#mask',
    ask: text(
      `The training read ${count(all)} tokens, but only ${count(counted)} of them, ${share}, counted in the loss. Which?`,
      `Training ne ${count(all)} tokens padhe, par loss mein sirf ${count(counted)} gine, yaani ${share}. Kaun se?`,
    ),
    right: choice(
      text('Those of the answers, with the token that ends them.', 'Jawabon ke, aur unhe khatam karne wala token.'),
      text(
        'The prompts are read, because answers depend on them, and masked: a model that trains on them learns to ask.',
        'Prompts padhe jate hain, kyunki jawab unhi par tika hai, par masked hain: un par train kiya to model poochna seekhega.',
      ),
    ),
    wrong: [
      choice(
        text('Those that the model found hardest.', 'Jo model ko sabse mushkil lage.'),
        text(
          'Easy and hard tokens of an answer all count; the mask is set before the model sees anything.',
          'Jawab ke aasaan aur mushkil sab tokens ginte hain; mask model ke dekhne se pehle hi tay hota hai.',
        ),
      ),
      choice(
        text(`${share} of them, by chance, to save time.`, `Time bachane ke liye tukke se chune ${share}.`),
        text(
          `It saves little: all ${count(all)} tokens go through every layer. The mask decides what is learned.`,
          `Isse kuch khaas nahi bachta: saare ${count(all)} tokens har layer se guzarte hain. Mask yeh tay karta hai ki seekhna kya hai.`,
        ),
      ),
      choice(
        text('Those of the prompts.', 'Prompts ke.'),
        text(
          `The other way round: the ${count(all - counted)} tokens that do not count are the prompts and the template around them.`,
          `Ulta hai: jo ${count(all - counted)} tokens nahi ginte wahi prompts aur unke aas-paas ka template hain.`,
        ),
      ),
    ],
  };
};

export const steps: Maker = (facts) => {
  const { report, endedBy, plannedSteps } = facts;
  const { training, data, hyperparameters: h } = report;
  if (endedBy === 'early-stopping' && training.steps < plannedSteps) return endedEarly(facts);
  const batch = h.batchSize * h.gradientAccumulation;
  const wholeEpochs = Number.isInteger(h.epochs) && h.epochs >= 2;
  if (!wholeEpochs || batch < 2 || training.steps !== countSteps(data.train, h)) return null;
  const perEpoch = training.steps / h.epochs;
  return {
    id: 'steps',
    theme: 'time',
    telling: 0.3,
    lesson: '12-costs#tokens',
    ask: text(
      `${data.train} training rows, ${batch} to a step, ${h.epochs} epochs: the run took ${training.steps} steps. How does that come about?`,
      `${data.train} training rows, ek step mein ${batch}, ${h.epochs} epochs: run ne ${training.steps} steps liye. Yeh kaise bana?`,
    ),
    right: choice(
      text(
        `${data.train} / ${batch}, rounded up, is ${perEpoch} for each epoch, times ${h.epochs}.`,
        `${data.train} / ${batch}, upar round karke, har epoch ${perEpoch}, guna ${h.epochs}.`,
      ),
      text(
        'One step sees one batch and moves the weights once; an epoch is once through all training rows.',
        'Ek step ek batch dekhta hai aur weights ek baar hilata hai; ek epoch yaani saari training rows ek baar.',
      ),
    ),
    wrong: [
      choice(
        text(`Each row is a step: ${data.train} x ${h.epochs}.`, `Har row ek step: ${data.train} x ${h.epochs}.`),
        text(
          `That is ${count(data.train * h.epochs)}: how often a row is seen, which is steps only with a batch of 1.`,
          `Yeh ${count(data.train * h.epochs)} hai: rows kul kitni baar dikhi. Steps tabhi jab batch 1 ho.`,
        ),
      ),
      choice(
        text(`It is set by the learning rate, ${h.learningRate}.`, `Learning rate ${h.learningRate} se tay hota hai.`),
        text(
          'The rate says how far a step goes, not how many there are.',
          'Rate yeh batata hai ki step kitna lamba ho, kitne hon yeh nahi.',
        ),
      ),
      choice(
        text('It went on until the loss stopped falling.', 'Jab tak loss gira, chalta raha.'),
        text(
          `That would be early stopping. All ${h.epochs} epochs were done here.`,
          `Woh early stopping hoti. Yahan poori ${h.epochs} epochs hui.`,
        ),
      ),
    ],
  };
};

function endedEarly({ report, plannedSteps }: DebriefFacts): Draft | null {
  const { training, data, hyperparameters: h } = report;
  const { bestValidationLoss: best } = training;
  if (best === null || !Number.isFinite(best)) return null;
  return {
    id: 'early-stopping',
    theme: 'time',
    telling: 0.75,
    lesson: '08-hyperparameters#epochs',
    ask: text(
      `${plannedSteps} steps were planned, and the training ended after ${training.steps}. Why?`,
      `${plannedSteps} steps ka plan tha, par training ${training.steps} ke baad ruk gayi. Kyun?`,
    ),
    right: choice(
      text(
        `The validation loss had not got below ${digits(best)} in ${h.earlyStoppingPatience} measurements.`,
        `Validation loss ${h.earlyStoppingPatience} baar naapne par bhi ${digits(best)} se neeche nahi gaya.`,
      ),
      text(
        `Early stopping: more steps would only fit the ${data.train} training rows closer. The weights of ${digits(best)} are kept.`,
        `Early stopping: aur steps sirf ${data.train} training rows ka ratta badhate. ${digits(best)} wale weights rakhe gaye.`,
      ),
    ),
    wrong: [
      choice(
        text('It ran out of memory.', 'Memory khatam ho gayi.'),
        text(
          'Then the job would have failed. It saved its weights and was scored.',
          'Tab job fail ho jata. Usne weights save kiye aur score bhi nikla.',
        ),
      ),
      choice(
        text('The training loss reached its goal.', 'Training loss apne lakshya tak pahunch gaya.'),
        text(
          `There is no such goal: it was ${digits(training.lastLoss)} and could have fallen on. Early stopping looks at validation.`,
          `Aisa koi lakshya hota hi nahi: woh ${digits(training.lastLoss)} tha aur aur gir sakta tha. Early stopping validation dekhti hai.`,
        ),
      ),
      choice(
        text('The rows had all been seen.', 'Saari rows dekh li gayi thi.'),
        text(
          `They are seen once in each of the planned ${h.epochs} epochs; the epochs were not used up.`,
          `Plan ki ${h.epochs} epochs mein har baar dikhti hain; epochs abhi bachi thi.`,
        ),
      ),
    ],
  };
}

/** Seconds below which a clock says little. */
const SHORT = 2;

export const estimate: Maker = ({ report, plannedSteps }) => {
  const { estimatedSeconds: guess, seconds: took, trainTokens: tokens, steps: made } = report.training;
  if (guess === null || !(guess > 0) || !(took >= SHORT) || made !== plannedSteps) return null;
  const ratio = took / guess;
  const [fast, slow] = [digits(tokens / took), digits(tokens / guess)];
  const off = Math.abs(Math.log(ratio));
  if (off < 0.2) return doubled(seconds(guess), seconds(took), report);
  return {
    id: 'estimate',
    theme: 'time',
    telling: Math.min(0.7, 0.35 + off / 4),
    lesson: '12-costs#check',
    ask: text(
      `The estimate said ${seconds(guess)}, the training took ${seconds(took)}. What was not as expected?`,
      `Andaaza ${seconds(guess)} ka tha, training ne ${seconds(took)} liye. Andaaze se alag kya nikla?`,
    ),
    right: choice(
      text(
        `The speed: ${fast} tokens in a second instead of ${slow}.`,
        `Speed: ek second mein ${slow} ki jagah ${fast} tokens.`,
      ),
      text(
        `Tokens and steps can be counted before: ${count(tokens)} and ${made}. Speed hangs on how long rows are and what else the machine does.`,
        `Tokens aur steps pehle se gin sakte hain: ${count(tokens)} aur ${made}. Speed rows ki lambai aur machine ke doosre kaam par tiki hai.`,
      ),
    ),
    wrong: [
      choice(
        text('The number of steps.', 'Steps ki ginti.'),
        text(`${made} were planned and ${made} were made.`, `${made} ka plan tha aur ${made} hi hue.`),
      ),
      choice(
        text('How many numbers learn.', 'Kitne numbers seekhte hain.'),
        text(
          `${count(report.training.trainableParameters)} follow from method and settings, before and after.`,
          `${count(report.training.trainableParameters)}: yeh method aur settings se tay hai, pehle bhi aur baad mein bhi.`,
        ),
      ),
      choice(
        text('The scoring at the end.', 'Ant mein score nikalna.'),
        text(
          'Neither number has it in: both are training and validation only.',
          'Dono mein hi woh nahi hai: dono sirf training aur validation ke hain.',
        ),
      ),
    ],
  };
};

function doubled(guess: string, took: string, { training, data, hyperparameters }: DebriefFacts['report']): Draft {
  return {
    id: 'double-time',
    theme: 'time',
    telling: 0.3,
    lesson: '12-costs#check',
    ask: text(
      `Estimated ${guess}, took ${took}, for ${count(training.trainTokens)} tokens. What would about double it?`,
      `Andaaza ${guess}, asal mein ${took}, ${count(training.trainTokens)} tokens ke liye. Kis se yeh lagbhag double ho jata?`,
    ),
    right: choice(
      text(`${2 * hyperparameters.epochs} epochs`, `${2 * hyperparameters.epochs} epochs`),
      text(
        `Time follows the tokens, and those are rows x epochs: ${count(2 * training.trainTokens)} instead of ${count(training.trainTokens)}.`,
        `Time tokens ke saath chalta hai, aur tokens yaani rows x epochs: ${count(training.trainTokens)} ki jagah ${count(2 * training.trainTokens)}.`,
      ),
    ),
    wrong: [
      choice(
        text(`${2 * data.test} held-out rows`, `${2 * data.test} held-out rows`),
        text(
          'They are scored after the training and are in neither number.',
          'Unka score training ke baad nikalta hai, dono numbers mein woh nahi hai.',
        ),
      ),
      choice(
        text(
          `A learning rate of ${digits(hyperparameters.learningRate / 2)}`,
          `Learning rate ${digits(hyperparameters.learningRate / 2)}`,
        ),
        text(
          `Smaller steps, but as many: ${training.steps}. Each costs the same.`,
          `Steps chhote honge, par utne hi: ${training.steps}. Har ek ka kharcha wahi.`,
        ),
      ),
      choice(
        text('A second validation in each epoch', 'Har epoch mein ek aur validation'),
        text(
          `It only reads ${data.validation} rows without learning from them; ${data.train} are trained on.`,
          `Woh sirf ${data.validation} rows padhta hai, seekhta nahi; training ${data.train} par hoti hai.`,
        ),
      ),
    ],
  };
}
