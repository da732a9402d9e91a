/** In every record at least one token is trained: an assistant turn may be switched off by its weight, but not all of them. */
import { rowCheck } from './support/row-check.js';
import { counted, verb } from './support/words.js';

export const somethingToTrain = rowCheck({
  code: 'nothing-to-train',
  severity: 'error',
  find({ problem, encoded, example }) {
    if (problem?.kind === 'nothing-to-train') return problem.detail;
    return encoded?.completionTokens === 0 ? (example?.input ?? '') : undefined;
  },
  message: (seen) => ({
    en: `${counted(seen.count, 'row')} ${verb(seen.count, 'has', 'have')} nothing that is trained (line ${seen.firstLine}: ${seen.example}).`,
    hi: `${counted(seen.count, 'row')} mein train karne ko kuch bhi nahi (line ${seen.firstLine}: ${seen.exampleIn('hi')}).`,
  }),
  remedy: {
    en: 'Give at least one assistant turn the weight 1, or remove the rows.',
    hi: 'Kam se kam ek assistant turn ko weight 1 do, ya yeh rows hatao.',
  },
});
