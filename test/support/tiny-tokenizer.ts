/** A complete byte-level BPE tokenizer small enough to make on the spot: 3 special tokens, 256 bytes, a few merges. */
import { createTokenizer } from '../../src/engine/text/tokenizer.js';
import type { TextTokenizer } from '../../src/engine/types.js';

const SPECIALS = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];

/** In the byte-level alphabet `Ġ` is a space and `Ċ` a line feed. Each merge makes one token, in this order. */
const MERGES = [
  ['t', 'h'],
  ['th', 'e'],
  ['Ġ', 'the'],
  ['i', 'n'],
  ['e', 'r'],
  ['a', 'n'],
  ['Ġ', 'a'],
  ['o', 'n'],
  ['u', 's'],
  ['us', 'er'],
  ['à', '¤'],
  ['Ġ', 'b'],
  ['r', 'e'],
  ['Ċ', 'Ċ'],
] as const;

export const TINY_CHAT_TEMPLATE =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/** The byte-level alphabet of GPT-2: printable bytes stand for themselves, the others move to 256 and up. */
function byteAlphabet(): string[] {
  let moved = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(printable ? byte : moved++);
  });
}

/** The content of a tokenizer.json: ids 0..2 special, 3..258 bytes, then one id for each merge. */
export function tinyTokenizerJson() {
  const tokens = [...SPECIALS, ...byteAlphabet(), ...MERGES.map(([a, b]) => a + b)];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIALS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Digits', individual_digits: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: MERGES.map(([a, b]) => `${a} ${b}`),
    },
  };
}

export const TINY_VOCAB_SIZE = SPECIALS.length + 256 + MERGES.length;

/** The chat tokenizer: `<|im_end|>` and `<|endoftext|>` end, nothing is put in front. */
export function tinyTokenizer(): TextTokenizer {
  return createTokenizer({
    tokenizerJson: tinyTokenizerJson(),
    tokenizerConfig: {},
    endIds: [2, 0],
    bosId: 1,
    padId: 2,
  });
}
