import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/localized.js';
import { convertRow, FORMATS, formatOfRecord } from '../../../src/data/formats/index.js';
import type { Columns, Shape } from '../../../src/data/types.js';

const convert = (shape: Shape, record: Record<string, unknown>, columns?: Columns) =>
  convertRow(
    { line: 7, record },
    { shape, columns: columns ?? formatOfRecord(record)?.match(Object.keys(record)) ?? {} },
  );

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown, weight?: unknown) => ({
  role: 'assistant',
  content,
  ...(weight === undefined ? {} : { weight }),
});
const chat = (...messages: unknown[]) => convert('messages', { messages });

describe('shapes with a prompt and an answer', () => {
  it.each<[Shape, Record<string, unknown>]>([
    ['input-output', { input: 'a', output: 'b' }],
    ['prompt-completion', { prompt: 'a', completion: 'b' }],
    ['text-label', { text: 'a', category: 'b' }],
    ['text-label', { Text: 'a', Label: 'b' }],
    ['question-answer', { question: 'a', answer: 'b' }],
    ['alpaca', { instruction: 'a', output: 'b' }],
    ['alpaca', { instruction: 'a', input: '', output: 'b' }],
  ])('%s is recognised by its keys and converted', (shape, record) => {
    expect(formatOfRecord(record)?.shape).toBe(shape);
    expect(convert(shape, record)).toEqual({ line: 7, input: 'a', output: 'b' });
  });

  it('puts the input of Alpaca below the instruction', () => {
    expect(convert('alpaca', { instruction: 'Translate', input: 'chai', output: 'tea' })).toMatchObject({
      input: 'Translate\n\nchai',
    });
  });

  it('leaves the words as they are and reads numbers and booleans as text', () => {
    expect(convert('text-label', { text: '  a  ', label: 0 })).toEqual({ line: 7, input: '  a  ', output: '0' });
    expect(convert('text-label', { text: 5, label: false })).toEqual({ line: 7, input: '5', output: 'false' });
  });

  it.each([
    [{ input: 'a' }, 'missing-field', 'output'],
    [{ input: 'a', output: null }, 'missing-field', 'output'],
    [{ input: ' \n', output: 'b' }, 'empty-field', 'input'],
    [{ input: ['a'], output: 'b' }, 'not-a-string', 'input'],
    [{ input: 'a', output: { text: 'b' } }, 'not-a-string', 'output'],
  ])('%j is a problem of kind %s in %s', (record, kind, field) => {
    expect(convert('input-output', record, { prompt: 'input', completion: 'output' })).toMatchObject({ kind, field });
  });

  it('does not take inherited names for columns', () => {
    expect(convert('input-output', { input: 'a' }, { prompt: 'input', completion: 'constructor' })).toMatchObject({
      kind: 'missing-field',
    });
  });

  it('calls a record of another shape a schema mismatch', () => {
    const columns = { prompt: 'input', completion: 'output' };
    expect(convert('input-output', { messages: [user('a'), assistant('b')] }, columns)).toMatchObject({
      kind: 'schema-mismatch',
    });
    expect(convert('input-output', { foo: 1 }, columns)).toMatchObject({ kind: 'missing-field' });
  });
});

describe('conversations', () => {
  it('keep all turns; the last assistant turn is the output and the turns before it the input', () => {
    const turns = [{ role: 'system', content: 's' }, user('a'), assistant('b', 0), user('c'), assistant('d')];
    expect(chat(...turns)).toEqual({
      line: 7,
      input: 'System: s\n\nUser: a\n\nAssistant: b\n\nUser: c',
      output: 'd',
      messages: turns,
    });
    expect(chat(user('a'), assistant('b'))).toMatchObject({ input: 'a', output: 'b' });
  });

  it('are read from ShareGPT with its own names for speakers', () => {
    const conversations = [
      { from: 'human', value: 'a' },
      { from: 'gpt', value: 'b' },
    ];
    expect(convert('sharegpt', { system: 's', conversations })).toMatchObject({
      messages: [{ role: 'system', content: 's' }, user('a'), assistant('b')],
    });
    expect(convert('sharegpt', { conversations: [{ from: 'robot', value: 'a' }] })).toMatchObject({
      kind: 'unknown-role',
    });
  });

  it('are read from JSON text in a cell, and from a list of text parts', () => {
    expect(convert('messages', { messages: JSON.stringify([user('a'), assistant('b')]) })).toMatchObject({
      output: 'b',
    });
    expect(
      chat(
        user([
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ]),
        assistant('c'),
      ),
    ).toMatchObject({ input: 'ab' });
    expect(chat(user([{ type: 'image_url', image_url: {} }]), assistant('c'))).toMatchObject({ kind: 'not-a-string' });
  });

  it.each([
    ['empty-conversation', []],
    ['no-assistant-turn', [user('a')]],
    ['nothing-to-train', [user('a'), assistant('b', 0)]],
    ['nothing-to-train', [user('a'), assistant('b', 0), user('c'), assistant('d', 0)]],
    ['role-order', [assistant('b', 0), user('a')]],
    ['unknown-role', [{ role: 'tool', content: 'x' }]],
    ['unknown-role', [user('a'), { role: 'assistant', content: null, tool_calls: [{ id: '1', type: 'function' }] }]],
    ['missing-field', [{ content: 'x' }]],
    ['missing-field', [user('a'), { role: 'assistant' }]],
    ['empty-field', [user(' '), assistant('b')]],
    ['role-order', [assistant('b'), user('a')]],
    ['role-order', [user('a'), user('b'), assistant('c')]],
    ['role-order', [user('a'), assistant('b'), user('c')]],
    ['role-order', [user('a'), { role: 'system', content: 's' }, assistant('b')]],
    ['schema-mismatch', ['text']],
    ['schema-mismatch', [user('a'), assistant('b', 2)]],
  ])('with %s are refused: %j', (kind, messages) => {
    expect(convert('messages', { messages })).toMatchObject({ kind });
  });

  it('name the turn that is at fault', () => {
    expect(chat(user('a'), assistant(''))).toMatchObject({ field: 'messages[1].content' });
  });
});

describe('every format', () => {
  it('answers any record with an example or a problem, never with an exception', () => {
    const record = fc.dictionary(
      fc.constantFrom('input', 'output', 'messages', 'conversations', 'text', 'label', 'instruction', 'system'),
      fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.dictionary(
            fc.constantFrom('role', 'content', 'from', 'value', 'weight'),
            fc.oneof(fc.jsonValue(), fc.constantFrom('user', 'assistant', 'gpt')),
          ),
        ),
      ),
    );
    fc.assert(
      fc.property(record, fc.constantFrom(...FORMATS), (value, format) => {
        const columns = format.match(Object.keys(value)) ?? {
          prompt: 'input',
          completion: 'output',
          messages: 'messages',
        };
        const converted = format.convert(value, columns, 3);
        if ('kind' in converted) expect(say(converted.detail, 'hi')).toEqual(expect.any(String));
        else
          expect([converted.line, converted.input.trim() === '', converted.output.trim() === '']).toEqual([
            3,
            false,
            false,
          ]);
      }),
    );
  });
});
