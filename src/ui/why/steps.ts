/** Why each of the eight steps exists, told on the person's own data. Pure. */
import type { Localized } from '../../base/localized.js';
import { formatBytes, formatCount, formatNumber, formatPercent, formatSeconds } from '../../i18n/units.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { Step } from '../../workflow/types.js';
import { type Explanation, joined } from './explanation.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

interface StepText {
  title: Localized;
  idea: Localized;
  lesson: string;
  own: (state: WorkflowState) => Localized | null;
}

const STEPS: Record<Step, StepText> = {
  prepare: {
    title: text('the data', 'data'),
    idea: text(
      'A model learns what your rows show, and nothing else: what goes in, and the answer you want. A few hundred clean rows of one kind teach more than thousands of mixed ones. The file is only read; it is never changed.',
      'Model wahi seekhta hai jo aapki rows dikhati hain, aur kuch nahi: kya andar jata hai, aur kaunsa jawab chahiye. Ek jaisi kuch sau saaf rows, hazaaron mili-juli rows se zyada sikhati hain. File sirf padhi jati hai, badli kabhi nahi.',
    ),
    lesson: '05-preparing-data#pairs',
    own: ({ prepared }) =>
      prepared &&
      text(
        `Yours: ${prepared.report.rows} rows, ${prepared.report.usable} usable, ${formatCount(prepared.size.epochTokens)} tokens in one pass.`,
        `Aapki: ${prepared.report.rows} rows, ${prepared.report.usable} kaam ki, ek baar mein ${formatCount(prepared.size.epochTokens)} tokens.`,
      ),
  },
  validate: {
    title: text('the check', 'jaanch'),
    idea: text(
      'Most bad models are bad data: the same row twice, two answers to one question, an answer cut in half. Some rows are set aside now and never trained on, because only they can tell later whether the model learned or memorised. The loss counts only the tokens of the answer; the question is masked.',
      'Zyadatar kharab model asal mein kharab data hote hain: wahi row do baar, ek sawaal ke do jawab, aadha kata jawab. Kuch rows abhi alag rakhi jati hain aur unpar kabhi training nahi hoti; baad mein wahi batayengi ki model ne seekha ya ratta maara. Loss sirf jawab ke tokens ginta hai; sawaal masked rehta hai.',
    ),
    lesson: '06-validating-data#findings',
    own: (state) => joined(detectionOf(state), tokensOf(state), splitOf(state)),
  },
  method: {
    title: text('the method', 'tareeka'),
    idea: text(
      'Full fine-tuning moves every weight and needs memory for each one four times over: weight, gradient, two moments. LoRA freezes the model and learns a small product B·A beside some layers; partial training moves the last blocks only. Less memory costs a little freedom, and on small data that is often a gain: less is forgotten.',
      'Full fine-tuning har weight hilata hai, aur har ek ke liye chaar guna memory chahiye: weight, gradient aur do moments. LoRA model ko freeze karke kuch layers ke saath ek chhota sa B·A seekhta hai; partial sirf aakhri blocks hilata hai. Kam memory ke badle thodi azaadi jati hai, aur chhote data par yeh aksar fayda hi hai: model kam bhoolta hai.',
    ),
    lesson: '07-choosing-a-method#rule',
    own: ({ planned }) =>
      planned &&
      text(
        `Yours: ${formatCount(planned.plan.estimate.trainableParameters)} of ${formatCount(planned.plan.estimate.totalParameters)} numbers learn, in about ${formatBytes(planned.plan.estimate.memoryBytes)} of ${formatBytes(planned.hardware.freeMemoryBytes)} free.`,
        `Aapka: ${formatCount(planned.plan.estimate.totalParameters)} mein se ${formatCount(planned.plan.estimate.trainableParameters)} numbers seekhte hain, lagbhag ${formatBytes(planned.plan.estimate.memoryBytes)} memory mein; khaali hai ${formatBytes(planned.hardware.freeMemoryBytes)}.`,
      ),
  },
  hyperparameters: {
    title: text('the settings', 'settings'),
    idea: text(
      'These numbers are chosen before training and are not learned. The learning rate matters most: ten times too high ruins a run, ten times too low wastes it. Change one at a time, or you will not know which one helped.',
      'Yeh numbers training se pehle chune jate hain, seekhe nahi jate. Sabse zyada learning rate matter karta hai: das guna zyada run bigaad dega, das guna kam time barbaad karega. Ek baar mein ek hi badlo, warna pata nahi chalega kisse fayda hua.',
    ),
    lesson: '08-hyperparameters#knobs',
    own: ({ planned }) =>
      planned &&
      text(
        `Yours: ${planned.plan.estimate.steps} steps over ${formatCount(planned.plan.estimate.trainTokens)} tokens, about ${formatSeconds(planned.plan.estimate.seconds)}.`,
        `Aapka: ${formatCount(planned.plan.estimate.trainTokens)} tokens par ${planned.plan.estimate.steps} steps, lagbhag ${formatSeconds(planned.plan.estimate.seconds)}.`,
      ),
  },
  start: {
    title: text('the start', 'shuruaat'),
    idea: text(
      'Three real steps on your longest batch tell more than any formula: they show the speed and the memory of this machine. The job is a process of its own; closing the app does not stop it. Everything that decides the outcome is written into its folder, so that the run can be repeated.',
      'Aapke sabse lambe batch par teen asli steps kisi bhi formule se zyada batate hain: is machine ki speed aur memory. Job apna alag process hai; app band karne se nahi rukta. Jo bhi result tay karta hai woh sab uske folder mein likha jata hai, taaki run dohraya ja sake.',
    ),
    lesson: '12-costs#tokens',
    own: ({ planned }) =>
      planned &&
      text(
        `Yours: about ${formatSeconds(planned.plan.estimate.seconds)}, ${planned.plan.estimate.measured ? 'measured here' : 'calculated'}.`,
        `Aapka: lagbhag ${formatSeconds(planned.plan.estimate.seconds)}, ${planned.plan.estimate.measured ? 'yahin naapa hua' : 'hisaab se'}.`,
      ),
  },
  monitor: {
    title: text('the training', 'training'),
    idea: text(
      'The loss says how surprised the model is by the right next token: 0 is no surprise, ln(2) = 0.69 is a coin toss between two. Training loss falls because the model sees those rows; validation loss falls only while it learns something that holds for rows it never saw. When validation rises while training falls, it is memorising.',
      'Loss batata hai ki sahi agla token dekh kar model kitna chaunka: 0 matlab bilkul nahi, ln(2) = 0.69 matlab do mein sikka uchhalna. Training loss girta hai kyunki model wahi rows dekhta hai; validation loss tabhi girta hai jab seekhi hui baat nayi rows par bhi chale. Training gire aur validation badhe, to samjho ratta lag raha hai.',
    ),
    lesson: '09-inside-training#step',
    own: ({ progress }) =>
      progress?.loss == null
        ? null
        : text(
            `Yours: loss ${formatNumber(progress.loss)} at step ${progress.step}: on average the right token gets ${formatPercent(Math.exp(-progress.loss))} of the probability.`,
            `Aapka: step ${progress.step} par loss ${formatNumber(progress.loss)}: sahi token ko average ${formatPercent(Math.exp(-progress.loss))} probability milti hai.`,
          ),
  },
  evaluate: {
    title: text('the score', 'score'),
    idea: text(
      'Both models answer the same rows, which neither was trained on, so the difference is what your training did. With few rows luck is large: an interval made in this way holds the true value in 95 of 100 repetitions. Whether the tuned model is better, the interval of the difference says, row against row: if 0 lies in it, more rows are needed before anything is claimed.',
      'Dono models un rows ka jawab dete hain jin par koi train nahi hua, isliye jo farq hai woh aapki training ka hai. Rows kam hon to kismat ka haath bada hota hai: is tarah bana interval 100 mein se 95 baar asli value ko apne andar rakhta hai. Tuned model behtar hai ya nahi, yeh farq ka interval batata hai, row se row: usme 0 ho to kuch bhi daava karne se pehle aur rows chahiye.',
    ),
    lesson: '10-evaluating#twenty',
    own: ({ outcome, prepared }) =>
      outcome?.evaluation
        ? text(
            `Yours: ${outcome.evaluation.rows.length || prepared?.size.testExamples || 0} held-out rows; ${outcome.evaluation.worse.length} of them got worse.`,
            `Aapka: ${outcome.evaluation.rows.length || prepared?.size.testExamples || 0} alag rakhi rows; unme se ${outcome.evaluation.worse.length} bigdi.`,
          )
        : null,
  },
  deploy: {
    title: text('serving', 'serve karna'),
    idea: text(
      'A model is deployed when something else can ask it: here over HTTP, in the form that OpenAI clients speak. The server loads the base once and lays your adapter over it, so that several tuned models share one base. A deployment counts only after the model has answered one real question.',
      'Model tab deploy hota hai jab koi aur usse pooch sake: yahan HTTP par, usi tarah jaise OpenAI clients bolte hain. Server base ek hi baar load karta hai aur aapka adapter uske upar lagata hai, isliye kai tuned models ek base baant lete hain. Deployment tabhi ginte hain jab model ek asli sawaal ka jawab de de.',
    ),
    lesson: '11-deploying#serve',
    own: ({ deployed }) =>
      deployed?.endpoint
        ? text(
            `Yours: ${deployed.modelId} at ${deployed.endpoint}.`,
            `Aapka: ${deployed.endpoint} par ${deployed.modelId}.`,
          )
        : null,
  },
};

