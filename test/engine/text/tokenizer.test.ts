import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenizer } from '../../../src/engine/text/tokenizer.js';
import { problemOf } from '../../support/problem-of.js';
import { TINY_VOCAB_SIZE, tinyTokenizer, tinyTokenizerJson } from '../../support/tiny-tokenizer.js';

const tokenizer = tinyTokenizer();

const TEXTS: Record<string, string> = {
  empty: '',
  'one character': 'a',
  Devanagari: 'विशेष डॉक्टर, क्या हाल है?',
  emoji: 'ok 👩🏽‍⚕️🎉 done',
  CRLF: 'line one\r\nline two\r\n\r\n',
  Hangul: '안녕하세요 세계',
  code: 'function add(a, b) {\n\treturn a + b; // sum\n}\n',
  'spaces and digits': '  a   12345  ',
  'no space before the full stop': "it 's . fine !",
};

test.each(Object.entries(TEXTS))('text with %s survives a round trip', (_name, text) => {
  expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
});

test('any text survives a round trip, and no text turns into a special token', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<|im_end|>', '<|im_', '\n'))),
      (parts) => {
        const text = parts.join('');
        const ids = tokenizer.encode(text);
        expect(tokenizer.decode(ids)).toBe(text);
        expect(ids.filter((id) => tokenizer.isSpecial(id))).toEqual([]);
      },
    ),
  );
});

test('merges apply in their order: " the" is one token, made of th, the, Ġthe', () => {
  expect(tokenizer.encode(' the').map((id) => tokenizer.tokenOf(id))).toEqual(['Ġthe']);
  expect(tokenizer.encode('then').map((id) => tokenizer.tokenOf(id))).toEqual(['the', 'n']);
  expect(tokenizer.encode('user').map((id) => tokenizer.tokenOf(id))).toEqual(['user']);
});

test('a special token in text is ordinary pieces, unless it is allowed', () => {
  expect(tokenizer.encode('a<|im_end|>b').length).toBeGreaterThan(5);
  const allowed = tokenizer.encode('a<|im_end|>b', { allowSpecial: true });
  expect(allowed.map((id) => tokenizer.tokenOf(id))).toEqual(['a', '<|im_end|>', 'b']);
  expect(tokenizer.decode(allowed)).toBe('a<|im_end|>b');
  expect(tokenizer.decode(allowed, { skipSpecial: true })).toBe('ab');
});

test('ids and tokens are each other’s inverse, over the whole vocabulary', () => {
  expect(tokenizer.vocabSize).toBe(TINY_VOCAB_SIZE);
  for (let id = 0; id < tokenizer.vocabSize; id++) expect(tokenizer.idOf(tokenizer.tokenOf(id) ?? '')).toBe(id);
  expect(tokenizer.tokenOf(tokenizer.vocabSize)).toBeUndefined();
});

test('the configuration, else the post-processor, says whether a beginning-of-text token is put in front', () => {
  const parts = { tokenizerJson: tinyTokenizerJson(), endIds: [2], bosId: 1, padId: 2 };
  expect(createTokenizer(parts).addsBos).toBe(false);
  expect(createTokenizer({ ...parts, tokenizerConfig: { add_bos_token: true } }).addsBos).toBe(true);
  const processor = {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<|im_start|>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [],
    special_tokens: { '<|im_start|>': { id: '<|im_start|>', ids: [1], tokens: ['<|im_start|>'] } },
  };
  expect(
    createTokenizer({ ...parts, tokenizerJson: { ...tinyTokenizerJson(), post_processor: processor } }).addsBos,
  ).toBe(true);
});

test('an unusable tokenizer.json is refused with the reason', () => {
  const parts = { endIds: [2], bosId: 1, padId: 2 };
  expect(() => createTokenizer({ ...parts, tokenizerJson: {} })).toThrow(/cannot be used: model/);
  const missing = { ...parts, tokenizerJson: tinyTokenizerJson(), endIds: [9999] };
  expect(() => createTokenizer(missing)).toThrow(/no token with id 9999/);
});

describe('a file of the tokenizer that makes no sense is refused by name, never by a crash:', () => {
  const parts = { endIds: [2], bosId: 1, padId: 2 };
  const made = (change: object) => () =>
    createTokenizer({ ...parts, tokenizerJson: { ...tinyTokenizerJson(), ...change } });

  test('add_bos_token of null is not set, and a word is refused', async () => {
    const withBos = (add_bos_token: unknown) => () =>
      createTokenizer({ ...parts, tokenizerJson: tinyTokenizerJson(), tokenizerConfig: { add_bos_token } });
    expect(withBos(null)().addsBos).toBe(false);
    const problem = await problemOf(withBos('yes'));
    expect(problem).toMatchObject({ code: 'bad-tokenizer', where: 'tokenizer_config.json' });
    expect(problem.message).toContain('add_bos_token');
  });

  test('a post-processor without its template', async () => {
    const problem = await problemOf(made({ post_processor: { type: 'TemplateProcessing', single: null } }));
    expect(problem).toMatchObject({ code: 'bad-tokenizer', where: 'tokenizer.json' });
  });

  test.each(['pre_tokenizer', 'normalizer', 'decoder', 'post_processor'])('20,000 levels of %s', async (part) => {
    const children = { pre_tokenizer: 'pretokenizers', normalizer: 'normalizers' }[part] ?? 'decoders';
    let nested: object = { type: 'Fuse' };
    for (let i = 0; i < 20_000; i++) nested = { type: 'Sequence', [children]: [nested] };
    const problem = await problemOf(made({ [part]: nested }));
    expect(problem.code).toBe('bad-tokenizer');
    expect(problem.message).toContain(`${part} is nested deeper than`);
  });

  test('a decoder that breaks only when it is used', async () => {
    const problem = await problemOf(made({ decoder: { type: 'Sequence', decoders: [null] } }));
    expect(problem).toMatchObject({ code: 'bad-tokenizer', where: 'tokenizer.json' });
  });
});

test('takes a vocabulary as large as any model’s', () => {
  const json = tinyTokenizerJson();
  for (let i = 0; i < 260_000; i++) json.model.vocab[`<unused ${i}>`] = TINY_VOCAB_SIZE + i;
  const tokenizer = createTokenizer({ tokenizerJson: json, endIds: [2], bosId: 1, padId: 2 });
  expect(tokenizer.vocabSize).toBe(TINY_VOCAB_SIZE + 260_000);
  expect(tokenizer.decode(tokenizer.encode('the rain'))).toBe('the rain');
});

test('a digit of any script stands alone: byte pairs never merge across two of them', () => {
  const json = tinyTokenizerJson();
  const vocab: Record<string, number> = { ...json.model.vocab, ªà: TINY_VOCAB_SIZE };
  // In bytes ४ ends with ª and ५ begins with à.
  const model = { ...json.model, vocab, merges: ['ª à', ...json.model.merges] };
  const own = createTokenizer({ tokenizerJson: { ...json, model }, endIds: [2], bosId: null, padId: 2 });
  const tokensOf = (text: string) => own.encode(text).map((id) => own.tokenOf(id));
  expect(tokensOf('४५').join('')).toBe('à¥ªà¥«');
  expect(tokensOf('४५')).not.toContain('ªà');
});
