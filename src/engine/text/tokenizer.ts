/** Text to token ids and back, over tokenizer.json. Leaves the byte-pair merging to `@huggingface/tokenizers`; decides about special tokens itself. */
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import type { TextTokenizer } from '../types.js';
import { isDeeperThan } from './nesting.js';
import { type SpecialToken, specialSplitter } from './split-special.js';

/** The parts of tokenizer.json that are read here; the rest goes to the library as it stands. */
const tokenizerJsonSchema = z.looseObject({
  added_tokens: z
    .array(
      z.looseObject({
        id: z.int().nonnegative(),
        content: z.string().min(1),
        special: z.boolean().default(false),
        lstrip: z.boolean().default(false),
        rstrip: z.boolean().default(false),
      }),
    )
    .default([]),
  model: z.looseObject({ vocab: z.record(z.string(), z.int().nonnegative()) }),
});
type TokenizerJson = z.output<typeof tokenizerJsonSchema>;

const tokenizerConfigSchema = z.looseObject({ add_bos_token: z.boolean().nullish() });
type TokenizerConfig = z.output<typeof tokenizerConfigSchema>;

export interface TokenizerParts {
  /** The parsed content of tokenizer.json. */
  tokenizerJson: unknown;
  /** The parsed content of tokenizer_config.json, `{}` when there is none. */
  tokenizerConfig?: unknown;
  /** Ids that end a turn or a text. */
  endIds: readonly number[];
  bosId: number | null;
  padId: number;
}

/**
 * Makes a tokenizer. Special are the tokens that tokenizer.json calls so, and the end, beginning and padding ids.
 * Throws `Problem` `bad-tokenizer`, with the name of the file, when tokenizer.json or tokenizer_config.json is not usable.
 */
export function createTokenizer(parts: TokenizerParts): TextTokenizer {
  const json = parseTokenizerJson(parts.tokenizerJson);
  const config = parseConfig(parts.tokenizerConfig ?? {});
  const ids = idsByToken(json);
  const tokens = new Map([...ids].map(([token, id]) => [id, token]));
  const specials = specialTokens(json, tokens, [
    ...parts.endIds,
    parts.padId,
    ...(parts.bosId === null ? [] : [parts.bosId]),
  ]);
  const split = specialSplitter(specials);
  const specialIds = new Set(specials.map((token) => token.id));
  const library = refusing(() => openLibrary(json, config, specials));
  const addsBos = refusing(() => startsWithBos(parts.bosId, config, library));
  const plainIds = (text: string): number[] =>
    text === '' ? [] : library.encoder.encode(text, { add_special_tokens: false }).ids;

  return {
    vocabSize: [...tokens.keys()].reduce((most, id) => Math.max(most, id), -1) + 1,
    encode(text, options = {}) {
      if (!options.allowSpecial) return plainIds(text);
      const restore = options.restore ?? ((part: string) => part);
      return split(text).flatMap((piece) =>
        piece.special === null ? plainIds(restore(piece.text)) : [piece.special.id],
      );
    },
    decode(ids, options = {}) {
      const kept = options.skipSpecial ? ids.filter((id) => !specialIds.has(id)) : [...ids];
      // The library's default repairs spaces before punctuation, which would change the text.
      return kept.length === 0 ? '' : library.decoder.decode(kept, { clean_up_tokenization_spaces: false });
    },
    idOf: (token) => ids.get(token),
    tokenOf: (id) => tokens.get(id),
    endIds: [...parts.endIds],
    bosId: parts.bosId,
    padId: parts.padId,
    addsBos,
    specialTokens: specials,
    isSpecial: (id) => specialIds.has(id),
  };
}

/** Published files have four levels or five; the library and what reads them here recurse. */
const MAX_DEPTH = 64;
const NESTED_PARTS = ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder'];

function parseTokenizerJson(value: unknown): TokenizerJson {
  const parsed = tokenizerJsonSchema.safeParse(value);
  if (!parsed.success) throw badTokenizer(firstIssue(parsed.error));
  for (const part of NESTED_PARTS)
    if (isDeeperThan(MAX_DEPTH, parsed.data[part]))
      throw badTokenizer(`${part} is nested deeper than ${MAX_DEPTH} levels`);
  return parsed.data;
}

