/** The methods of a comparison as a person names them. Pure. */
import { Problem } from '../../base/error.js';
import { METHODS, type Method } from '../../plan/types.js';

/** `full,lora,pft` as methods, in the order given. Throws `Problem` unknown-method, duplicate-method or one-method. */
export function comparedMethods(names: readonly string[]): Method[] {
  const methods = names.map((name) => name.trim()).map(methodOf);
  const twice = methods.find((method, i) => methods.indexOf(method) !== i);
  if (twice !== undefined) throw named('duplicate-method', twice, DUPLICATE);
  if (methods.length < 2) throw named('one-method', methods[0] ?? '', ONE);
  return methods;
}

function methodOf(name: string): Method {
  const wanted = name === 'pft' ? 'partial' : name;
  const found = METHODS.find((method) => method === wanted);
  if (found === undefined) throw named('unknown-method', name, UNKNOWN);
  return found;
}

const UNKNOWN = {
  en: (name: string) => `There is no method '${name}'.`,
  hi: (name: string) => `'${name}' naam ki koi method nahi hai.`,
};
const DUPLICATE = {
  en: (name: string) => `The method ${name} is named twice.`,
  hi: (name: string) => `Method ${name} do baar likhi hai.`,
};
const ONE = {
  en: (name: string) => `A comparison needs at least two methods${name === '' ? '' : `, not ${name} alone`}.`,
  hi: (name: string) => `Comparison ke liye kam se kam do methods chahiye${name === '' ? '' : `, sirf ${name} nahi`}.`,
};

function named(code: string, name: string, words: Record<'en' | 'hi', (name: string) => string>): Problem {
  const allowed = METHODS.join(', ');
  return new Problem({
    code,
    message: { en: words.en(name), hi: words.hi(name) },
    next: {
      en: `Name two or three of: ${allowed}, for example --methods lora,full`,
      hi: `Inmein se do ya teen likho: ${allowed}, jaise --methods lora,full`,
    },
  });
}
