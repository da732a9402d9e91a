/** The last trained token ends the turn; without it the tuned model never learns to stop. */
import { rowCheck } from './support/row-check.js';
import { counted, grouped } from './support/words.js';

export const endsItsTurn = rowCheck({
  code: 'end-of-turn-missing',
  severity: 'error',
  counts: (item) => item.encoded !== undefined,
  find({ encoded, example }, { maxLength }) {
    // A row that is cut at the maximum length rightly lacks its end, and has its own finding.
    if (!encoded || encoded.completionTokens === 0 || encoded.ids.length >= maxLength) return undefined;
    return encoded.endsWithEndOfTurn ? undefined : (example?.output ?? '').slice(-80);
  },
  message: (seen, total) => ({
    en: `In ${counted(seen.count, 'row')} of ${grouped(total)} the end-of-turn token is missing or not trained, so the model would not learn to stop (line ${seen.firstLine} ends: "${seen.example}").`,
    hi: `${grouped(total)} mein se ${counted(seen.count, 'row')} mein end-of-turn token nahi hai ya train nahi hota, to model rukna nahi seekhega (line ${seen.firstLine} ka ant: "${seen.example}").`,
  }),
  remedy: {
    en: "Use a base model whose chat template ends the assistant's turn, and let the template write that token.",
    hi: 'Aisa base model lo jiska chat template assistant ka turn khatam karta ho, aur woh token template ko hi likhne do.',
  },
});
