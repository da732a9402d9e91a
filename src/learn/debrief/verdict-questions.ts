/** Why the verdict is what it is: the rule that decided, beside facts that did not. Pure. */
import type { Localized } from '../../base/localized.js';
import { MIN_TEST_ROWS, SEVERE_FORGETTING } from '../../evaluate/verdict.js';
import type { Choice, DebriefFacts, Draft, Maker } from './types.js';
import { choice, digits, type MainScore, mainScore, meanLoss, text } from './words.js';

export const verdict: Maker = (facts) => {
  const main = mainScore(facts);
  const { evaluation } = facts.report;
  if (main === null || evaluation === null) return null;
  switch (evaluation.verdict) {
    case 'ship':
      return shipped(facts, main);
    case 'not-enough-evidence':
      return undecided(facts, main);
    case 'do-not-ship':
      return refused(facts, main);
  }
};

const went = ({ name, base, tuned, show, rows }: MainScore): Localized =>
  text(
    `On ${rows} held-out rows ${name} went from ${show(base.value)} to ${show(tuned.value)}`,
    `${rows} held-out rows par ${name} ${show(base.value)} se ${show(tuned.value)} hua`,
  );

/** The loss of the rows that were trained on fell: true of nearly every run. */
function trainLossFell({ train, report }: DebriefFacts): Choice | null {
  const [from, to] = [meanLoss(train, 'start'), meanLoss(train, 'end')];
  if (!(to < from)) return null;
  return choice(
    text(
      `The training loss fell from ${digits(from)} to ${digits(to)}.`,
      `Training loss ${digits(from)} se ${digits(to)} par aaya.`,
    ),
    text(
      `It did, but on the ${report.data.train} rows that were trained on. That falls also when they are only learned by heart.`,
      `Aaya, par unhi ${report.data.train} rows par jin par training hui. Ratta maarne par bhi woh girta hai.`,
    ),
  );
}

function shipped(facts: DebriefFacts, main: MainScore): Draft | null {
  const { name, rows, base, tuned, show } = main;
  const { bestValidationLoss: best } = facts.report.training;
  const fell = trainLossFell(facts);
  const story = went(main);
  return {
    id: 'verdict-ship',
    theme: 'verdict',
    telling: 0.5,
    lesson: '10-evaluating#real',
    ask: text(
      `${story.en}, and the verdict is "ship it". Which fact carries it?`,
      `${story.hi}, aur faisla hai "ship kar do". Yeh kis baat par tika hai?`,
    ),
    right: choice(
      text(
        'On the same rows, the 95% interval of the difference lies wholly on the better side of 0.',
        'Unhi rows par difference ka 95% interval poora 0 ke behtar taraf hai.',
      ),
      text(
        `Both models answered the same ${rows} rows, so easy or hard rows cancel out; what is left is too much for luck.`,
        `Dono models ne wahi ${rows} rows ka jawab diya, isliye aasaan ya mushkil rows ka asar kat jata hai; jo bacha woh kismat se zyada hai.`,
      ),
    ),
    wrong: [
      choice(
        text(
          `${show(tuned.value)} is a better ${name} than ${show(base.value)}.`,
          `${show(tuned.value)}, ${show(base.value)} se behtar ${name} hai.`,
        ),
        text(
          `On ${rows} rows a better number alone may be luck. The interval of the difference says whether it is.`,
          `${rows} rows par akela behtar number kismat bhi ho sakta hai. Kismat hai ya nahi, yeh difference ka interval batata hai.`,
        ),
      ),
      ...(fell === null ? [] : [fell]),
      ...(best === null
        ? []
        : [
            choice(
              text(`The validation loss came down to ${digits(best)}.`, `Validation loss ${digits(best)} tak aa gaya.`),
              text(
                `It chose which checkpoint is kept. The base was never measured on it, so it compares nothing.`,
                `Usne bas yeh chuna ki kaunsa checkpoint rakha jaye. Base ko uspar naapa hi nahi, to tulna kaisi.`,
              ),
            ),
          ]),
    ],
  };
}

