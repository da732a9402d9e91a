/** What the loss on general text says about what was forgotten. Pure. */
import { NOTABLE_FORGETTING, SEVERE_FORGETTING } from '../../evaluate/verdict.js';
import type { Maker } from './types.js';
import { choice, digits, mainScore, text } from './words.js';

export const forgot: Maker = (facts) => {
  const kept = facts.report.evaluation?.retention;
  if (!kept || !Number.isFinite(kept.baseLoss) || !(kept.tunedLoss - kept.baseLoss > NOTABLE_FORGETTING)) return null;
  const rise = kept.tunedLoss - kept.baseLoss;
  const [a, b] = [digits(kept.baseLoss), digits(kept.tunedLoss)];
  const main = mainScore(facts);
  const { hyperparameters, method } = facts.report;
  const worse = `${Math.round(100 * (Math.exp(rise) - 1))}%`;
  return {
    id: 'forgot',
    theme: 'forgetting',
    telling: rise > SEVERE_FORGETTING ? 0.97 : 0.8,
    lesson: '07-choosing-a-method#duel',
    ask: text(
      `On ordinary text that has nothing to do with your rows, the loss rose from ${a} to ${b}. What does that mean?`,
      `Aam text par, jiska tumhari rows se koi lena-dena nahi, loss ${a} se ${b} ho gaya. Iska matlab?`,
    ),
    right: choice(
      text(
        `It forgot: its perplexity on ordinary text is ${worse} higher than before.`,
        `Model bhool gaya: aam text par uski perplexity pehle se ${worse} zyada hai.`,
      ),
      text(
        `e to the power of ${digits(rise)} is ${digits(Math.exp(rise))}. ${method === 'lora' ? 'Even LoRA can do that' : 'Fewer moved weights forget less'}: a lower rate than ${hyperparameters.learningRate} or fewer epochs would help.`,
        `e ki power ${digits(rise)} hota hai ${digits(Math.exp(rise))}. ${method === 'lora' ? 'LoRA se bhi aisa ho sakta hai' : 'Kam weights hilao to kam bhoolta hai'}: ${hyperparameters.learningRate} se kam rate ya kam epochs madad karenge.`,
      ),
    ),
    wrong: [
      choice(
        text('It got worse at your task.', 'Tumhare task mein woh kharab ho gaya.'),
        main === null
          ? text(
              'That text is not of your task; the held-out rows tell about the task.',
              'Woh text tumhare task ka hai hi nahi; task ki baat held-out rows batati hain.',
            )
          : text(
              `That text is not of your task. On your rows ${main.name} went from ${main.show(main.base.value)} to ${main.show(main.tuned.value)}.`,
              `Woh text tumhare task ka hai hi nahi. Tumhari rows par ${main.name} ${main.show(main.base.value)} se ${main.show(main.tuned.value)} hua.`,
            ),
      ),
      choice(
        text('The text was harder the second time.', 'Doosri baar text mushkil tha.'),
        text(
          `Both models read exactly the same passages: ${a} is the base, ${b} the tuned model.`,
          `Dono models ne bilkul wahi passages padhe: ${a} base ka hai, ${b} tuned ka.`,
        ),
      ),
      choice(
        text('It learned your rows by heart.', 'Usne tumhari rows ka ratta maara.'),
        text(
          'Learning by heart shows on the validation loss of rows like yours. General text shows what was lost of the rest.',
          'Ratta tumhari jaisi rows ke validation loss par dikhta hai. General text par dikhta hai ki baaki mein se kya gaya.',
        ),
      ),
    ],
  };
};

export const remembered: Maker = (facts) => {
  const kept = facts.report.evaluation?.retention;
  if (!kept || !Number.isFinite(kept.baseLoss)) return null;
  const rise = kept.tunedLoss - kept.baseLoss;
  if (!(Math.abs(rise) <= NOTABLE_FORGETTING)) return null;
  const [a, b] = [kept.baseLoss.toFixed(2), kept.tunedLoss.toFixed(2)];
  const [before, after] = [digits(Math.exp(kept.baseLoss)), digits(Math.exp(kept.tunedLoss))];
  const main = mainScore(facts);
  return {
    id: 'remembered',
    theme: 'forgetting',
    telling: 0.35,
    lesson: '07-choosing-a-method#duel',
    ask: text(
      `On ordinary text that has nothing to do with your rows, the loss was ${a} before and is ${b} now. What does that say?`,
      `Aam text par, jiska tumhari rows se koi lena-dena nahi, loss pehle ${a} tha aur ab ${b} hai. Isse kya pata chalta hai?`,
    ),
    right: choice(
      text('It forgot hardly anything.', 'Woh lagbhag kuch nahi bhoola.'),
      text(
        `The perplexity there went from ${before} to ${after}. Forgetting would be a clear rise: by ${digits(SEVERE_FORGETTING)} it doubles.`,
        `Wahan perplexity ${before} se ${after} hui. Bhoolna saaf badhne se dikhta: ${digits(SEVERE_FORGETTING)} badhe to double.`,
      ),
    ),
    wrong: [
      choice(
        text('It learned your task.', 'Usne tumhara task seekh liya.'),
        main === null
          ? text(
              'Nothing of your task is in that text; only held-out rows of your file can tell.',
              'Us text mein tumhare task ka kuch nahi; yeh sirf tumhari file ki held-out rows bata sakti hain.',
            )
          : text(
              `Nothing of your task is in that text. Your held-out rows tell: ${main.name} ${main.show(main.base.value)} to ${main.show(main.tuned.value)}.`,
              `Us text mein tumhare task ka kuch nahi. Tumhari held-out rows batati hain: ${main.name} ${main.show(main.base.value)} se ${main.show(main.tuned.value)}.`,
            ),
      ),
      choice(
        text('The training changed nothing.', 'Training se kuch badla hi nahi.'),
        text(
          `It means no harm elsewhere, not no change: ${facts.report.training.steps} steps moved the weights.`,
          `Matlab kahin aur nuksaan nahi hua, badlaav na hona nahi: ${facts.report.training.steps} steps ne weights hilaye.`,
        ),
      ),
      choice(
        text('It is ready to be served.', 'Woh serve karne ke liye taiyaar hai.'),
        text(
          'Not forgetting is only half: the verdict asks first whether it is better on your held-out rows.',
          'Na bhoolna aadhi baat hai: faisla pehle yeh poochta hai ki tumhari held-out rows par behtar hua ya nahi.',
        ),
      ),
    ],
  };
};
