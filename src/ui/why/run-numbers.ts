/** The numbers of the check and the training, each told with the person's own value. Pure. */
import type { Localized } from '../../base/localized.js';
import { formatBytes, formatCount, formatNumber, formatPercent, formatSeconds } from '../../i18n/units.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { Explanation } from './explanation.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

type Say = (state: WorkflowState) => Explanation | null;

export const RUN_NUMBERS: Record<string, Say> = {
  tokens: ({ prepared }) => {
    if (!prepared) return null;
    const { epochTokens, epochSupervisedTokens } = prepared.size;
    return {
      title: text('trained and masked tokens', 'trained aur masked tokens'),
      text: text(
        `Of ${formatCount(epochTokens)} tokens in one pass, ${formatCount(epochSupervisedTokens)} belong to answers and are trained, ${formatPercent(epochSupervisedTokens / Math.max(1, epochTokens))}. The others are read but not learned: a model that also trained on the questions would learn to ask them.`,
        `Ek baar mein ${formatCount(epochTokens)} tokens, jinme ${formatCount(epochSupervisedTokens)} jawab ke hain aur train hote hain, yaani ${formatPercent(epochSupervisedTokens / Math.max(1, epochTokens))}. Baaki padhe jate hain, seekhe nahi: sawaalon par bhi train kiya to model sawaal poochna seekhega.`,
      ),
      lesson: '05-preparing-data#mask',
    };
  },
  split: ({ prepared }) => {
    if (!prepared) return null;
    const { train, validation, test } = prepared.split;
    return {
      title: text('the split', 'split'),
      text: text(
        `${train.length} rows teach, ${validation.length} tell during training whether it still helps, and ${test.length} are looked at once, at the end. The same seed always parts them alike; rows that say the same stay on one side.`,
        `${train.length} rows sikhati hain, ${validation.length} training ke dauraan batati hain ki fayda ho raha hai ya nahi, aur ${test.length} ant mein ek hi baar dekhi jati hain. Seed wahi ho to split bhi wahi; ek jaisi rows ek hi taraf rehti hain.`,
      ),
      lesson: '10-evaluating#hold-out',
    };
  },
  loss: ({ progress }) =>
    progress?.loss == null
      ? null
      : {
          title: text('the loss', 'loss'),
          text: text(
            `The mean of minus the logarithm of the probability that the model gave to each right token. ${formatNumber(progress.loss)} means a probability of ${formatPercent(Math.exp(-progress.loss))} for the typical token. It jumps from step to step because each step sees other rows; look at its trend.`,
            `Har sahi token ko model ne jo probability di, uske log ka minus, average. ${formatNumber(progress.loss)} matlab aam token ko ${formatPercent(Math.exp(-progress.loss))}. Har step alag rows dekhta hai isliye uchhalta hai; rujhaan dekho.`,
          ),
          lesson: '09-inside-training#surprise',
        },
  validation: ({ progress }) =>
    progress?.validationLoss == null
      ? null
      : {
          title: text('the validation loss', 'validation loss'),
          text: text(
            `The same loss on rows that are never trained on: ${formatNumber(progress.validationLoss)} now. While it falls, the model learns something general; when it rises for ${progress.validationLosses.length > 1 ? `several of your ${progress.validationLosses.length} measurements` : 'several measurements'} while the training loss falls, it learns by heart. The weights of its lowest point are kept.`,
            `Wahi loss, par un rows par jin par kabhi train nahi hota: abhi ${formatNumber(progress.validationLoss)}. Jab tak gire, model kuch kaam ka seekh raha hai; training loss girte hue yeh badhe to ratta lag raha hai. Sabse neeche wale point ke weights rakhe jate hain.`,
          ),
          lesson: '08-hyperparameters#epochs',
        },
  rate: ({ progress }) =>
    progress?.learningRate == null
      ? null
      : {
          title: text('the learning rate', 'learning rate'),
          text: text(
            `${formatNumber(progress.learningRate)} at step ${progress.step} of ${progress.steps}. It climbs during the warm-up, because the optimizer knows little at first, and then falls so that the weights settle.`,
            `Step ${progress.step} / ${progress.steps} par ${formatNumber(progress.learningRate)}. Warm-up mein chadhta hai, kyunki optimizer ko shuru mein kam pata hota hai, phir girta hai taaki weights tik jayein.`,
          ),
          lesson: '08-hyperparameters#four-runs',
        },
  gradient: ({ progress }) =>
    progress?.gradNorm == null
      ? null
      : {
          title: text('the gradient norm', 'gradient norm'),
          text: text(
            `The length of the whole gradient before clipping, ${formatNumber(progress.gradNorm)} now. A calm run stays within a few times its middle; a jump to many times that is an odd batch, and clipping shortens it. Values that grow without end mean too high a rate.`,
            `Poore gradient ki lambai, clipping se pehle: abhi ${formatNumber(progress.gradNorm)}. Shaant run mein yeh apne beech ke kuch guna tak hi jata hai; achanak bahut bada ho to batch ajeeb hai, aur clipping use chhota kar deti hai. Lagataar badhta jaye to rate zyada hai.`,
          ),
          lesson: '09-inside-training#step',
        },
  speed: ({ progress }) =>
    progress?.tokensPerSecond == null
      ? null
      : {
          title: text('tokens per second', 'tokens per second'),
          text: text(
            `${formatCount(progress.tokensPerSecond)} tokens of your rows in a second, over the last steps; padding is not counted. Long rows cost more per token, because attention looks back at all before it.`,
            `Aakhri steps mein aapki rows ke ${formatCount(progress.tokensPerSecond)} tokens per second; padding nahi gini. Lambi rows mein har token mehnga hai, kyunki attention peeche ke sab tokens dekhta hai.`,
          ),
          lesson: '12-costs#check',
        },
  rest: ({ progress }) =>
    progress?.etaSeconds == null
      ? null
      : {
          title: text('the time left', 'bacha samay'),
          text: text(
            `${formatSeconds(progress.etaSeconds)}: the ${progress.steps - progress.step} steps left, each as long by the clock as the last twenty, with their validations and checkpoints. Early stopping can end it sooner; the final scoring comes after it.`,
            `${formatSeconds(progress.etaSeconds)}: bache hue ${progress.steps - progress.step} steps, har ek utna hi lamba jitne aakhri bees ghadi se the, validations aur checkpoints samet. Early stopping pehle rok sakti hai; final score uske baad aata hai.`,
          ),
          lesson: '12-costs#check',
        },
  resident: ({ progress, planned }) =>
    progress?.rssBytes == null
      ? null
      : {
          title: text('the memory in use', 'lagi hui memory'),
          text: text(
            `${formatBytes(progress.rssBytes)} of the machine's memory belong to the training process now: weights, gradients, AdamW's moments, and what the layers keep of a batch.${planned ? ` The estimate was ${formatBytes(planned.plan.estimate.memoryBytes)}.` : ''} It stays level; growing without end would be a fault.`,
            `Abhi machine ki ${formatBytes(progress.rssBytes)} memory training process ke paas hai: weights, gradients, AdamW ke moments, aur layers ki batch wali values.${planned ? ` Andaaza ${formatBytes(planned.plan.estimate.memoryBytes)} ka tha.` : ''} Yeh ek jaisi rehti hai; badhti hi jaye to gadbad hai.`,
          ),
          lesson: '12-costs#memory',
        },
};
