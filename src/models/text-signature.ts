/** What decides which tokens a model sees: comparable, small enough to be kept with a job, and without any text of the user. Pure but for hashing. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TextTokenizer } from '../engine/types.js';

const sha256 = z.string();

export const textSignatureSchema = z.object({
  /** SHA-256 of the Jinja source; null without one. */
  chatTemplate: sha256.nullable(),
  endIds: z.array(z.int()),
  /** Null, too, where nothing ever puts it into a text: some formats cannot leave it out. */
  bosId: z.int().nullable(),
  padId: z.int(),
  addsBos: z.boolean(),
  /** SHA-256 of the special tokens with their ids. */
  specialTokens: sha256,
  /** SHA-256 of the ids of a few fixed texts. */
  sampleIds: sha256,
});
export type TextSignature = z.infer<typeof textSignatureSchema>;

/** Digits, case, spaces, line ends, Hinglish, Devanagari, code, an emoji: where pre-tokenizers differ. */
const SAMPLES = [
  "Hello world! It's 12,345.67 today, isn't it?",
  'mera order #40231 abhi tak nahi aaya\n\n  please   help',
  'मुझे पैसे वापस चाहिए',
  'for (let i = 0; i < 10; i++) {\r\n\tprint(`row ` + i);\r\n}',
  'naïve café 🙂👍🏽 … ½',
];

export function textSignature(head: { tokenizer: TextTokenizer; chatTemplate: string | null }): TextSignature {
  const { tokenizer, chatTemplate } = head;
  // Spaces that a token takes in are named where there are any, which is rare; signatures without them stay as they were.
  const specials = (tokenizer.specialTokens ?? [])
    .map(({ id, content, lstrip, rstrip }) => `${id} ${content}${lstrip ? ' lstrip' : ''}${rstrip ? ' rstrip' : ''}`)
    .sort();
  return {
    chatTemplate: chatTemplate === null ? null : hash(chatTemplate),
    endIds: [...tokenizer.endIds],
    bosId: tokenizer.addsBos || chatTemplate?.includes('bos_token') ? tokenizer.bosId : null,
    padId: tokenizer.padId,
    addsBos: tokenizer.addsBos ?? false,
    specialTokens: hash(specials.join('\n')),
    sampleIds: hash(SAMPLES.map((text) => tokenizer.encode(text).join(' ')).join('\n')),
  };
}

/** The fields in which two signatures differ. End ids are a set whose first one leads. */
export function signatureDifferences(a: TextSignature, b: TextSignature): (keyof TextSignature)[] {
  const comparable = (signature: TextSignature): Record<keyof TextSignature, unknown> => ({
    ...signature,
    endIds: [signature.endIds[0], ...[...signature.endIds].sort((x, y) => x - y)].join(' '),
  });
  const [left, right] = [comparable(a), comparable(b)];
  return textSignatureSchema.keyof().options.filter((key) => left[key] !== right[key]);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
