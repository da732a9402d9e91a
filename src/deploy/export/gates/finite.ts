/** Refuses weights that are not all numbers. */
import { Problem } from '../../../base/error.js';
import { allFinite } from '../../../engine/formats/finite.js';
import type { ExportCheck } from '../types.js';

/** `tensors`: what will be written. Throws a `Problem` `non-finite-weights` that names the tensor and counts its faulty values. */
export function finiteValues(tensors: ReadonlyMap<string, Float32Array>): ExportCheck {
  let count = 0;
  for (const [name, values] of tensors) {
    if (!allFinite(values)) throw notFinite(name, values);
    count += values.length;
  }
  return {
    code: 'finite',
    measured: 0,
    limit: 0,
    text: {
      en: `all ${count.toLocaleString('en')} values are finite numbers`,
      hi: `saari ${count.toLocaleString('en')} values finite numbers hain`,
    },
  };
}

function notFinite(name: string, values: Float32Array): Problem {
  const faulty = values.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  return new Problem({
    code: 'non-finite-weights',
    message: {
      en: `${faulty} of ${values.length} values of ${name} are NaN or infinite.`,
      hi: `${name} ki ${values.length} mein se ${faulty} values NaN ya infinity hain.`,
    },
    where: name,
    next: {
      en: 'Train again with a lower learning rate, or use an earlier checkpoint.',
      hi: 'Kam learning rate ke saath dobara train karo, ya pehle ka checkpoint lo.',
    },
    exitCode: 1,
  });
}
