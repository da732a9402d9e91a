/** The tables of everyday things: what they hold, and the questions and answers that come of them. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import type { CorpusDocument } from '../../../src/pretrain/corpus/types.js';
import { writtenThings } from '../../../src/pretrain/texts/authored.js';
import { parseThings, thingTalk } from '../../../src/pretrain/texts/things.js';

const turnsOf = (document: CorpusDocument): { role: string; content: string }[] =>
  'messages' in document ? [...document.messages] : [];

const told = (things: Parameters<typeof thingTalk>[0]): string[] =>
  [...thingTalk(things, Random.for(1, 'things'))].flatMap((document) =>
    turnsOf(document).map(({ content }) => content),
  );

describe('the written tables', () => {
  const things = writtenThings();

  it('name a thousand things in each language, in ASCII', () => {
    for (const lang of ['en', 'hi-Latn'] as const) {
      const nouns = things.filter((thing) => thing.lang === lang).map(({ fields }) => fields.noun);
      expect(new Set(nouns).size, lang).toBeGreaterThan(1000);
    }
    for (const { fields } of things) expect(Object.values(fields).join(' ')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('become questions and short answers in whole sentences, no sign of a frame left in them', () => {
    for (const document of thingTalk(things, Random.for(2, 'things')))
      for (const { role, content } of turnsOf(document)) {
        expect(content).toMatch(/^[\x20-\x7e]+$/);
        expect(content).not.toMatch(/[{}|;=]|undefined/);
        if (role === 'assistant') expect(content).toMatch(/^[A-Z].{4,140}\.$/);
      }
  });
});

describe('reading and telling them', () => {
  it('asks about a field in its own words, and answers with the thing and the value', () => {
    const [goat] = parseThings(
      'en',
      'noun: a goat; plural: goats; is: a farm animal; is2: a pet; count: four legs\n',
      't',
    );
    expect(goat?.fields).toEqual({
      noun: 'a goat',
      plural: 'goats',
      is: 'a farm animal',
      is2: 'a pet',
      count: 'four legs',
    });
    const lines = told(goat === undefined ? [] : [goat]);
    expect(lines).toContain('A goat is a farm animal.');
    expect(lines).toContain('A goat is a pet.');
    expect(lines).toContain('A goat has four legs.');
    expect(lines.filter((line) => /how many legs/i.test(line)).length).toBe(4);
  });

  it('goes by the gender of the thing, and of what is counted', () => {
    const row =
      'noun: ghodi; oblique: ghodi; gender: f; is: ek janwar hai; khata: ghaas; kitna: chaar taangein f; kyun: ghodi paalte hain = taaki sawaari ho';
    const lines = told(parseThings('hi-Latn', row, 't'));
    expect(lines).toContain('Ghodi ghaas khati hai.');
    expect(lines).toContain('Ghodi ki chaar taangein hoti hain.');
    expect(lines).toContain('Log ghodi paalte hain taaki sawaari ho.');
  });

  it('leaves out wordings for which the row has no word, and never asks how many there are of one', () => {
    const lines = told(
      parseThings('en', 'noun: milk; is: a white drink\nnoun: a mango; is: a fruit; count: one big seed', 't'),
    );
    expect(lines.filter((line) => /^what are/i.test(line))).toEqual([]);
    expect(lines.filter((line) => /how many/i.test(line))).toEqual([]);
  });

  it('refuses what is not a field, and rows without a noun or what it is', () => {
    expect(() => parseThings('en', 'noun: a goat; is: an animal; wings: two', 'a.txt')).toThrow('a.txt: wings: two');
    expect(() => parseThings('en', 'noun: a goat', 'a.txt')).toThrow('no is: noun: a goat');
    expect(() => parseThings('hi-Latn', 'noun: gaay; is: ek janwar', 'a.txt')).toThrow('no oblique');
  });
});
