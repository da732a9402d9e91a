/** The numbers of the score, each told with the person's own value. Pure. */
import type { Localized } from '../../base/localized.js';
import type { Metrics, Score } from '../../evaluate/types.js';
import { formatBytes, formatNumber, formatSeconds } from '../../i18n/units.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { Explanation } from './explanation.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

type Say = (state: WorkflowState) => Explanation | null;

/** Of a metric that this task has. */
const ofMetric =
  (name: Exclude<keyof Metrics, 'confusion'>, say: (tuned: Score, base: Score) => Explanation): Say =>
  ({ outcome }) => {
    const { base, tuned } = outcome?.evaluation ?? {};
    const [before, after] = [base?.[name], tuned?.[name]];
    return before && after ? say(after, before) : null;
  };

const VERDICTS = {
  ship: text(
    'Ship: on the same rows the interval of the difference lies wholly on the better side of 0, and not much was forgotten.',
    'Ship: unhi rows par difference ka interval poora 0 ke behtar taraf hai, aur zyada kuch bhoola nahi.',
  ),
  'do-not-ship': text(
    'Do not ship: it is worse than the base on rows it never saw, or it forgot too much, or nothing was learned.',
    'Ship mat karo: anjaani rows par base se kharab hai, ya bahut bhool gaya, ya kuch seekha hi nahi.',
  ),
  'not-enough-evidence': text(
    'Not enough evidence: the difference may be luck. More held-out rows decide, not more training.',
    'Abhi pakka nahi: farak kismat bhi ho sakta hai. Zyada held-out rows se pata chalega, zyada training se nahi.',
  ),
} as const;

