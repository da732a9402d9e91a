/** Texts hold no marks that a tokenizer takes for the structure of the conversation. */
import { rowCheck } from './support/row-check.js';
import { textsOf } from './support/texts.js';
import { counted, verb } from './support/words.js';

/** The marks of ChatML, Llama 2 and 3, Mistral, Gemma, Phi, GPT-2 and T5-like tokenizers. */
export const SPECIAL_TOKEN =
  /<\|[a-z][a-z0-9_]{1,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<(?:bos|eos|pad|unk)>|\[(?:CLS|SEP|MASK|PAD)\]/;

export const noSpecialTokens = rowCheck({
  code: 'special-token-in-text',
  severity: 'warning',
  find({ example }) {
    if (!example) return undefined;
    for (const text of textsOf(example)) {
      const match = SPECIAL_TOKEN.exec(text);
      if (match) return text.slice(Math.max(0, match.index - 30), match.index + 50);
    }
    return undefined;
  },
  message: (seen) => ({
    en: `${counted(seen.count, 'row')} ${verb(seen.count, 'contains', 'contain')} special tokens as text (line ${seen.firstLine}: "${seen.example}").`,
    hi: `${counted(seen.count, 'row')} mein special tokens text ki tarah likhe hain (line ${seen.firstLine}: "${seen.example}").`,
  }),
  remedy: {
    en: 'Remove them: the chat template writes them itself, and in a text they can fake the end of a turn.',
    hi: 'Inhe hatao: chat template inhe khud likhta hai, aur text mein yeh nakli turn-end ban jaate hain.',
  },
});
