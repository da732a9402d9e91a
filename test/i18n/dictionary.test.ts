import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/i18n/index.js';

type Leaf = string | ((...values: never[]) => string);

/** Every text of a dictionary by its path. */
function leaves(value: object, path = ''): [string, Leaf][] {
  return Object.entries(value).flatMap(([key, item]: [string, unknown]): [string, Leaf][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof item === 'string' || typeof item === 'function') return [[here, item as Leaf]];
    return typeof item === 'object' && item !== null ? leaves(item, here) : [];
  });
}

const en = leaves(dictionary('en'));
const hi = new Map(leaves(dictionary('hi')));

describe('the two dictionaries', () => {
  it('have the same texts, also where the type lets one have more', () => {
    expect([...hi.keys()].sort()).toEqual(en.map(([path]) => path).sort());
  });

  it.each(['en', 'hi'] as const)('say something everywhere, in Roman script (%s)', (lang) => {
    const odd = leaves(dictionary(lang))
      .filter(([, text]) => typeof text === 'string')
      .filter(([, text]) => String(text).trim() === '' || /\p{Script=Devanagari}|\p{Cc}/u.test(String(text)))
      .map(([path]) => path);
    expect(odd).toEqual([]);
  });

  it('put the same values into their sentences', () => {
    for (const [path, text] of en) {
      const other = hi.get(path);
      expect(typeof other, path).toBe(typeof text);
      if (typeof text === 'function') expect(other?.length, path).toBe(text.length);
    }
  });
});