export const SCORE_NUMBERS: Record<string, Say> = {
  verdict: ({ outcome }) => {
    const evaluation = outcome?.evaluation;
    if (!evaluation) return null;
    const rule = VERDICTS[evaluation.verdict];
    return {
      title: text('the verdict', 'faisla'),
      text: text(`${rule.en} Here: ${evaluation.reason.en}`, `${rule.hi} Yahan: ${evaluation.reason.hi}`),
      lesson: '10-evaluating#real',
    };
  },
  interval: ({ outcome }) =>
    outcome?.evaluation
      ? {
          title: text('the interval', 'interval'),
          text: text(
            `Your ${outcome.evaluation.rows.length} held-out rows are one draw of many possible ones. They are drawn again a thousand times, with repetition, and the score of each draw is taken: 95 in 100 fall into the interval. Four times the rows halve its width.`,
            `Aapki ${outcome.evaluation.rows.length} alag rakhi rows kai sambhav draws mein se ek hain. Unhe hazaar baar phir se draw karte hain, repetition ke saath, aur har draw ka score lete hain: 100 mein 95 isi interval mein aate hain. Rows chaar guna karo to chaudai aadhi.`,
          ),
          lesson: '10-evaluating#twenty',
        }
      : null,
  accuracy: ({ outcome }) => {
    const score = outcome?.evaluation?.tuned.accuracy;
    const rows = outcome?.evaluation?.rows.length ?? 0;
    return score
      ? {
          title: text('accuracy', 'accuracy'),
          text: text(
            `The share of rows with exactly the right label: ${formatNumber(score.value)}, about ${Math.round(score.value * rows)} of ${rows}. Where one label is common, always guessing it looks good: read F1 beside it.`,
            `Jitni rows ka label bilkul sahi: ${formatNumber(score.value)}, yaani ${rows} mein se lagbhag ${Math.round(score.value * rows)}. Ek label bahut aam ho to hamesha wahi bolna bhi achha dikhta hai: saath mein F1 dekho.`,
          ),
          lesson: '10-evaluating#by-hand',
        }
      : null;
  },
  f1: ({ outcome }) => {
    const score = outcome?.evaluation?.tuned.f1;
    return score
      ? {
          title: text('F1', 'F1'),
          text: text(
            `For each label the harmonic mean of precision (of those called so, how many are) and recall (of those that are, how many were called so), then the plain mean over the labels: ${formatNumber(score.value)}. A rare label counts as much as a common one.`,
            `Har label ke liye precision (jinhe aisa kaha unme kitne sach mein hain) aur recall (jo sach mein hain unme kitne pakde) ka harmonic mean, phir sab labels ka seedha average: ${formatNumber(score.value)}. Kam milne wala label bhi utna hi ginta hai.`,
          ),
          lesson: '10-evaluating#by-hand',
        }
      : null;
  },
  perplexity: ({ outcome }) => {
    const score = outcome?.evaluation?.tuned.perplexity;
    return score
      ? {
          title: text('perplexity', 'perplexity'),
          text: text(
            `e to the power of the loss: among how many equally likely tokens the model seems to choose. ${formatNumber(score.value)} here; 1 would be certainty. Only models with the same tokenizer can be compared by it.`,
            `e ki power loss: model jaise kitne barabar tokens mein se chun raha ho. Yahan ${formatNumber(score.value)}; 1 matlab poora yakeen. Isse wahi models compare karo jinka tokenizer ek ho.`,
          ),
          lesson: '09-inside-training#surprise',
        }
      : null;
  },
  retention: ({ outcome }) => {
    const kept = outcome?.evaluation?.retention;
    return kept
      ? {
          title: text('what it still knows', 'kitna yaad hai'),
          text: text(
            `The loss on general text that has nothing to do with your rows: ${formatNumber(kept.baseLoss)} before, ${formatNumber(kept.tunedLoss)} after. A rise is what the training made the model forget; LoRA usually forgets less than full fine-tuning.`,
            `Aam text par loss, jiska aapki rows se koi lena-dena nahi: pehle ${formatNumber(kept.baseLoss)}, ab ${formatNumber(kept.tunedLoss)}. Badhna matlab training ne itna bhulaya; LoRA aam taur par full se kam bhoolta hai.`,
          ),
          lesson: '07-choosing-a-method#duel',
        }
      : null;
  },
  precision: ofMetric('precision', (tuned) => ({
    title: text('precision', 'precision'),
    text: text(
      `Of the rows that were called by a label, how many really have it; the mean over the labels is ${formatNumber(tuned.value)}. It falls when the model uses a label too freely.`,
      `Jin rows ko ek label kaha gaya, unme kitni sach mein wahi hain; labels ka average ${formatNumber(tuned.value)}. Model ek label har jagah laga de to yeh girta hai.`,
    ),
    lesson: '10-evaluating#by-hand',
  })),
  recall: ofMetric('recall', (tuned) => ({
    title: text('recall', 'recall'),
    text: text(
      `Of the rows that really have a label, how many were found; the mean over the labels is ${formatNumber(tuned.value)}. It falls when the model overlooks a label.`,
      `Jo rows sach mein ek label ki hain, unme kitni pakdi gayi; labels ka average ${formatNumber(tuned.value)}. Model kisi label ko chhod de to yeh girta hai.`,
    ),
    lesson: '10-evaluating#by-hand',
  })),
  exactMatch: ofMetric('exactMatch', (tuned, base) => ({
    title: text('exact match', 'exact match'),
    text: text(
      `The share of answers that are the expected one, word for word: ${formatNumber(tuned.value)}, the base has ${formatNumber(base.value)}. It is strict: a right answer in other words counts as wrong, so read the softer score beside it.`,
      `Kitne jawab hu-ba-hu wahi hain jo chahiye the: ${formatNumber(tuned.value)}, base ka ${formatNumber(base.value)}. Yeh sakht hai: doosre shabdon mein sahi jawab bhi galat ginta hai, isliye saath wala naram score bhi dekho.`,
    ),
    lesson: '10-evaluating#hold-out',
  })),
  tokenF1: ofMetric('tokenF1', (tuned, base) => ({
    title: text('token F1', 'token F1'),
    text: text(
      `How many words answer and expected answer share, as the harmonic mean of precision and recall over words: ${formatNumber(tuned.value)}, the base has ${formatNumber(base.value)}. It rewards half-right answers, and it does not see a missing "not".`,
      `Jawab aur sahi jawab mein kitne shabd ek jaise, shabdon ke precision aur recall ka harmonic mean: ${formatNumber(tuned.value)}, base ka ${formatNumber(base.value)}. Aadhe sahi jawab ko bhi number milte hain, aur chhoota hua "nahi" ise nahi dikhta.`,
    ),
    lesson: '10-evaluating#by-hand',
  })),
  chrF: ofMetric('chrF', (tuned, base) => ({
    title: text('chrF', 'chrF'),
    text: text(
      `How much of the expected text is there in pieces of one to six characters, 0 to 100: ${formatNumber(tuned.value)}, the base has ${formatNumber(base.value)}. It forgives other endings of a word, and does not know what a text means.`,
      `Sahi text ke ek se chhe akshar ke tukde kitne mile, 0 se 100: ${formatNumber(tuned.value)}, base ka ${formatNumber(base.value)}. Shabd ke alag ending maaf kar deta hai, par matlab nahi samajhta.`,
    ),
    lesson: '10-evaluating#hold-out',
  })),
  parses: ofMetric('parses', (tuned, base) => ({
    title: text('what parses', 'kitna parse hota hai'),
    text: text(
      `The share of answers that are code without a syntax error: ${formatNumber(tuned.value)}, the base has ${formatNumber(base.value)}. Code that parses can still be wrong: only running it tells.`,
      `Kitne jawab bina syntax error ke code hain: ${formatNumber(tuned.value)}, base ka ${formatNumber(base.value)}. Parse hone wala code bhi galat ho sakta hai: chala kar hi pata chalta hai.`,
    ),
    lesson: '10-evaluating#hold-out',
  })),
  heldOutLoss: ofMetric('loss', (tuned, base) => ({
    title: text('the held-out loss', 'held-out loss'),
    text: text(
      `The mean of minus the logarithm of the probability of each right token, on rows never trained on: ${formatNumber(base.value)} before, ${formatNumber(tuned.value)} now. Lower means less surprised. It sees small gains that no label changes by, and it needs no single right answer.`,
      `Un rows par jin par training nahi hui, har sahi token ki probability ke log ka minus, average: pehle ${formatNumber(base.value)}, ab ${formatNumber(tuned.value)}. Kam matlab kam hairaani. Chhote sudhar bhi dikhata hai jinse koi label nahi badla.`,
    ),
    lesson: '09-inside-training#surprise',
  })),
  worse: ({ outcome }) => {
    const evaluation = outcome?.evaluation;
    const first = evaluation?.worse[0];
    if (!evaluation || !first) return null;
    const { row, baseLoss, tunedLoss } = first;
    return {
      title: text('rows that got worse', 'jo rows bigdi'),
      text: text(
        `${evaluation.worse.length} of ${evaluation.rows.length} held-out rows have a higher loss than before, or lost a right answer. Line ${row} of your file most: ${formatNumber(baseLoss)} to ${formatNumber(tunedLoss)}. Read such lines first: often the row itself is odd.`,
        `${evaluation.rows.length} held-out rows mein se ${evaluation.worse.length} ka loss badha, ya sahi jawab chhoot gaya. Sabse zyada tumhari file ki line ${row}: ${formatNumber(baseLoss)} se ${formatNumber(tunedLoss)}. Pehle aisi lines padho: aksar row hi ajeeb hoti hai.`,
      ),
      lesson: '06-validating-data#findings',
    };
  },
  took: ({ outcome }) => {
    const training = outcome?.training;
    if (!training || training.estimatedSeconds === null || training.estimatedMemoryBytes === null) return null;
    return {
      title: text('estimated and taken', 'andaaza aur asal'),
      text: text(
        `Estimated ${formatSeconds(training.estimatedSeconds)} and ${formatBytes(training.estimatedMemoryBytes)}; the training took ${formatSeconds(training.seconds)} and ${formatBytes(training.peakRssBytes)} at its peak. Tokens and steps can be counted before; the speed hangs on how long the rows are and what else the machine does.`,
        `Andaaza ${formatSeconds(training.estimatedSeconds)} aur ${formatBytes(training.estimatedMemoryBytes)} ka tha; training ne ${formatSeconds(training.seconds)} aur zyada se zyada ${formatBytes(training.peakRssBytes)} liye. Tokens aur steps pehle gin sakte ho; speed rows ki lambai aur machine ke doosre kaam par tiki hai.`,
      ),
      lesson: '12-costs#check',
    };
  },
};
