/** Examples fit into the maximum length; above all, what is trained is not cut off. */
import type { CheckItem, Encoded } from '../types.js';
import { joinChecks, rowCheck } from './support/row-check.js';
import { counted, grouped, verb } from './support/words.js';

/** Trained tokens that are still there when only the first `maxLength` tokens are kept. */
export function keptTrainedTokens(encoded: Encoded, maxLength: number): number {
  let kept = 0;
  const end = Math.min(maxLength, encoded.trained.length);
  for (let i = 0; i < end; i++) kept += encoded.trained[i] ?? 0;
  return kept;
}

function evidence({ example }: CheckItem, encoded: Encoded): string {
  return `${grouped(encoded.ids.length)} tokens: ${example?.input ?? ''}`;
}

const answerCutOff = rowCheck({
  code: 'answer-cut-off',
  severity: 'error',
  counts: (item) => item.encoded !== undefined,
  find(item, { maxLength }) {
    const { encoded } = item;
    if (!encoded || encoded.completionTokens === 0 || keptTrainedTokens(encoded, maxLength) > 0) return undefined;
    return evidence(item, encoded);
  },
  message: (seen, total, { maxLength }) => ({
    en: `In ${counted(seen.count, 'row')} of ${grouped(total)} the prompt alone fills the maximum length of ${grouped(maxLength)} tokens, so nothing of the answer would be trained (line ${seen.firstLine}, ${seen.example}).`,
    hi: `${grouped(total)} mein se ${counted(seen.count, 'row')} mein akela prompt hi ${grouped(maxLength)} tokens ki limit bhar deta hai, jawab ka kuch bhi train nahi hoga (line ${seen.firstLine}, ${seen.example}).`,
  }),
  remedy: {
    en: 'Raise the maximum length, shorten these prompts, or remove the rows.',
    hi: 'Maximum length badhao, yeh prompts chhote karo, ya yeh rows hatao.',
  },
});

const overMaxLength = rowCheck({
  code: 'over-max-length',
  severity: 'warning',
  counts: (item) => item.encoded !== undefined,
  find(item, { maxLength }) {
    const { encoded } = item;
    if (!encoded || encoded.ids.length <= maxLength || keptTrainedTokens(encoded, maxLength) === 0) return undefined;
    return evidence(item, encoded);
  },
  message: (seen, total, { maxLength }) => ({
    en: `${counted(seen.count, 'row')} of ${grouped(total)} ${verb(seen.count, 'is', 'are')} longer than ${grouped(maxLength)} tokens; the end of the answer would be cut (line ${seen.firstLine}, ${seen.example}).`,
    hi: `${grouped(total)} mein se ${counted(seen.count, 'row')} ${grouped(maxLength)} tokens se lambi ${verb(seen.count, 'hai', 'hain')}; ${verb(seen.count, 'uske', 'unke')} jawab ka ant kat jaayega (line ${seen.firstLine}, ${seen.example}).`,
  }),
  remedy: {
    en: 'Raise the maximum length if memory allows, or shorten the rows: cut answers teach the model to stop in mid-sentence.',
    hi: 'Memory ho to maximum length badhao, ya rows chhoti karo: kate hue jawab se model vaakya ke beech mein rukna seekhta hai.',
  },
});

export const fitsMaxLength = joinChecks(answerCutOff, overMaxLength);
