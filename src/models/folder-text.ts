/** Disk: tokenizer, chat template and token roles of a model folder. */
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../base/error.js';
import type { LlamaConfig } from '../engine/llama/config.js';
import { createTokenizer } from '../engine/text/tokenizer.js';
import type { TextTokenizer } from '../engine/types.js';
import { readOptionalJson, readOptionalText } from './model-json.js';
import { missingFile } from './refusals.js';
import { tokenRoles, vocabulary } from './token-roles.js';

const idsSchema = z.union([z.int(), z.array(z.int())]).nullish();
const generationSchema = z.looseObject({
  bos_token_id: z.int().nullish(),
  eos_token_id: idsSchema,
  pad_token_id: z.int().nullish(),
});
/** A token is written as its text, or as an object that holds it. */
const tokenSchema = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const tokenizerConfigSchema = z.looseObject({
  bos_token: tokenSchema,
  eos_token: tokenSchema,
  pad_token: tokenSchema,
  chat_template: z.union([z.string(), z.array(z.looseObject({ name: z.string(), template: z.string() }))]).nullish(),
});
type TokenizerConfig = z.output<typeof tokenizerConfigSchema>;

export interface ModelText {
  tokenizer: TextTokenizer;
  chatTemplate: string | null;
}

/** Throws a `Problem`: `missing-tokenizer`, `bad-tokenizer`, `corrupt-file`. */
export async function readFolderText(folder: string, config: LlamaConfig): Promise<ModelText> {
  const tokenizerJson = await readOptionalJson(join(folder, 'tokenizer.json'), z.unknown());
  if (tokenizerJson === undefined) throw missingFile('missing-tokenizer', 'tokenizer.json', folder);
  const tokenizerConfig: TokenizerConfig =
    (await readOptionalJson(join(folder, 'tokenizer_config.json'), tokenizerConfigSchema)) ?? {};
  const generation = (await readOptionalJson(join(folder, 'generation_config.json'), generationSchema)) ?? {};
  const chatTemplate =
    (await readOptionalText(join(folder, 'chat_template.jinja'))) ?? defaultTemplate(tokenizerConfig.chat_template);

  const { ids, addedIds } = vocabulary(tokenizerJson);
  const idOf = (token: z.output<typeof tokenSchema>): number | undefined =>
    token ? ids.get(typeof token === 'string' ? token : token.content) : undefined;
  const roles = tokenRoles({
    ids,
    addedIds,
    chatTemplate,
    endIds: [generation.eos_token_id, config.eos_token_id, idOf(tokenizerConfig.eos_token)].flat(),
    bosIds: [idOf(tokenizerConfig.bos_token), config.bos_token_id, generation.bos_token_id],
    padIds: [idOf(tokenizerConfig.pad_token), config.pad_token_id, generation.pad_token_id],
  });
  const tokenizer = inFolder(folder, () => createTokenizer({ tokenizerJson, tokenizerConfig, ...roles }));
  return { tokenizer, chatTemplate };
}

/** A problem with the content of a file names the file, with its folder. */
function inFolder<T>(folder: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, text, where = '', next, exitCode } = error;
    throw new Problem({ code, message: text, where: join(folder, where), next, exitCode, cause: error });
  }
}

function defaultTemplate(template: TokenizerConfig['chat_template']): string | null {
  if (!Array.isArray(template)) return template ?? null;
  return (template.find(({ name }) => name === 'default') ?? template[0])?.template ?? null;
}
