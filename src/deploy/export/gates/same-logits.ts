/** Refuses an export that does not answer as base plus adapter do. */
import { Problem } from '../../../base/error.js';
import type { LogitDifference } from '../../../engine/llama/logits.js';
import type { ExportCheck, Tolerance } from '../types.js';

export const measuredBy = (tolerance: Tolerance, { max, mean, spread }: LogitDifference): number =>
  tolerance.kind === 'max' ? max : mean / spread;

export const within = (tolerance: Tolerance, difference: LogitDifference): boolean =>
  measuredBy(tolerance, difference) <= tolerance.limit;

/** Of files that hold an infinite value. */
export const INFINITELY_FAR: LogitDifference = {
  max: Number.POSITIVE_INFINITY,
  mean: Number.POSITIVE_INFINITY,
  topAgreement: 0,
  spread: 0,
  positions: 0,
};

/** A `Problem` `values-too-large`: float16 and the scales of a quantised file end at 65504. */
export function tooLarge(precision: string): Problem {
  return new Problem({
    code: 'values-too-large',
    message: {
      en: `The trained model has values that ${precision} files cannot hold: they would be infinite.`,
      hi: `Trained model mein aisi values hain jo ${precision} files mein nahi aa sakti: woh infinite ho jaatin.`,
    },
    next: {
      en: 'Export with a wider precision: --format gguf --quant f32, or --format hf.',
      hi: 'Zyada badi precision mein export karo: --format gguf --quant f32, ya --format hf.',
    },
    exitCode: 1,
  });
}

/** `difference`: of the trained model and the export read back. Throws a `Problem` `logits-differ` with the numbers. */
export function sameLogits(difference: LogitDifference, tolerance: Tolerance, precision: string): ExportCheck {
  const { positions, topAgreement } = difference;
  const [max, mean] = [difference.max, difference.mean].map((value) => value.toPrecision(3));
  const percent = (100 * topAgreement).toFixed(1);
  const measured = measuredBy(tolerance, difference);
  const rule =
    tolerance.kind === 'max'
      ? { en: `at most ${tolerance.limit} allowed`, hi: `${tolerance.limit} tak allowed` }
      : {
          en: `mean over spread ${measured.toPrecision(2)}, at most ${tolerance.limit} allowed`,
          hi: `mean / spread ${measured.toPrecision(2)}, ${tolerance.limit} tak allowed`,
        };
  const numbers = {
    en: `max ${max}, mean ${mean} (${rule.en}), same most likely token at ${percent}% of ${positions} positions`,
    hi: `max ${max}, mean ${mean} (${rule.hi}), ${positions} mein se ${percent}% positions par sabse likely token same`,
  };
  if (within(tolerance, difference))
    return {
      code: 'same-logits',
      measured,
      limit: tolerance.limit,
      text: {
        en: `logits of the ${precision} files against training: ${numbers.en}`,
        hi: `${precision} files ke logits, training ke muqable: ${numbers.hi}`,
      },
    };
  throw new Problem({
    code: 'logits-differ',
    message: {
      en: `The exported ${precision} files do not answer as the trained model: ${numbers.en}.`,
      hi: `Export ki ${precision} files trained model jaisa jawab nahi deti: ${numbers.hi}.`,
    },
    next: {
      en: 'Choose a finer precision (--quant f32); if that fails too, report it as a bug.',
      hi: 'Zyada precision lo (--quant f32); woh bhi fail ho to bug report karo.',
    },
    exitCode: 1,
  });
}
