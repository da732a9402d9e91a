/** The talk written exchange by exchange: what its files hold, and that every wording is used. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { writtenTalk } from '../../../src/pretrain/texts/authored.js';
import { LABEL_NAMES } from '../../../src/pretrain/texts/labelled.js';
import { parseTalk, talk } from '../../../src/pretrain/texts/talk.js';

const exchanges = writtenTalk();

describe('the written talk', () => {
  it('is thousands of exchanges in both languages, in ASCII, of short answers', () => {
    for (const lang of ['en', 'hi-Latn'] as const)
      expect(exchanges.filter((exchange) => exchange.lang === lang).length, lang).toBeGreaterThan(800);
    for (const { turns } of exchanges)
      for (const { role, wordings } of turns) {
        expect(wordings.length).toBeGreaterThan(0);
        for (const wording of wordings) {
          expect(wording).toMatch(/^[\x20-\x7e]+$/);
          if (role === 'assistant') expect(wording.split(' ').length, wording).toBeLessThan(61);
        }
      }
  });

  it('answers in sentences, never with a class of messages', () => {
    const classes = new Set(Object.entries(LABEL_NAMES).flatMap(([kind, names]) => [kind, ...names]));
    for (const { turns } of exchanges)
      for (const { role, wordings } of turns) {
        if (role !== 'assistant') continue;
        for (const wording of wordings) {
          expect(classes.has(wording.toLowerCase().replace(/\.$/, ''))).toBe(false);
          expect(wording).toMatch(/^["']?[A-Z0-9]/);
        }
      }
  });
});

describe('reading and telling it', () => {
  const content = 'U: hi | hello\nA: Hello! | Hi!\n\nU: bye\nA: Goodbye!\nU: wait\nA: Yes?\n';

  it('reads blocks of turns with their wordings', () => {
    expect(parseTalk('en', content, 'a.txt')).toEqual([
      {
        lang: 'en',
        turns: [
          { role: 'user', wordings: ['hi', 'hello'] },
          { role: 'assistant', wordings: ['Hello!', 'Hi!'] },
        ],
      },
      { lang: 'en', turns: ['bye', 'Goodbye!', 'wait', 'Yes?'].map((text, i) => turn(i, text)) },
    ]);
  });

  it('refuses a line out of turn and a question without an answer, naming the file', () => {
    expect(() => parseTalk('en', 'U: hi\nU: hello\n', 'a.txt')).toThrow('a.txt: out of turn: U: hello');
    expect(() => parseTalk('en', 'U: hi\nA: Hello!\nU: so\n', 'a.txt')).toThrow('a.txt: no answer to: so');
    expect(() => parseTalk('en', 'what is this', 'a.txt')).toThrow('a.txt: out of turn');
  });

  it('says every wording, in turn, and the same seed says the same', () => {
    const documents = [...talk(parseTalk('en', content, 'a.txt'), new Random(2))];
    const said = documents.flatMap((document) => ('messages' in document ? document.messages : []));
    expect(said.map(({ role }) => role)).toEqual(said.map((_, i) => (i % 2 === 0 ? 'user' : 'assistant')));
    const texts = new Set(said.map(({ content: text }) => text.toLowerCase()));
    for (const wording of ['hi', 'hello', 'bye', 'wait', 'hello!', 'hi!', 'goodbye!', 'yes?'])
      expect(texts).toContain(wording);
    expect(documents).toEqual([...talk(parseTalk('en', content, 'a.txt'), new Random(2))]);
  });
});

function turn(index: number, text: string) {
  return { role: index % 2 === 0 ? 'user' : 'assistant', wordings: [text] };
}
