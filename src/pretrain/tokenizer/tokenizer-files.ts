/** A trained vocabulary as the files of a Hugging Face model folder. Pure. */
import type { BpeVocabulary } from './train-bpe.js';

export const TEXT_END = '<|endoftext|>';
export const TURN_START = '<|im_start|>';
export const TURN_END = '<|im_end|>';
/** In the order of their ids, from 0. */
export const SPECIAL_TOKENS: readonly string[] = [TEXT_END, TURN_START, TURN_END];

/** ChatML without a system message of its own: what is not said is not there. */
export const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

const BYTE_LEVEL = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };

/** `tokenizer.json`: digits alone, then byte-level BPE; llama.cpp calls this way of cutting `smollm`. */
export function tokenizerJson({ tokens, merges }: BpeVocabulary): Record<string, unknown> {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL_TOKENS.map((content, id) => ({ id, ...addedToken(content) })),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, BYTE_LEVEL] },
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
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map(([left, right]) => `${left} ${right}`),
    },
  };
}

export function tokenizerConfig(contextLength: number): Record<string, unknown> {
  return {
    add_prefix_space: false,
    added_tokens_decoder: Object.fromEntries(SPECIAL_TOKENS.map((content, id) => [id, addedToken(content)])),
    bos_token: null,
    chat_template: CHAT_TEMPLATE,
    clean_up_tokenization_spaces: false,
    eos_token: TURN_END,
    model_max_length: contextLength,
    pad_token: TEXT_END,
    tokenizer_class: 'GPT2Tokenizer',
    unk_token: TEXT_END,
  };
}

export function specialTokensMap(): Record<string, unknown> {
  return {
    additional_special_tokens: [TURN_START, TURN_END],
    eos_token: addedToken(TURN_END),
    pad_token: addedToken(TEXT_END),
    unk_token: addedToken(TEXT_END),
  };
}

/** Generation ends with a turn or with the text. */
export function generationConfig(): Record<string, unknown> {
  const idOf = (token: string): number => SPECIAL_TOKENS.indexOf(token);
  return { eos_token_id: [idOf(TURN_END), idOf(TEXT_END)], pad_token_id: idOf(TEXT_END) };
}

const addedToken = (content: string): Record<string, unknown> => ({
  content,
  lstrip: false,
  normalized: false,
  rstrip: false,
  single_word: false,
  special: true,
});
