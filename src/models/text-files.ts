/** Disk: everything of a model folder but its weights, as other tools read it: copied from the base, or made from a GGUF file's metadata. */
import { join } from 'node:path';
import { z } from 'zod';
import { ggufTokenizerJson, openGguf } from '../engine/formats/gguf.js';
import type { LlamaConfig } from '../engine/llama/config.js';
import { withEnds } from './generation-config.js';
import { leadsOutside } from './leads-outside.js';
import { readOptionalBytes, readOptionalJson } from './model-json.js';
import { linkOutside } from './refusals.js';
import type { ModelHead } from './types.js';

type Head = Pick<ModelHead, 'path' | 'config' | 'tokenizer' | 'chatTemplate'>;

/** Files that belong to the text side of a model, under the names that every tool knows. */
const TEXT_FILES = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'merges.txt',
  'chat_template.jinja',
  'generation_config.json',
];

const isGguf = (head: Head): boolean => /\.gguf$/i.test(head.path);

/** The parsed content of the model's tokenizer.json, or what a GGUF file's vocabulary would be as one. */
export async function tokenizerJsonOf(head: Head): Promise<unknown> {
  if (!isGguf(head)) return readOptionalJson(join(head.path, 'tokenizer.json'), z.unknown());
  const file = await openGguf(head.path);
  try {
    return ggufTokenizerJson(file.metadata, head.path);
  } finally {
    await file.close();
  }
}

/**
 * File names and contents. A base folder's own text files go through byte for byte; what it lacks and needs is made: a tokenizer_config.json,
 * or the class in it, without which transformers takes the one of the architecture, with tokens of its own.
 * Throws a `Problem`: `link-outside`, `corrupt-file`, `file-too-large`.
 */
export async function textFiles(
  head: Head,
  dtype: 'float32' | 'bfloat16' | 'float16',
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  if (isGguf(head)) {
    files.set('tokenizer.json', json(await tokenizerJsonOf(head), 0));
    files.set('tokenizer_config.json', json(tokenizerConfig(head)));
    files.set('special_tokens_map.json', json(roleTokens(head)));
  } else {
    for (const name of TEXT_FILES) {
      const bytes = await ownFile(head.path, name);
      if (bytes !== null) files.set(name, bytes);
    }
    files.set('tokenizer_config.json', withClass(files.get('tokenizer_config.json') ?? json(tokenizerConfig(head))));
  }
  files.set('config.json', json(await configFile(head, dtype)));
  // A base's own may leave out what its chat template ends a turn with, which is known here from the template alone.
  const generation = files.get('generation_config.json') ?? json(generationConfig(head));
  files.set('generation_config.json', withEnds(generation, head.tokenizer.endIds));
  return files;
}

/** What is copied into an export may be passed on, so it has to be of this model: no link may bring in a file from elsewhere. */
async function ownFile(folder: string, name: string): Promise<Uint8Array | null> {
  const path = join(folder, name);
  const bytes = await readOptionalBytes(path);
  if (bytes !== null && (await leadsOutside(folder, name))) throw linkOutside(name, path);
  return bytes;
}

const json = (value: unknown, indent = 2): Uint8Array => Buffer.from(`${JSON.stringify(value, null, indent)}\n`);

const looseObject = z.looseObject({});

/** The same bytes when the file names its tokenizer's class; else with the one that reads tokenizer.json as it stands. */
function withClass(file: Uint8Array): Uint8Array {
  const config = looseObject.parse(JSON.parse(Buffer.from(file).toString()));
  return typeof config.tokenizer_class === 'string' ? file : json({ ...config, tokenizer_class: TOKENIZER_CLASS });
}

/**
 * The base's own file with the type of the weights put right, and with the names by which tools choose the architecture, which it may leave
 * out; or, for a GGUF base, one with every value that its metadata gives.
 */
async function configFile(head: Head, dtype: string): Promise<object> {
  const own = isGguf(head) ? undefined : await readOptionalJson(join(head.path, 'config.json'), looseObject);
  // Old readers know torch_dtype, new ones dtype and the old name.
  const type = own && 'dtype' in own ? { dtype, torch_dtype: dtype } : { torch_dtype: dtype };
  return { ...(own ?? madeConfig(head.config)), ...ARCHITECTURE, ...type };
}

const ARCHITECTURE = { architectures: ['LlamaForCausalLM'], model_type: 'llama' };

function madeConfig(config: LlamaConfig): object {
  return {
    ...config,
    hidden_act: 'silu',
    attention_bias: false,
    attention_dropout: 0,
    mlp_bias: false,
    initializer_range: config.initializer_range ?? 0.02,
    rope_scaling: null,
    use_cache: true,
  };
}

function generationConfig({ config, tokenizer }: Head): object {
  const [end = null, ...more] = tokenizer.endIds;
  return {
    bos_token_id: tokenizer.bosId ?? config.bos_token_id ?? null,
    eos_token_id: more.length > 0 ? [...tokenizer.endIds] : end,
    pad_token_id: tokenizer.padId,
  };
}

function roleTokens({ tokenizer }: Head): Record<string, string> {
  const entries: [string, number | null | undefined][] = [
    ['bos_token', tokenizer.bosId],
    ['eos_token', tokenizer.endIds[0]],
    ['pad_token', tokenizer.padId],
  ];
  return Object.fromEntries(
    entries.flatMap(([role, id]) => {
      const token = id === null || id === undefined ? undefined : tokenizer.tokenOf(id);
      return token === undefined ? [] : [[role, token]];
    }),
  );
}

/** Reads tokenizer.json as it stands; a class of a certain model would put its own pre-tokenizer in. */
const TOKENIZER_CLASS = 'PreTrainedTokenizerFast';

function tokenizerConfig(head: Head): object {
  return {
    add_bos_token: head.tokenizer.addsBos ?? false,
    add_prefix_space: false,
    ...roleTokens(head),
    ...(head.chatTemplate === null ? {} : { chat_template: head.chatTemplate }),
    clean_up_tokenization_spaces: false,
    model_max_length: head.config.max_position_embeddings,
    tokenizer_class: TOKENIZER_CLASS,
  };
}
