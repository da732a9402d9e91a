/** A tokenizer.json (byte-level BPE) as the metadata of a GGUF file: the inverse of gguf-tokenizer.ts. Pure. */
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import { GGUF_TOKEN_TYPE, ggufPreTokenizer } from './gguf-tokenizer.js';
import type { GgufEntry } from './gguf-write.js';

const tokenizerSchema = z.looseObject({
  normalizer: z.unknown(),
  pre_tokenizer: z.unknown(),
  added_tokens: z
    .array(z.looseObject({ id: z.int().nonnegative(), content: z.string(), special: z.boolean().default(false) }))
    .default([]),
  model: z.looseObject({
    type: z.string().optional(),
    vocab: z.record(z.string(), z.int().nonnegative()),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])).default([]),
    byte_fallback: z.boolean().nullish(),
    ignore_merges: z.boolean().nullish(),
  }),
});

/** What llama.cpp takes for the end of an answer by its name alone, in every version of the last two years. */
const ENDS_BY_NAME = new Set(['<|im_end|>', '<|eot_id|>', '<|end|>', '<end_of_turn>', '<|endoftext|>', '<|eom_id|>']);

export interface GgufText {
  /** The parsed tokenizer.json. */
  tokenizerJson: unknown;
  chatTemplate: string | null;
  bosId: number | null;
  /** What ends a turn or a text, the most important first. */
  endIds: readonly number[];
  padId: number;
  /** A plain text begins with `bosId`. */
  addsBos: boolean;
}

/**
 * `tokenizer.*` of a model with `vocabSize` rows; ids without a token become unused ones, as llama.cpp's converter makes them.
 * Throws a `Problem` `tokenizer-not-exportable` for a tokenizer that llama.cpp would cut differently, or for more ends than can be told.
 */
export function ggufVocabulary(text: GgufText, vocabSize: number): Map<string, GgufEntry> {
  const parsed = tokenizerSchema.safeParse(text.tokenizerJson);
  if (!parsed.success)
    throw notExportable(`${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  const { normalizer, pre_tokenizer: preTokenizer, model } = parsed.data;
  const pre = ggufPreTokenizer(preTokenizer);
  if (model.type !== undefined && model.type !== 'BPE') throw notExportable(`its model is ${model.type}, not BPE`);
  if (normalizer !== null && normalizer !== undefined) throw notExportable('it has a normalizer');
  if (model.byte_fallback || model.ignore_merges) throw notExportable('it uses byte_fallback or ignore_merges');
  if (pre === undefined) throw notExportable('llama.cpp knows no pre-tokenizer like its own');

  const { tokens, types } = tokenLists(parsed.data, vocabSize);
  const merges = model.merges.map((merge) => (typeof merge === 'string' ? merge : merge.join(' ')));
  const [eosId = text.padId, ...otherEnds] = text.endIds;
  // The format names two tokens that end an answer; the others must be known without being named.
  const [eotId, oneMore] = otherEnds.filter((id) => !ENDS_BY_NAME.has(tokens[id] ?? ''));
  if (oneMore !== undefined)
    throw notExportable(`answers end with ${text.endIds.map((id) => tokens[id]).join(', ')}, of which it can name two`);
  const entries: [string, GgufEntry][] = [
    ['tokenizer.ggml.model', { type: 'string', value: 'gpt2' }],
    ['tokenizer.ggml.pre', { type: 'string', value: pre }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
    ['tokenizer.ggml.token_type', { type: 'int32s', value: types }],
    ['tokenizer.ggml.merges', { type: 'strings', value: merges }],
    // Without this key llama.cpp takes number 11, GPT-2's own.
    ['tokenizer.ggml.bos_token_id', { type: 'uint32', value: text.bosId ?? eosId }],
    ['tokenizer.ggml.eos_token_id', { type: 'uint32', value: eosId }],
    ['tokenizer.ggml.padding_token_id', { type: 'uint32', value: text.padId }],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: text.addsBos }],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: false }],
  ];
  if (eotId !== undefined) entries.push(['tokenizer.ggml.eot_token_id', { type: 'uint32', value: eotId }]);
  if (text.chatTemplate !== null)
    entries.push(['tokenizer.chat_template', { type: 'string', value: text.chatTemplate }]);
  return new Map(entries);
}

function tokenLists(
  { added_tokens: added, model }: z.output<typeof tokenizerSchema>,
  vocabSize: number,
): { tokens: string[]; types: number[] } {
  const tokens = Array.from({ length: vocabSize }, (_, id) => `[PAD${id}]`);
  const types = new Array<number>(vocabSize).fill(GGUF_TOKEN_TYPE.unused);
  const put = (id: number, content: string, type: number): void => {
    if (id >= vocabSize) throw notExportable(`the token ${JSON.stringify(content)} has the id ${id} of ${vocabSize}`);
    tokens[id] = content;
    types[id] = type;
  };
  for (const [content, id] of Object.entries(model.vocab)) put(id, content, GGUF_TOKEN_TYPE.normal);
  for (const { id, content, special } of added)
    put(id, content, special ? GGUF_TOKEN_TYPE.control : GGUF_TOKEN_TYPE.userDefined);
  return { tokens, types };
}

function notExportable(detail: string): Problem {
  return new Problem({
    code: 'tokenizer-not-exportable',
    message: {
      en: `The tokenizer of this model cannot be written as GGUF: ${detail}.`,
      hi: `Is model ka tokenizer GGUF mein nahi likha ja sakta: ${detail}.`,
    },
    where: 'tokenizer.json',
    next: {
      en: 'Export it with --format hf; other tools read its tokenizer.json there.',
      hi: '--format hf se export karo; wahan doosre tools iski tokenizer.json padh lete hain.',
    },
    exitCode: 1,
  });
}
