import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { collect } from '../../../src/pretrain/corpus/build.js';
import { reservedTexts } from '../../../src/pretrain/corpus/reserved.js';
import { textOf } from '../../../src/pretrain/corpus/types.js';
import { arithmetic } from '../../../src/pretrain/texts/arithmetic.js';
import { authoredSources, generate, grammarOf, SETS } from '../../../src/pretrain/texts/authored.js';

const ROOT = join(import.meta.dirname, '../../..');
const sample = (files: readonly string[], seed = 1, tries = 300) => [
  ...generate(grammarOf(files), tries, new Random(seed)),
];

describe('the written sets', () => {
  it.each(SETS.map(({ name, files }) => [name, files] as const))(
    '%s: no signs of the grammar are left in the text',
    (name, files) => {
      for (const document of sample(files)) {
        const text = textOf(document);
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/[⟦⟧⟪⟫⏎⇒]|a\(n\)|\{[#!^]|undefined/);
        if (name !== 'code-requests') expect(text).not.toMatch(/[{}[\]|]| {2}| ,|\.\.$/);
      }
    },
  );

  it.each(SETS.map(({ name, files }) => [name, files] as const))(
    '%s: the same seed gives the same texts, another seed others',
    (_, files) => {
      expect(sample(files, 5, 50)).toEqual(sample(files, 5, 50));
      expect(sample(files, 5, 50)).not.toEqual(sample(files, 6, 50));
    },
  );

  it('conversations go from the user to the assistant in turn', () => {
    for (const { files } of SETS) {
      for (const document of sample(files)) {
        if (!('messages' in document)) continue;
        const roles = document.messages.map(({ role }) => role).filter((role) => role !== 'system');
        expect(roles).toEqual(roles.map((_, i) => (i % 2 === 0 ? 'user' : 'assistant')));
        expect(roles.length % 2).toBe(0);
      }
    }
  });

  it('Hinglish about things agrees in gender', () => {
    const wrong =
      /\b(?:mera|purana|naya) (?:kitab|kursi|gaadi|ghadi|saree)\b|\b(?:meri|purani|nayi) (?:kurta|thaila|ghar|darwaza|pankha)\b/i;
    for (const { files } of SETS) for (const document of sample(files)) expect(textOf(document)).not.toMatch(wrong);
  });

  it('nothing from the sample data sets or the held-out texts is kept', async () => {
    const reserved = await reservedTexts([join(ROOT, 'datasets'), join(ROOT, 'src/pretrain/held-out')]);
    const context = { seed: 1, open: async () => '' };
    for (const source of authoredSources()) {
      let left = 200;
      const few = {
        ...source,
        documents: () => firstOf(source.documents(context) as Iterable<never>, () => left-- > 0),
      };
      const { content } = await collect(few, context, reserved);
      for (const line of content.trim().split('\n')) expect(reserved.has(textOf(JSON.parse(line)))).toBe(false);
    }
  }, 60_000);
});

function* firstOf<T>(items: Iterable<T>, more: () => boolean): Generator<T> {
  for (const item of items) {
    if (!more()) return;
    yield item;
  }
}

describe('arithmetic', () => {
  it('gives right answers', () => {
    let checked = 0;
    for (const document of arithmetic(500, new Random(3))) {
      for (const [, a, sign, b, c] of textOf(document).matchAll(/(\d+) ([-+x]) (\d+) = (\d+)/g)) {
        const [left, right] = [Number(a), Number(b)];
        expect(Number(c)).toBe(sign === '+' ? left + right : sign === '-' ? left - right : left * right);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(50);
  });
});