export function whyStep(step: Step, state: WorkflowState): Explanation {
  const { title, idea, lesson, own } = STEPS[step];
  return { title, text: joined(idea, own(state)), lesson };
}

function tokensOf({ prepared }: WorkflowState): Localized | null {
  const tokens = prepared?.tokens;
  if (!tokens) return null;
  const trained = tokens.pieces.filter((piece) => piece.trained).length;
  return text(
    `Yours: line ${tokens.line} trains ${trained} of its ${tokens.pieces.length} tokens.`,
    `Aapki: line ${tokens.line} apne ${tokens.pieces.length} mein se ${trained} tokens par train hoti hai.`,
  );
}

/** What the file was taken for, and why: on the screen itself there may be room for a part of it only. */
function detectionOf({ prepared }: WorkflowState): Localized | null {
  if (!prepared) return null;
  const { reasons } = prepared.report.detection;
  const said = (lang: 'en' | 'hi'): string => reasons.map((reason) => reason[lang]).join(' ');
  return text(`Yours is taken for ${prepared.task}. ${said('en')}`, `Aapki file: ${prepared.task}. ${said('hi')}`);
}

function splitOf({ prepared }: WorkflowState): Localized | null {
  if (!prepared) return null;
  const { train, validation, test } = prepared.split;
  return text(
    `${train.length} rows are trained on, ${validation.length} watch the training, ${test.length} are kept for the score.`,
    `${train.length} rows par training, ${validation.length} training par nazar rakhti hain, ${test.length} score ke liye bachi hain.`,
  );
}
