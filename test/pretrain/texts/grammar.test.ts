import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import { Random } from '../../../src/base/random.js';
import { generate } from '../../../src/pretrain/texts/authored.js';
import { agree, parseGrammar } from '../../../src/pretrain/texts/grammar.js';
import { casual, tidy } from '../../../src/pretrain/texts/polish.js';

const grammarOf = (content: string) => parseGrammar([{ name: 'test.txt', content }]);
const texts = (content: string, count = 30) =>
  [...generate(grammarOf(content), count, new Random(7))].map((document) =>
    'text' in document ? document.text : document,
  );

describe('a grammar', () => {
  it('agrees in gender and number with what was remembered', () => {
    const made = new Set(
      texts('@i\nphone /m\nwatch /f\nshoes /p\n\n%text hi-Latn\n{!i#x}{#x:mera/meri/mere} {#x} {#x:aaya/aayi/aaye}\n'),
    );
    expect([...made].sort()).toEqual(['Mera phone aaya', 'Mere shoes aaye', 'Meri watch aayi']);
  });

  it('gives two names of one list different entries', () => {
    for (const text of texts('@n\nA\nB\nC\n\n%text en\n{n#x} {n#y}\n')) {
      const [x, y] = String(text).split(' ');
      expect(x).not.toBe(y);
    }
  });

  it('keeps a remembered entry and its choices the same within one text', () => {
    for (const text of texts('@n\n[one|two|three] = [x|y]\n\n%text en\n{n#k} {#k} {#k.2} {#k.2}\n')) {
      const [a, b, c, d] = String(text).toLowerCase().split(' ');
      expect([a, c]).toEqual([b, d]);
    }
  });

  it('chooses what a later field mentions, even when the later field comes first', () => {
    const made = texts('@o\nbook = kitab\n\n@pair\nmy {o#x} = meri {#x.2}\n\n%text en\n{pair#p.2}: {#p}\n', 1);
    expect(made).toEqual(['Meri kitab: my book']);
  });

  it('makes conversations, with lines of code kept as they are', () => {
    const [made] = texts(
      '!brackets ⟦⟧⟪⟫\n@n\nx\n\n%dialogue code\nU: set ⟦n#a⟧\nA: const ⟦#a⟧ = { y: [1 || 2] };\nreturn ⟦#a⟧;\n',
      1,
    );
    expect(made).toMatchObject({
      messages: [{ role: 'user' }, { role: 'assistant', content: 'const x = { y: [1 || 2] };\nreturn x;' }],
    });
  });

  it('leaves a label of one word as it is written', () => {
    const [made] = texts('%dialogue en\nU: Classify this\nA: billing\n', 1);
    expect(made).toMatchObject({ messages: [{}, { content: 'billing' }] });
  });

  it('takes over the entries of another list', () => {
    expect(new Set(texts('@a\none\n\n@b\ntwo\n+ a\n\n%text en\n{b}\n'))).toEqual(new Set(['One', 'Two']));
  });

  it.each([
    ['@a\n[one|two\n', 'test.txt:2'],
    ['@a\n{one\n', 'test.txt:2'],
    ['stray\n', 'test.txt:1'],
    ['%text fr\nx\n', 'test.txt:1'],
  ])('names the line of a fault: %j', (content, where) => {
    expect(() => grammarOf(content)).toThrow(expect.objectContaining({ code: 'grammar-fault', where }));
  });

  it('refuses a slot for a list that is not there', () => {
    expect(() => texts('%text en\n{nobody}\n')).toThrow(Problem);
  });
});

describe('agree', () => {
  it.each([
    ['m', 'a', 'a'],
    ['f', 'b', 'b'],
    ['p', 'b', 'c'],
    ['s', 'a', 'a'],
  ] as const)('%s takes %s of two forms and %s of three', (tag, ofTwo, ofThree) => {
    expect(agree(['a', 'b'], tag)).toBe(ofTwo);
    expect(agree(['a', 'b', 'c'], tag)).toBe(ofThree);
  });
});

describe('polish', () => {
  it('chooses articles, capitals and spaces', () => {
    expect(tidy('she ate a(n)  apple . then  a(n) pear.')).toBe('She ate an apple. Then a pear.');
  });

  it('does not take the end of a quotation for the end of a sentence', () => {
    expect(tidy('"why?" asked Tom.')).toBe('"Why?" asked Tom.');
  });

  it('spells a Hinglish word in one way within a text', () => {
    for (let seed = 0; seed < 40; seed++) {
      const words = casual('nahi nahi nahi hai', 'hi-Latn', new Random(seed)).toLowerCase().split(' ');
      expect(new Set(words.slice(0, 3)).size).toBe(1);
    }
  });
});
