/** How a reader of this room refuses a file whose bytes cannot be what they claim to be. Permanent: reading again will not help. */
import { Problem } from '../../base/error.js';
import { type Localized, say, type Text } from '../../base/localized.js';

export type WeightFormat = 'safetensors' | 'gguf' | 'peft';

const FORMAT_NAMES: Record<WeightFormat, string> = {
  safetensors: 'safetensors',
  gguf: 'GGUF',
  peft: 'PEFT adapter',
};

const FETCH_AGAIN: Localized = {
  en: 'Get the file again from where it came, and compare its size or checksum.',
  hi: 'File ko wahin se dobara lao jahan se aayi thi, aur size ya checksum milao.',
};

/** A `Problem` with code `malformed-<format>`. `detail` says what was found and what is allowed; `where` is the file. */
export function malformed(format: WeightFormat, where: string, detail: Text, next: Text = FETCH_AGAIN): Problem {
  const name = FORMAT_NAMES[format];
  return new Problem({
    code: `malformed-${format}`,
    message: {
      en: `Not a valid ${name} file: ${say(detail, 'en')}`,
      hi: `Yeh valid ${name} file nahi hai: ${say(detail, 'hi')}`,
    },
    where,
    next,
  });
}
