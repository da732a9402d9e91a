import { describe, expect, it } from 'vitest';
import { encodeChat } from '../../src/engine/text/encode.js';
import { BYTE_CHARACTERS, BYTES_IN_ORDER } from '../../src/pretrain/tokenizer/bytes.js';
import { DocumentTokens } from '../../src/pretrain/tokenizer/document-tokens.js';
import {
  CHAT_TEMPLATE,
  SPECIAL_TOKENS,
  TEXT_END,
  tokenizerJson,
} from '../../src/pretrain/tokenizer/tokenizer-files.js';
import { trainBpe } from '../../src/pretrain/tokenizer/train-bpe.js';
import { WordCounts, wordsOf } from '../../src/pretrain/tokenizer/words.js';
import { openTokenizer } from '../../src/pretrain/train/prepare.js';

const TEXTS = [
  'The cat sat on the mat, and the other cat sat on the other mat.',
  "It's 7:30 am; don't be late.  Two spaces\n\nand a new paragraph.",
  'Mujhe kal subah 7 baje ka alarm lagana hai, aur mummy ko message bhejna hai.',
  'मुझे कल सुबह सात बजे उठाना।',
  'function add(a, b) {\n  return a + b; // ₹500\n}\n',
  '😀👩‍👩‍👧 नमस्ते 12345 ½ ٣',
];

const settings = { vocabSize: 420, specialTokens: SPECIAL_TOKENS, minPairCount: 2 };

function countsOf(texts: readonly string[]): Map<string, number> {
  const words = new WordCounts();
  for (const text of texts) words.add(text);
  return words.counts;
}

const vocabulary = trainBpe(countsOf(TEXTS), settings);
const tokenizer = openTokenizer(tokenizerJson(vocabulary));

describe('training a byte-level BPE tokenizer', () => {
  it('gives every byte a character of its own, and a place', () => {
    expect(new Set(BYTE_CHARACTERS).size).toBe(256);
    expect([...BYTES_IN_ORDER].sort((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(BYTE_CHARACTERS[0x20]).toBe('Ġ');
    expect(BYTE_CHARACTERS[0x0a]).toBe('Ċ');
    expect(BYTE_CHARACTERS[0x41]).toBe('A');
  });

  it('cuts text into words and loses nothing', () => {
    for (const text of TEXTS) expect([...wordsOf(text)].join('')).toBe(text);
    expect([...wordsOf("don't wait 12 days")]).toEqual(['don', "'t", ' wait', ' ', '1', '2', ' days']);
  });

  it('merges the most frequent pair first, and the lower ids on a tie', () => {
    const { merges } = trainBpe(
      new Map([
        ['aab', 3],
        ['ab', 2],
        ['cd', 5],
        ['x', 99],
      ]),
      settings,
    );
    expect(merges).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'ab'],
    ]);
  });

  it('does not count a pair across words, nor merge what is rare', () => {
    expect(trainBpe(new Map([['ab', 1]]), settings).merges).toEqual([]);
    expect(
      trainBpe(
        new Map([
          ['a', 50],
          ['b', 50],
        ]),
        settings,
      ).merges,
    ).toEqual([]);
  });

  it('gives the same vocabulary whatever the order in which words were counted', () => {
    const backwards = new Map([...countsOf(TEXTS)].reverse());
    expect(trainBpe(backwards, settings)).toEqual(vocabulary);
  });

  it('stops at the size asked for, with specials at the first ids', () => {
    const small = trainBpe(countsOf(TEXTS), { ...settings, vocabSize: 300 });
    expect(small.tokens).toHaveLength(300);
    expect(small.tokens.slice(0, 3)).toEqual(SPECIAL_TOKENS);
    expect(small.merges).toHaveLength(300 - 256 - 3);
  });

  it.each([...TEXTS, 'unseen: Ω žluťoučký 漢字 \u0000\t end '])('gives back %j', (text) => {
    const ids = tokenizer.encode(text);
    expect(tokenizer.decode(ids)).toBe(text);
    expect(ids.length).toBeLessThanOrEqual(new TextEncoder().encode(text).length);
  });

  it('really merges: known text takes fewer tokens than bytes', () => {
    expect(tokenizer.encode(TEXTS[0] ?? '').length).toBeLessThan((TEXTS[0] ?? '').length / 2);
  });
});

describe('documents as tokens', () => {
  const tokens = new DocumentTokens(tokenizer);

  it.each(TEXTS)('gives the ids of the tokenizer for %j', (text) => {
    expect(tokens.text(text)).toEqual(tokenizer.encode(text));
  });

  it('ends every document, and never makes a special token of its text', () => {
    const ids = [...tokens.document({ text: `a ${TEXT_END} b`, lang: 'en' })];
    expect(ids.filter((id) => id < SPECIAL_TOKENS.length)).toEqual([0]);
    expect(ids.at(-1)).toBe(0);
  });

  it('gives a conversation the ids of the chat template', () => {
    const messages = [
      { role: 'system' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'Hello 12' },
      { role: 'assistant' as const, content: '\n hi there' },
      { role: 'user' as const, content: 'aur?' },
      { role: 'assistant' as const, content: 'bas' },
    ];
    const template = encodeChat({ tokenizer, template: CHAT_TEMPLATE }, messages);
    expect([...tokens.document({ messages, lang: 'en' })]).toEqual([...template.ids, 0]);
  });
});
