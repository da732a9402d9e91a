/** Refuses an "export of a tuned model" that answers exactly as its base. */
import { Problem } from '../../../base/error.js';
import type { LogitDifference } from '../../../engine/llama/logits.js';
import { SAME_LOGITS } from '../tolerances.js';
import type { ExportCheck } from '../types.js';

/** `difference`: of base and tuned model. Below the size at which two forms of one model count as the same, nothing was learned. */
export function differsFromBase({ max, positions }: LogitDifference): ExportCheck {
  const limit = SAME_LOGITS.limit;
  const [found, least] = [max.toPrecision(3), limit.toPrecision(1)];
  if (max > limit)
    return {
      code: 'differs-from-base',
      measured: max,
      limit,
      text: {
        en: `logits differ from the base's by up to ${found} (at least ${least}) over ${positions} positions`,
        hi: `logits base se ${found} tak alag hain (kam se kam ${least}), ${positions} positions par`,
      },
    };
  throw new Problem({
    code: 'equals-base',
    message: {
      en: `The tuned model equals its base: over ${positions} positions the logits differ by ${found} at most; ${least} is the least that counts.`,
      hi: `Tuned model bilkul base jaisa hai: ${positions} positions par logits zyada se zyada ${found} alag hain; kam se kam ${least} hona chahiye.`,
    },
    next: {
      en: 'Train again with a higher learning rate or more epochs.',
      hi: 'Zyada learning rate ya zyada epochs ke saath phir se train karo.',
    },
    exitCode: 1,
  });
}
