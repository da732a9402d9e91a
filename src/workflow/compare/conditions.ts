/** What was the same for all compared methods, and what was each one's own, in words. Pure. */
import type { Localized } from '../../base/localized.js';
import type { MethodPlan } from '../../plan/comparison-plan.js';
import { METHOD_NAMES } from '../../plan/method-words.js';
import { sayCount } from '../../plan/say-numbers.js';
import type { DataSize } from '../../plan/types.js';

/** One sentence for what is shared, one for the learning rates. */
export function conditionsOf(plans: readonly MethodPlan[], data: DataSize): Localized[] {
  const first = plans[0];
  if (first === undefined) return [];
  const { hyperparameters: h, estimate } = first;
  const rows = `${data.trainExamples}/${data.validationExamples}/${data.testExamples}`;
  const batch = `${h.batchSize * h.gradientAccumulation}`;
  const tokens = sayCount(estimate.trainTokens);
  const rates = plans
    .map(({ method, hyperparameters }) => `${METHOD_NAMES[method]} ${hyperparameters.learningRate}`)
    .join(', ');
  return [
    {
      en: `The same for all: rows (${rows} to train, validate and test), seed ${h.seed}, ${estimate.steps} steps of ${batch} rows in the same order, ${tokens} tokens, no early end; the weights of the best validation are kept.`,
      hi: `Sabke liye ek jaisa: rows (train, validate, test ke liye ${rows}), seed ${h.seed}, usi order mein ${batch} rows ke ${estimate.steps} steps, ${tokens} tokens, jaldi rukna band; best validation wale weights rakhe jaate hain.`,
    },
    {
      en: `Each method's own: which weights learn, weight decay, and the peak learning rate (${rates}).`,
      hi: `Har method ka apna: kaun se weights seekhte hain, weight decay, aur sabse bada learning rate (${rates}).`,
    },
  ];
}
