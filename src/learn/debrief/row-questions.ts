/** One held-out row that went against the trend. Pure. */
import type { Maker } from './types.js';
import { choice, digits, text } from './words.js';

/** Nats that a row's loss must have risen by. */
const RISE = 0.1;
const QUOTED = 40;

export const worseRow: Maker = ({ report, rows }) => {
  const { evaluation, data, hyperparameters } = report;
  const worst = evaluation?.worse.find(({ baseLoss, tunedLoss }) => tunedLoss - baseLoss > RISE);
  if (!evaluation || worst === undefined || data.test < 2) return null;
  const [before, after] = [evaluation.base.loss.value, evaluation.tuned.loss.value];
  if (!(after < before)) return null;
  const { row, baseLoss, tunedLoss } = worst;
  const [a, b, c, d] = [baseLoss, tunedLoss, before, after].map(digits);
  const seen = rows?.find((one) => one.row === row) ?? evaluation.samples.find((one) => one.row === row);
  const quoted = seen && {
    prompt: quote(seen.prompt),
    expected: quote(seen.expected),
    tuned: quote(seen.tuned),
  };
  return {
    id: 'worse-row',
    theme: 'rows',
    telling: 0.45 + Math.min(0.4, (tunedLoss - baseLoss) / 4),
    lesson: '06-validating-data#findings',
    ask: text(
      `Over all ${data.test} held-out rows the loss fell from ${c} to ${d}, but on line ${row} of your file it rose from ${a} to ${b}. What do you do first?`,
      `Saari ${data.test} held-out rows par loss ${c} se ${d} gira, par tumhari file ki line ${row} par ${a} se ${b} badh gaya. Pehle kya karoge?`,
    ),
    right: choice(
      text(
        `Read line ${row}: is its answer right, and is it a row of this kind at all?`,
        `Line ${row} padho: uska jawab sahi hai, aur woh isi tarah ki row hai bhi?`,
      ),
      quoted === undefined
        ? text(
            'One row against the trend is a question about that row before it is one about the model.',
            'Ek row ulti chale to pehle sawaal us row par hai, model par baad mein.',
          )
        : text(
            `It says ${quoted.prompt}, expects ${quoted.expected}, and the tuned model answered ${quoted.tuned}: judge for yourself who is right.`,
            `Usme likha hai ${quoted.prompt}, sahi jawab ${quoted.expected}, aur tuned model ne kaha ${quoted.tuned}: khud dekho kaun sahi hai.`,
          ),
    ),
    wrong: [
      choice(
        text(`Move line ${row} into the training rows.`, `Line ${row} ko training rows mein daal do.`),
        text(
          `Then the score on the held-out rows is partly about a row that it has seen: that is a leak.`,
          `Phir held-out score mein ek aisi row hogi jo model ne dekh li: yeh leak hai.`,
        ),
      ),
      choice(
        text(
          `Train again with a lower learning rate than ${hyperparameters.learningRate}.`,
          `${hyperparameters.learningRate} se kam learning rate par dobara train karo.`,
        ),
        text(
          `Over all rows the loss fell from ${c} to ${d}: the rate served the others. One row is no reason to change it.`,
          `Saari rows par loss ${c} se ${d} gira: rate baakiyon ke liye theek tha. Ek row ke liye use mat badlo.`,
        ),
      ),
      choice(
        text(`Take line ${row} out of the held-out rows.`, `Line ${row} ko held-out rows se hata do.`),
        text(
          `The score would rise and the model would be the same: you would only look away.`,
          `Score badh jayega aur model wahi rahega: bas aankhen band kar loge.`,
        ),
      ),
    ],
  };
};

function quote(said: string): string {
  const one = said.replaceAll(/\s+/g, ' ').trim();
  return `"${one.length > QUOTED ? `${one.slice(0, QUOTED - 3)}...` : one}"`;
}
