/** What the JSON parser says about a broken text, in both languages. Pure. */
import type { Localized } from '../../base/localized.js';

/** The parser's sentences; one that is not among them stays as it is. */
const HINGLISH: readonly (readonly [RegExp, string])[] = [
  [/^Unterminated string in JSON at position (\d+)/, 'position $1 par shuru hua text (") band nahi hua'],
  [/^Unexpected end of JSON input/, 'JSON beech mein hi khatam ho gaya'],
  [/^Expected ',' or '([}\]])' after .*? in JSON at position (\d+)/, "position $2 par ',' ya '$1' hona chahiye tha"],
  [/^Expected ':' after property name in JSON at position (\d+)/, "position $1 par ':' hona chahiye tha"],
  [/^Expected double-quoted property name in JSON at position (\d+)/, 'position $1 par "naam" hona chahiye tha'],
  [/^Expected property name or '}' in JSON at position (\d+)/, 'position $1 par "naam" ya \'}\' hona chahiye tha'],
  [
    /^Bad control character in string literal in JSON at position (\d+)/,
    'position $1 par text mein control character hai',
  ],
  [/^Bad escaped character in JSON at position (\d+)/, 'position $1 par \\ ke baad galat akshar hai'],
  [/^Unexpected non-whitespace character after JSON at position (\d+)/, 'position $1 par JSON ke baad kuch aur hai'],
  [/^Unexpected token (.+?), /, '$1 yahan nahi aa sakta'],
];

/** `said`: the message of the error that `JSON.parse` threw. */
export function jsonSaid(said: string): Localized {
  const known = HINGLISH.find(([pattern]) => pattern.test(said));
  if (known === undefined) return { en: said, hi: said };
  const [pattern, words] = known;
  const found = pattern.exec(said) ?? [];
  return { en: said, hi: words.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '') };
}
