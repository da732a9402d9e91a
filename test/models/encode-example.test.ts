import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PromptFormat } from '../../src/data/prompt-format.js';
import { type Example, type Message, TASKS } from '../../src/data/types.js';
import {
  encodeAnswer,
  encodeExample,
  encodePrompt,
  promptFormatFor,
  promptMessages,
} from '../../src/models/encode-example.js';
import { TINY_CHAT_TEMPLATE, tinyTokenizer } from '../support/tiny-tokenizer.js';

const tokenizer = tinyTokenizer();
const head = { tokenizer, chatTemplate: TINY_CHAT_TEMPLATE };
const format = (task: (typeof TASKS)[number], chatTemplate: string | null): PromptFormat =>
  promptFormatFor({ task, labels: ['refund', 'login'], chatTemplate });

const text = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('\n\n x', 'a<|im_end|>b', ' '));
const messages = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }))
  .map(([system, rounds]): Message[] => [
    ...(system ? [{ role: 'system' as const, content: 'rules' }] : []),
    ...rounds.flatMap(([q, a]): Message[] => [
      { role: 'user', content: q },
      { role: 'assistant', content: a },
    ]),
  ]);
const examples = fc.oneof(
  fc.record({ line: fc.constant(1), input: text, output: text }),
  messages.map((turns): Example => ({ line: 1, input: '', output: turns.at(-1)?.content ?? '', messages: turns })),
);

test('served prompt + answer + end token are, one by one, the trained ids: every task, with and without a chat template', () => {
  fc.assert(
    fc.property(examples, fc.constantFrom(...TASKS), fc.boolean(), (example, task, chat) => {
      const promptFormat = format(task, chat ? TINY_CHAT_TEMPLATE : null);
      const trained = encodeExample(head, promptFormat, example, task);
      const prompt = encodePrompt(head, promptFormat, promptMessages(example), task);
      const answer = encodeAnswer(head, promptFormat, example.output);
      expect(answer.at(-1)).toBe(tokenizer.endIds[0]);
      const served = [...prompt, ...answer];
      // After its end token a chat template may close the line; that is not trained and never served.
      expect([...trained.ids.slice(0, served.length)]).toEqual(served);
      expect(trained.ids.length - served.length).toBe(chat ? 1 : 0);
      expect([...trained.trained.slice(prompt.length, served.length)].every((flag) => flag === 1)).toBe(true);
    }),
  );
});

test('a plain format is the notes’ template, the answer with its leading space, and the end', () => {
  const encoded = encodeExample(head, format('qa', null), { line: 1, input: 'why?', output: 'so' }, 'qa');
  expect(tokenizer.decode([...encoded.ids])).toBe('Q: why?\n\nA: so<|im_end|>');
  expect(tokenizer.decode(encodeAnswer(head, format('qa', null), 'so'))).toBe(' so<|im_end|>');
});

test('a chat format puts its system message in front only where the conversation has none', () => {
  const chat: PromptFormat = { kind: 'chat', system: 'S' };
  const user: Message = { role: 'user', content: 'u' };
  expect(tokenizer.decode(encodePrompt(head, chat, [user]))).toMatch(/^<\|im_start\|>system\nS<\|im_end\|>/);
  expect(tokenizer.decode(encodePrompt(head, chat, [{ role: 'system', content: 'own' }, user]))).not.toContain('S<');
});

test('for classification the labels are listed, up to twenty of them', () => {
  expect(format('classification', TINY_CHAT_TEMPLATE)).toEqual({
    kind: 'chat',
    system: 'Classify the message. Answer with one of these categories and nothing else: refund, login.',
  });
  const labels = Array.from({ length: 21 }, (_, index) => `l${index}`);
  const choice = { task: 'classification' as const, chatTemplate: TINY_CHAT_TEMPLATE };
  expect(promptFormatFor({ ...choice, labels })).toEqual({ kind: 'chat', system: null });
  expect(promptFormatFor({ ...choice, labels: labels.slice(1) })).toMatchObject({
    system: expect.stringContaining('l20'),
  });
  expect(format('qa', TINY_CHAT_TEMPLATE)).toEqual({ kind: 'chat', system: null });
  expect(format('code', null)).toEqual({ kind: 'plain', task: 'code' });
});

test('a chat format on a model without a template is refused with a next step', () => {
  const bare = { tokenizer, chatTemplate: null };
  expect(() => encodePrompt(bare, { kind: 'chat', system: null }, [])).toThrow(/no chat template/);
});