function parseConfig(value: unknown): TokenizerConfig {
  const parsed = tokenizerConfigSchema.safeParse(value);
  if (!parsed.success) throw badTokenizer(firstIssue(parsed.error), { where: 'tokenizer_config.json' });
  return parsed.data;
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.')}: ${issue?.message}`;
}

/** The library trusts the file: what it throws, of whatever kind, is the file's fault. */
function refusing<T>(use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw badTokenizer(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function badTokenizer(detail: string, { where = 'tokenizer.json', cause }: { where?: string; cause?: unknown } = {}) {
  return new Problem({
    code: 'bad-tokenizer',
    message: {
      en: `The tokenizer of this model cannot be used: ${detail}`,
      hi: `Is model ka tokenizer use nahi ho sakta: ${detail}`,
    },
    where,
    next: {
      en: 'Download the model again, or choose another one.',
      hi: 'Model dobara download karo, ya koi aur model chuno.',
    },
    cause,
  });
}

function idsByToken(json: TokenizerJson): Map<string, number> {
  const ids = new Map(Object.entries(json.model.vocab));
  for (const token of json.added_tokens) ids.set(token.content, token.id);
  if (ids.size === 0) throw badTokenizer('the vocabulary is empty');
  return ids;
}

function specialTokens(json: TokenizerJson, tokens: Map<number, string>, roleIds: number[]): SpecialToken[] {
  const specials = new Map<number, SpecialToken>();
  for (const { id, content, special, lstrip, rstrip } of json.added_tokens) {
    if (special || roleIds.includes(id)) specials.set(id, { id, content, lstrip, rstrip });
  }
  for (const id of roleIds) {
    const content = tokens.get(id);
    if (content === undefined) throw badTokenizer(`it has no token with id ${id}`);
    if (!specials.has(id)) specials.set(id, { id, content, lstrip: false, rstrip: false });
  }
  return [...specials.values()];
}

/**
 * The reference implementation's Digits cuts at every numeric character of Unicode (`²`, `Ⅷ`, `٣`), the library's only at 0-9. The same cut as a
 * Split, which both know.
 */
function withAllDigits(preTokenizer: unknown): unknown {
  if (typeof preTokenizer !== 'object' || preTokenizer === null || !('type' in preTokenizer)) return preTokenizer;
  if (preTokenizer.type === 'Sequence' && 'pretokenizers' in preTokenizer && Array.isArray(preTokenizer.pretokenizers))
    return { ...preTokenizer, pretokenizers: preTokenizer.pretokenizers.map(withAllDigits) };
  if (preTokenizer.type !== 'Digits') return preTokenizer;
  const individual = 'individual_digits' in preTokenizer && preTokenizer.individual_digits === true;
  const pattern = { Regex: individual ? '\\p{N}' : '\\p{N}+' };
  return { type: 'Split', pattern, behavior: 'Isolated', invert: false };
}

interface Library {
  encoder: Tokenizer;
  decoder: Tokenizer;
}

/**
 * Two tokenizers of the library. The encoder does not know the special tokens at all, so no text can turn into one;
 * the decoder knows every token and needs no merges. Both are tried once: much of a broken file shows only when it is used.
 */
function openLibrary(json: TokenizerJson, config: TokenizerConfig, specials: readonly SpecialToken[]): Library {
  const names = new Set(specials.map((token) => token.content));
  const plain = {
    ...json,
    pre_tokenizer: withAllDigits(json.pre_tokenizer),
    added_tokens: json.added_tokens.filter((token) => !names.has(token.content)),
    model: {
      ...json.model,
      vocab: Object.fromEntries(Object.entries(json.model.vocab).filter(([token]) => !names.has(token))),
    },
  };
  const encoder = new Tokenizer(plain, config);
  const decoder = new Tokenizer({ ...json, model: { ...json.model, merges: [] } }, config);
  const { ids } = encoder.encode('A word, 1.', { add_special_tokens: false });
  if (ids.length > 0) decoder.decode(ids, { clean_up_tokenization_spaces: false });
  return { encoder, decoder };
}

/** The configuration says whether a beginning-of-text token is put in front, else the post-processor. */
function startsWithBos(bosId: number | null, config: TokenizerConfig, { decoder }: Library): boolean {
  if (bosId === null) return false;
  return config.add_bos_token ?? decoder.encode('', { add_special_tokens: true }).ids[0] === bosId;
}
