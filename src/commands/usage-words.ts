/** What commander says about wrong arguments, in the words and the languages of the product. Pure. */
import type { CommanderError } from 'commander';
import type { Localized } from '../base/localized.js';

type Say = (...parts: string[]) => Localized;

/** Commander's own sentences, and ours. The last part may be its guess, or what our parser says is allowed. */
const SENTENCES: readonly [RegExp, Say][] = [
  [
    /^unknown option '(.+?)'(?:\s*\(Did you mean (.+?)\?\))?$/s,
    (option = '', guess) => ({
      en: `There is no option ${option}.${guess ? ` Did you mean ${guess.replace(/^one of /, '')}?` : ''}`,
      hi: `${option} naam ka koi option nahi hai.${guess ? ` Kya aapka matlab ${guess.replace(/^one of /, '')} tha?` : ''}`,
    }),
  ],
  [
    /^missing required argument '(.+?)'$/,
    (name = '') => ({
      en: `The argument ${name.toUpperCase()} is missing.`,
      hi: `Argument ${name.toUpperCase()} dena zaroori hai.`,
    }),
  ],
  [
    /^required option '(.+?)' not specified$/,
    (option = '') => ({ en: `The option ${option} is needed.`, hi: `Option ${option} dena zaroori hai.` }),
  ],
  [
    /^option '(.+?)' argument missing$/,
    (option = '') => ({ en: `The option ${option} needs a value.`, hi: `Option ${option} ko ek value chahiye.` }),
  ],
  [
    /^too many arguments(?: for '.+?')?\. Expected (\d+) arguments? but got (\d+)/,
    (most = '', given = '') => ({
      en: `There are ${given} arguments, and at most ${most} can be used here.`,
      hi: `${given} arguments diye gaye hain, yahan zyada se zyada ${most} chalte hain.`,
    }),
  ],
  [
    /^(?:option|command-argument value) '(.+?)' (?:argument '(.*?)' is invalid|is invalid for argument '.+?')\. (.*)$/s,
    (first = '', second, allowed = '') => {
      const [what, value] = second === undefined ? ['', first] : [`${first.split(' ')[0]} `, second];
      return {
        en: `${what}"${value}" cannot be used: ${allowed}`,
        hi: `${what}"${value}" nahi chalega: ${inHinglish(allowed)}`,
      };
    },
  ],
];

/** What the parsers in `options.ts` and commander's own choices say is allowed. */
function inHinglish(allowed: string): string {
  return allowed
    .replace(/^allowed: /i, 'ye chalte hain: ')
    .replace(/^Allowed choices are /, 'ye chalte hain: ')
    .replace(/^need a whole number from (\S+) to (\S+)\.$/, '$1 se $2 tak ka poora number chahiye.')
    .replace(/^need a number from (\S+) to (\S+)\.$/, '$1 se $2 tak ka number chahiye.')
    .replace(/^need one letter\.$/, 'ek hi akshar chahiye.')
    .replace(/^write it as (.+) \(or (.+)\)\.$/, '$1 ki tarah likho (ya $2).');
}

/** `error`: what the parser threw. A sentence that nobody foresaw stays as it is. */
export function usageWords(error: CommanderError): Localized {
  const message = error.message.replace(/^error: /, '');
  for (const [pattern, say] of SENTENCES) {
    const match = pattern.exec(message);
    if (match) return say(...match.slice(1));
  }
  return { en: message, hi: message };
}