function undecided(facts: DebriefFacts, main: MainScore): Draft | null {
  const { rows, tuned, base, show } = main;
  const { training } = facts.report;
  const few = rows < MIN_TEST_ROWS;
  const story = went(main);
  return {
    id: 'verdict-undecided',
    theme: 'verdict',
    telling: 0.85,
    lesson: '10-evaluating#twenty',
    ask: text(
      `${story.en}, yet the verdict is "not enough evidence". Why?`,
      `${story.hi}, phir bhi faisla hai "abhi pakka nahi kah sakte". Kyun?`,
    ),
    right: few
      ? choice(
          text(`There are only ${rows} held-out rows.`, `Held-out rows sirf ${rows} hain.`),
          text(
            `Under ${MIN_TEST_ROWS} rows a few lucky ones can make any difference. More rows, or another file, would decide it.`,
            `${MIN_TEST_ROWS} se kam rows mein do-chaar ki kismat hi poora farak bana sakti hai. Aur rows ya doosri file se pata chalega.`,
          ),
        )
      : choice(
          text(
            'The 95% interval of the difference still has 0 in it.',
            'Difference ke 95% interval mein 0 abhi bhi aata hai.',
          ),
          text(
            `On ${rows} rows "no change at all" fits what was seen, too. More test rows make the interval narrower.`,
            `${rows} rows par "kuch badla hi nahi" bhi is data se mel khata hai. Zyada test rows interval ko patla karengi.`,
          ),
        ),
    wrong: [
      choice(
        text('It says that the model is bad.', 'Iska matlab model kharab hai.'),
        text(
          `It says that nobody knows yet: ${show(tuned.value)} against ${show(base.value)} may be real or luck.`,
          `Iska matlab abhi pata nahi: ${show(base.value)} ke saamne ${show(tuned.value)} sach bhi ho sakta hai, kismat bhi.`,
        ),
      ),
      choice(
        text(`${training.steps} steps are too few for a verdict.`, `Faisle ke liye ${training.steps} steps kam hain.`),
        text(
          `Steps change the model. Evidence is counted in held-out rows: ${rows}.`,
          `Steps model ko badalte hain. Saboot held-out rows mein gina jata hai: ${rows}.`,
        ),
      ),
      choice(
        text(
          `The loss is still ${digits(training.lastLoss)}; it has to reach 0.`,
          `Loss abhi ${digits(training.lastLoss)} hai; use 0 hona chahiye.`,
        ),
        text(
          'No honest run gets to 0, and the training loss is about rows that were trained on.',
          'Koi bhi sachcha run 0 tak nahi jata, aur training loss un rows ka hai jin par training hui.',
        ),
      ),
    ].slice(0, Number.isFinite(training.lastLoss) ? 3 : 2),
  };
}

function refused(facts: DebriefFacts, main: MainScore): Draft | null {
  const { rows, base, tuned, show, name, gain } = main;
  const { evaluation, training } = facts.report;
  if (evaluation === null) return null;
  const { baseLoss, tunedLoss } = evaluation.retention;
  // Forgetting has a question of its own.
  if (!(tunedLoss - baseLoss <= SEVERE_FORGETTING)) return null;
  const [before, after] = [evaluation.base.loss.value, evaluation.tuned.loss.value];
  const lossRose = after > before;
  if (gain >= 0 && !lossRose) return null;
  const fell = trainLossFell(facts);
  const story = went(main);
  return {
    id: 'verdict-refused',
    theme: 'verdict',
    telling: 0.85,
    lesson: '10-evaluating#hold-out',
    ask: text(
      `${story.en}, and the verdict is "do not ship". What speaks against it?`,
      `${story.hi}, aur faisla hai "ship mat karo". Iske khilaaf kya hai?`,
    ),
    right:
      gain < 0
        ? choice(
            text(
              `Rows it never saw: ${name} is ${show(tuned.value)}, the base had ${show(base.value)}.`,
              `Woh rows jo usne kabhi dekhi nahi: ${name} ${show(tuned.value)} hai, base ka ${show(base.value)} tha.`,
            ),
            text(
              `Only rows outside the training can tell, and on ${rows} of them the base does better.`,
              `Sirf training ke bahar ki rows bata sakti hain, aur aisi ${rows} rows par base behtar hai.`,
            ),
          )
        : choice(
            text(
              `On rows it never saw, the loss rose from ${digits(before)} to ${digits(after)}.`,
              `Jo rows usne dekhi hi nahi, un par loss ${digits(before)} se ${digits(after)} ho gaya.`,
            ),
            text(
              'The answers are hardly better, and it is surer of itself where it is wrong: it may have learned rows by heart.',
              'Jawab mushkil se behtar hue, aur jahan galat hai wahan aur confident hai: shayad rows ka ratta lag gaya.',
            ),
          ),
    wrong: [
      choice(
        text(`${rows} held-out rows are too few.`, `${rows} held-out rows kam hain.`),
        text(
          'Then the verdict would be "not enough evidence". This one says that the evidence is against it.',
          'Tab faisla "abhi pakka nahi" hota. Yeh faisla kehta hai ki saboot khilaaf hai.',
        ),
      ),
      choice(
        text('It trained for too short a time.', 'Training bahut kam chali.'),
        text(
          `The verdict does not look at the ${training.steps} steps, only at what came of them on ${rows} rows.`,
          `Faisla ${training.steps} steps ko nahi dekhta, sirf yeh ki un se ${rows} rows par kya nikla.`,
        ),
      ),
      ...(fell === null ? [] : [fell]),
    ],
  };
}
