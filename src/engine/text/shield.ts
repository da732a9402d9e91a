/**
 * Keeps the words of a user from acting as special tokens. A template mixes its own special tokens and the user's words into one string;
 * so the names of special tokens inside the words are replaced by marks before rendering, and put back after the string has been cut at its
 * real special tokens. The marks are Unicode noncharacters, which no text is meant to contain.
 */
import { Problem } from '../../base/error.js';

export interface Shield {
  hide(text: string): string;
  restore(text: string): string;
}

const NOTHING: Shield = { hide: (text) => text, restore: (text) => text };
const FIRST_NONCHARACTER = 0xfdd0;
const NONCHARACTERS = 32;

/** `names`: the special tokens' texts. `texts`: everything that will be hidden or restored together. */
export function shieldFor(names: readonly string[], texts: readonly string[]): Shield {
  const present = names.filter((name) => texts.some((text) => text.includes(name)));
  if (present.length === 0) return NOTHING;
  // Longest first, so that a name inside another one is not replaced within it.
  const longestFirst = [...present].sort((a, b) => b.length - a.length);
  const mark = unusedCharacter(texts);
  return {
    hide: (text) =>
      longestFirst.reduce((hidden, name, index) => hidden.replaceAll(name, () => `${mark}${index}${mark}`), text),
    restore: (text) =>
      longestFirst.reduce((shown, name, index) => shown.replaceAll(`${mark}${index}${mark}`, () => name), text),
  };
}

function unusedCharacter(texts: readonly string[]): string {
  for (let offset = 0; offset < NONCHARACTERS; offset++) {
    const candidate = String.fromCharCode(FIRST_NONCHARACTER + offset);
    if (!texts.some((text) => text.includes(candidate))) return candidate;
  }
  throw new Problem({
    code: 'unusable-text',
    message: {
      en: 'The text holds every noncharacter of Unicode beside the name of a special token.',
      hi: 'Text me special token ke naam ke saath Unicode ke saare noncharacters hain.',
    },
    next: { en: 'Remove the control characters from this row.', hi: 'Is row se control characters hata do.' },
    exitCode: 1,
  });
}
