/** Last touches to expanded text: spaces, articles, capital letters; and, for what users write, the casual spellings of chat. */
import type { Random } from '../../base/random.js';

/** Spellings of the same Hinglish word, the first being the one that assistants use here. */
const SPELLINGS: readonly (readonly string[])[] = [
  ['nahi', 'nahin', 'nai', 'nhi'],
  ['hai', 'h', 'he'],
  ['hain', 'hai', 'h'],
  ['mein', 'me', 'main'],
  ['kyun', 'kyu', 'kyon'],
  ['kaise', 'kese'],
  ['kya', 'kya', 'kia'],
  ['mujhe', 'mujhe', 'muje'],
  ['raha', 'rha', 'raha'],
  ['rahi', 'rhi', 'rahi'],
  ['rahe', 'rhe', 'rahe'],
  ['toh', 'to'],
  ['bahut', 'bohot', 'bhot', 'bahut'],
  ['paisa', 'paise'],
  ['please', 'plz', 'pls', 'please'],
  ['karein', 'karen', 'kare'],
  ['dijiye', 'dijiye', 'dijie'],
  ['chahiye', 'chahie', 'chaiye'],
  ['theek', 'thik'],
  ['acha', 'achha', 'accha'],
  ['abhi', 'abhi', 'abi'],
  ['haan', 'han', 'ha'],
  ['kahan', 'kaha'],
  ['yahan', 'yaha'],
  ['ghante', 'ghante', 'ghnte'],
  ['batao', 'btao', 'bata do'],
  ['wapas', 'wapis', 'vapas'],
];
const VARIANTS = new Map(SPELLINGS.map((words) => [words[0] ?? '', words]));

/** Closes spaces, chooses `a` or `an` for `a(n)`, and starts sentences with a capital letter. */
export function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ([.,!?;:])(?=\s|$)/g, '$1')
    .replace(/([.?!,])(?: ?[.])+(?=\s|$)/g, '$1')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\b([Aa])\(n\) (?=(\w))/g, (_, a: string, next: string) => `${a}${/[aeiou]/i.test(next) ? 'n' : ''} `)
    .replace(
      /(^|[.!?] |\n)(["']?)(\p{Ll})/gu,
      (_, before: string, quote: string, letter: string) => before + quote + letter.toUpperCase(),
    )
    .trim();
}

/** What a person types into a chat: some write properly, many with small letters, no full stop, or other spellings of Hinglish words. */
export function casual(text: string, lang: string, random: Random): string {
  let result = text;
  if (lang === 'hi-Latn' && random.below(5) < 3) result = respell(result, random);
  if (lang === 'en' && random.below(6) === 0) result = clip(result);
  if (random.below(3) === 0) result = result.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase());
  if (random.below(3) === 0) result = result.replace(/[.!?]$/, '');
  return result;
}

const CLIPPED: Record<string, string> = {
  please: 'pls',
  you: 'u',
  your: 'ur',
  are: 'r',
  thanks: 'thx',
  tomorrow: 'tmrw',
  because: 'bcoz',
  "don't": 'dont',
  "can't": 'cant',
  "didn't": 'didnt',
  "it's": 'its',
  "i'm": 'im',
  number: 'no',
  delivery: 'delivry',
  received: 'recieved',
  message: 'msg',
};

/** The short forms and small slips of typing on a phone. */
function clip(text: string): string {
  return text.toLowerCase().replace(/[a-z']+/g, (word) => CLIPPED[word] ?? word);
}

/** One spelling for each word within a text. */
function respell(text: string, random: Random): string {
  const chosen = new Map<string, string>();
  return text.replace(/\p{L}+/gu, (word) => {
    const variants = VARIANTS.get(word.toLowerCase());
    if (variants === undefined) return word;
    const held = chosen.get(word.toLowerCase()) ?? variants[random.below(variants.length)] ?? word;
    chosen.set(word.toLowerCase(), held);
    return /^\p{Lu}/u.test(word) ? held.slice(0, 1).toUpperCase() + held.slice(1) : held;
  });
}
