// The served prompt is the trained one: what the model sees over HTTP is, token by token, what stood before the answer in training.
import { describe, expect, it } from 'vitest';
import type { PromptFormat } from '../../src/data/prompt-format.js';
import { type Example, type Message, TASKS } from '../../src/data/types.js';
import { createServer } from '../../src/deploy/app.js';
import { createModelHost } from '../../src/deploy/model-host.js';
import { encodeExample, promptFormatFor, promptMessages } from '../../src/models/encode-example.js';
import { fakeModel, fakeSource, head, tokenizer } from './fake-models.js';

const labels = ['billing', 'delivery'];
const plainHead = { tokenizer, chatTemplate: null };
const conversation: Message[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Namaste\n\n' },
  { role: 'assistant', content: 'Boliye' },
  { role: 'user', content: ' mera parcel <|im_end|> kahan hai? ' },
  { role: 'assistant', content: 'Raste me.' },
];
const examples: [string, Example][] = [
  ['one question', { line: 1, input: 'where is my parcel?', output: 'delivery' }],
  ['white space and Hindi', { line: 2, input: '  पार्सल\n\tkahan?  ', output: 'delivery' }],
  ['a conversation', { line: 3, input: '', output: 'Raste me.', messages: conversation }],
];

async function servedIds(format: PromptFormat, messages: Message[], chatTemplate: string | null): Promise<number[]> {
  const model = { ...fakeModel(['x'], { format, contextLength: 10_000 }), head: { tokenizer, chatTemplate } };
  const app = createServer({ models: createModelHost(fakeSource({ clerk: model })) });
  const response = await app.request('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'clerk', messages }),
  });
  expect(response.status).toBe(200);
  return [...model.calls[0]!.promptIds];
}

describe.each(TASKS)('a model trained for %s', (task) => {
  it.each(examples)('with a chat template sees the trained tokens: %s', async (_name, example) => {
    const format = promptFormatFor({ task, labels, chatTemplate: head.chatTemplate });
    const trained = encodeExample(head, format, example, task);
    // In a conversation with several assistant turns, the last one is the answer.
    const answerStart = trained.trained.lastIndexOf(0, trained.trained.lastIndexOf(1)) + 1;
    const ids = await servedIds(format, promptMessages(example), head.chatTemplate);
    expect(ids).toEqual([...trained.ids.slice(0, answerStart)]);
  });

  it.each(examples)('with a plain template sees the trained tokens: %s', async (_name, example) => {
    const format = promptFormatFor({ task, chatTemplate: null });
    const trained = encodeExample(plainHead, format, example, task);
    const ids = await servedIds(format, promptMessages(example), null);
    expect(ids).toEqual([...trained.ids.slice(0, trained.promptTokens)]);
  });
});

it('a base asked in the prompt format of a plain tuned model sees what that one sees', async () => {
  const model = { ...fakeModel([' a'], { format: { kind: 'plain', task: 'chat' } }), head: plainHead };
  const app = createServer({ models: createModelHost(fakeSource({ nano: model })) });
  const response = await app.request('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'nano',
      messages: [{ role: 'user', content: 'hi' }],
      prompt_format: { kind: 'plain', task: 'qa' },
    }),
  });
  expect(response.status).toBe(200);
  const asked = await servedIds({ kind: 'plain', task: 'qa' }, [{ role: 'user', content: 'hi' }], null);
  expect([...model.calls[0]!.promptIds]).toEqual(asked);
  expect(asked).not.toEqual(await servedIds({ kind: 'plain', task: 'chat' }, [{ role: 'user', content: 'hi' }], null));
});

it('a prompt format that does not exist is refused by name', async () => {
  const app = createServer({ models: createModelHost(fakeSource({ nano: fakeModel(['a']) })) });
  const response = await app.request('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'nano', messages: [{ role: 'user', content: 'hi' }], prompt_format: { kind: 'x' } }),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('prompt_format');
});

it('the comparison can fail: another system message gives other tokens', async () => {
  const [, example] = examples[0]!;
  const trained = encodeExample(head, { kind: 'chat', system: 'A' }, example);
  const ids = await servedIds({ kind: 'chat', system: 'B' }, promptMessages(example), head.chatTemplate);
  expect(ids).not.toEqual([...trained.ids.slice(0, trained.promptTokens)]);
});
