/** The text begins with at most one beginning-of-text token; models have never seen two. */
import { rowCheck } from './support/row-check.js';
import { counted, grouped, verb } from './support/words.js';

export const oneBeginningOfText = rowCheck({
  code: 'double-beginning-of-text',
  severity: 'error',
  counts: (item) => item.encoded !== undefined,
  find: ({ encoded, example }) => (encoded && encoded.leadingBos > 1 ? (example?.input ?? '') : undefined),
  message: (seen, total) => ({
    en: `${counted(seen.count, 'row')} of ${grouped(total)} ${verb(seen.count, 'begins', 'begin')} with more than one beginning-of-text token (line ${seen.firstLine}: "${seen.example}").`,
    hi: `${grouped(total)} mein se ${counted(seen.count, 'row')} ek se zyada beginning-of-text token se shuru hoti ${verb(seen.count, 'hai', 'hain')} (line ${seen.firstLine}: "${seen.example}").`,
  }),
  remedy: {
    en: 'Remove the token from your texts; the template or the tokenizer writes it.',
    hi: 'Apne text se yeh token hatao; template ya tokenizer khud likh deta hai.',
  },
});
