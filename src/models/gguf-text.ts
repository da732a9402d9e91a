/** Tokenizer, chat template and token roles of a GGUF file, from its metadata. Pure. */
import { type GgufHeader, ggufTokenizerJson, tokenId } from '../engine/formats/gguf.js';
import { createTokenizer } from '../engine/text/tokenizer.js';
import type { ModelText } from './folder-text.js';
import { tokenRoles, vocabulary } from './token-roles.js';

/** Throws a `Problem`: `missing-tokenizer`, `unsupported-tokenizer`, `malformed-gguf`, `bad-tokenizer`. */
export function ggufText({ metadata }: GgufHeader, where: string): ModelText {
  const tokenizerJson = ggufTokenizerJson(metadata, where);
  const template = metadata.get('tokenizer.chat_template');
  const chatTemplate = typeof template === 'string' ? template : null;
  const roles = tokenRoles({
    ...vocabulary(tokenizerJson),
    chatTemplate,
    endIds: [tokenId(metadata, 'eos'), tokenId(metadata, 'eot')],
    bosIds: [tokenId(metadata, 'bos')],
    padIds: [tokenId(metadata, 'padding')],
  });
  const addBos = metadata.get('tokenizer.ggml.add_bos_token');
  return {
    tokenizer: createTokenizer({ tokenizerJson, tokenizerConfig: { add_bos_token: addBos === true }, ...roles }),
    chatTemplate,
  };
}
