/** The talk written exchange by exchange: what its files hold, and that every wording is used. */
import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { codeTalk, commonTalk, unheardTalk, writtenTalk } from '../../../src/pretrain/texts/authored.js';
import { LABEL_NAMES } from '../../../src/pretrain/texts/labelled.js';
import { sums } from '../../../src/pretrain/texts/sums.js';
import { parseCode, parseTalk, talk } from '../../../src/pretrain/texts/talk.js';

const exchanges = [...writtenTalk(), ...commonTalk()];
const answers = exchanges.flatMap(({ turns }) =>
  turns.flatMap(({ role, wordings }) => (role === 'assistant' ? wordings : [])),
);

describe('the written talk', () => {
  it('is thousands of exchanges in both languages, in ASCII, of short answers', () => {
    for (const lang of ['en', 'hi-Latn'] as const)
      expect(exchanges.filter((exchange) => exchange.lang === lang).length, lang).toBeGreaterThan(800);
    const wordings = exchanges.flatMap(({ turns }) => turns.map((turn) => turn.wordings));
    expect(wordings.filter((some) => some.length === 0)).toEqual([]);
    expect(wordings.flat().filter((wording) => !/^[\x20-\x7e]+$/.test(wording))).toEqual([]);
    expect(answers.filter((wording) => wording.split(' ').length > 60)).toEqual([]);
  });

  it('answers in sentences, never with a class of messages', () => {
    const classes = new Set(Object.entries(LABEL_NAMES).flatMap(([kind, names]) => [kind, ...names]));
    expect(answers.filter((wording) => classes.has(wording.toLowerCase().replace(/\.$/, '')))).toEqual([]);
    expect(answers.filter((wording) => !/^["']?[A-Z0-9]/.test(wording))).toEqual([]);
  });

  it('holds no prompt and no answer of the exchanges kept back for measuring', () => {
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9 ]/g, '')
        .trim();
    const heard = new Set(exchanges.flatMap(({ turns }) => turns.flatMap(({ wordings }) => wordings.map(plain))));
    const unheard = unheardTalk();
    expect(unheard.length).toBeGreaterThan(3000);
    const known = unheard.filter(({ turns }) =>
      turns.slice(0, 2).some(({ wordings }) => wordings.every((text) => heard.has(plain(text)))),
    );
    expect(known.map(({ turns }) => turns[0]?.wordings[0])).toEqual([]);
  });
});

describe('the requests for code', () => {
  it('are many, in ASCII, each with one short answer', () => {
    const requests = codeTalk();
    expect(requests.length).toBeGreaterThan(1400);
    const codes = requests.map(({ turns }) => turns[1]?.wordings ?? []);
    expect(codes.filter((one) => one.length !== 1)).toEqual([]);
    expect(codes.flat().filter((code) => !/^[\x20-\x7e\n]{1,240}$/.test(code))).toEqual([]);
  });

  it('are answered with JavaScript that parses, where they are not of Python', async () => {
    const folder = new URL('../../../src/pretrain/texts/code/', import.meta.url);
    for (const name of ['javascript-english.txt', 'javascript-hinglish.txt', 'web-english.txt']) {
      const requests = parseCode('en', readFileSync(new URL(name, folder), 'utf8'), name);
      for (const { turns } of requests)
        await expect(transform(turns[1]?.wordings[0] ?? '', { loader: 'jsx', format: 'esm' })).resolves.toBeTruthy();
    }
  });
});

describe('the sums', () => {
  it('are right, in digits and in words, and each question has one answer', () => {
    const numbers = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen'.split(' ');
    const told = new Map<string, string>();
    for (const { turns } of sums())
      for (const question of turns[0]?.wordings ?? []) {
        const answer = turns[1]?.wordings[0] ?? '';
        expect(told.get(question) ?? answer).toBe(answer);
        told.set(question, answer);
      }
    for (let a = 0; a <= 7; a++)
      for (let b = 0; b <= 7; b++) {
        expect(told.get(`What is ${a} + ${b}?`)).toBe(`${a} plus ${b} is ${a + b}.`);
        expect(told.get(`What is ${a} x ${b}?`)).toBe(`${a} times ${b} is ${a * b}.`);
        expect(told.get(`What is ${a + b} - ${b}?`)).toBe(`${a + b} minus ${b} is ${a}.`);
        expect(told.get(`What is ${numbers[a]} plus ${numbers[b]}?`)?.toLowerCase()).toBe(
          `${numbers[a]} plus ${numbers[b]} is ${numbers[a + b]}.`,
        );
        expect(told.get(`${a} aur ${b} kitne hote hain?`)).toContain(` milkar ${a + b} hote hain.`);
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

  it('takes an answer of code whole, with its lines', () => {
    const [exchange] = parseCode('en', 'U: a or b | either\nA: function or(a, b) {⏎  return a || b;⏎}\n', 'a.txt');
    expect(exchange?.turns.map(({ wordings }) => wordings)).toEqual([
      ['a or b', 'either'],
      ['function or(a, b) {\n  return a || b;\n}'],
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
