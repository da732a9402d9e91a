/** Refuses an export whose chat template, special tokens or tokenizer are not those of training: it would be asked in another language. */
import { Problem } from '../../../base/error.js';
import type { Localized } from '../../../base/localized.js';
import { signatureDifferences, type TextSignature } from '../../../models/text-signature.js';
import type { ExportCheck } from '../types.js';

const NAMES: Record<keyof TextSignature, string> = {
  chatTemplate: 'chat template',
  endIds: 'end tokens',
  bosId: 'beginning-of-text token',
  padId: 'padding token',
  addsBos: 'whether a text begins with the beginning-of-text token',
  specialTokens: 'special tokens',
  sampleIds: 'token ids of sample texts',
};

const PLACES = {
  base: { en: "The base model's text files", hi: 'Base model ki text files' },
  export: { en: 'The exported files', hi: 'Export ki files' },
} satisfies Record<string, Localized>;

/** `trained`: at training time, or of the base where that was not recorded. Throws a `Problem` `text-differs` that names what differs. */
export function sameText(found: TextSignature, trained: TextSignature, place: keyof typeof PLACES): ExportCheck {
  const differences = signatureDifferences(found, trained);
  if (differences.length === 0)
    return {
      code: `same-text-${place}`,
      measured: 0,
      limit: 0,
      text: {
        en: `${place === 'base' ? 'base' : 'export'}: chat template, special tokens and tokenizer as in training (0 differences)`,
        hi: `${place === 'base' ? 'base' : 'export'}: chat template, special tokens aur tokenizer training wale hi (0 farq)`,
      },
    };
  const list = differences.map((key) => `${NAMES[key]} (${shown(trained[key])} -> ${shown(found[key])})`).join('; ');
  throw new Problem({
    code: 'text-differs',
    message: {
      en: `${PLACES[place].en} differ from training in: ${list}.`,
      hi: `${PLACES[place].hi} training se alag hain: ${list}.`,
    },
    next:
      place === 'base'
        ? {
            en: "Bring the base model's old tokenizer and chat template back, or train again.",
            hi: 'Base model ka purana tokenizer aur chat template wapas lao, ya phir se train karo.',
          }
        : {
            en: 'Export it in another format (--format hf keeps the text files of the base).',
            hi: 'Kisi aur format mein export karo (--format hf base ki text files rakhta hai).',
          },
    exitCode: 1,
  });
}

const shown = (value: unknown): string => {
  const text = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return text.length > 24 ? `${text.slice(0, 12)}...` : text;
};
