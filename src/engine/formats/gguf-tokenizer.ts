/** A GGUF file's vocabulary as the content of a tokenizer.json (byte-level BPE). Pure. */
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import type { GgufValue } from './gguf-cursor.js';
import { malformed } from './malformed.js';

/** `tokenizer.ggml.token_type`. Control and user-defined tokens stand outside of the merges. */
export const GGUF_TOKEN_TYPE = { normal: 1, control: 3, userDefined: 4, unused: 5 } as const;

const BYTE_LEVEL = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
/** How text is cut before merging, by `tokenizer.ggml.pre`. */
const PRE_TOKENIZERS: Record<string, unknown> = {
  'gpt-2': BYTE_LEVEL,
  smollm: { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, BYTE_LEVEL] },
};

const byteLevelSchema = z.looseObject({
  type: z.literal('ByteLevel'),
  add_prefix_space: z.literal(false),
  use_regex: z.literal(true).default(true),
});
const digitsSchema = z.looseObject({ type: z.literal('Digits'), individual_digits: z.literal(true) });
const sequenceSchema = z.looseObject({
  type: z.literal('Sequence'),
  pretokenizers: z.tuple([digitsSchema, byteLevelSchema]),
});

/** `tokenizer.ggml.pre` for the `pre_tokenizer` of a tokenizer.json; undefined when none of the known ones cuts text as it does. */
export function ggufPreTokenizer(preTokenizer: unknown): string | undefined {
  if (byteLevelSchema.safeParse(preTokenizer).success) return 'gpt-2';
  return sequenceSchema.safeParse(preTokenizer).success ? 'smollm' : undefined;
}

/** Throws a `Problem`: `unsupported-tokenizer`, `missing-tokenizer` or `malformed-gguf`. */
export function ggufTokenizerJson(metadata: Map<string, GgufValue>, where: string): unknown {
  const model = metadata.get('tokenizer.ggml.model');
  if (model === undefined) throw missingTokenizer(where);
  if (model !== 'gpt2') throw unsupportedTokenizer(String(model), where);
  const pre = String(metadata.get('tokenizer.ggml.pre') ?? 'gpt-2');
  const preTokenizer = PRE_TOKENIZERS[pre];
  if (preTokenizer === undefined) throw unsupportedTokenizer(pre, where);

  const tokens = list(metadata, 'tokens', 'string', where);
  const merges = list(metadata, 'merges', 'string', where);
  const types = metadata.has('tokenizer.ggml.token_type') ? list(metadata, 'token_type', 'number', where) : [];
  if (types.length !== 0 && types.length !== tokens.length)
    throw malformed('gguf', where, `it has ${tokens.length} tokens, but ${types.length} token types.`);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(tokens, types),
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: { ...BYTE_LEVEL, add_prefix_space: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map((merge) => checkedMerge(merge, where)),
    },
  };
}

function addedTokens(tokens: string[], types: number[]): unknown[] {
  return tokens.flatMap((content, id) => {
    const type = types[id];
    if (type !== GGUF_TOKEN_TYPE.control && type !== GGUF_TOKEN_TYPE.userDefined) return [];
    const strip = { single_word: false, lstrip: false, rstrip: false, normalized: false };
    return [{ id, content, ...strip, special: type === GGUF_TOKEN_TYPE.control }];
  });
}

/** "Ġ t" is two tokens: a byte-level token has no space of its own. It stays one string, the form that old readers know, too. */
function checkedMerge(merge: string, where: string): string {
  const [left, right, ...more] = merge.split(' ');
  if (left && right && more.length === 0) return merge;
  throw malformed('gguf', where, `the merge ${JSON.stringify(merge.slice(0, 80))} is not two tokens.`);
}

function list(metadata: Map<string, GgufValue>, key: string, type: 'string', where: string): string[];
function list(metadata: Map<string, GgufValue>, key: string, type: 'number', where: string): number[];
function list(metadata: Map<string, GgufValue>, key: string, type: 'string' | 'number', where: string): unknown[] {
  const value = metadata.get(`tokenizer.ggml.${key}`);
  if (Array.isArray(value) && value.every((item) => typeof item === type)) return value;
  throw malformed('gguf', where, `tokenizer.ggml.${key} is not a list of ${type}s.`);
}

function missingTokenizer(where: string): Problem {
  return new Problem({
    code: 'missing-tokenizer',
    message: { en: 'This GGUF file has no tokenizer.', hi: 'Is GGUF file mein tokenizer nahi hai.' },
    where,
    next: {
      en: 'Use a GGUF file of a whole model, not of an adapter or a projector.',
      hi: 'Poore model ki GGUF file lo, adapter ya projector ki nahi.',
    },
  });
}

function unsupportedTokenizer(found: string, where: string): Problem {
  return new Problem({
    code: 'unsupported-tokenizer',
    message: {
      en: `The tokenizer of this GGUF file is of the kind ${found}; gpt-2 and smollm (byte-level BPE) can be read.`,
      hi: `Is GGUF file ka tokenizer ${found} type ka hai; sirf gpt-2 aur smollm (byte-level BPE) padhe ja sakte hain.`,
    },
    where,
    next: {
      en: 'Open the safetensors folder of the same model, which has a tokenizer.json.',
      hi: 'Isi model ka safetensors folder kholo, usmein tokenizer.json hota hai.',
    },
  });
}
