import { expect, test } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import { renderChat } from '../../../src/engine/text/chat-template.js';
import { TINY_CHAT_TEMPLATE } from '../../support/tiny-tokenizer.js';

test('renders a conversation, with and without the opening of the answer', () => {
  const turns = [{ role: 'user' as const, content: 'hi {{ x }}' }];
  expect(renderChat(TINY_CHAT_TEMPLATE, turns, { addGenerationPrompt: false })).toBe(
    '<|im_start|>user\nhi {{ x }}<|im_end|>\n',
  );
  expect(renderChat(TINY_CHAT_TEMPLATE, turns, { addGenerationPrompt: true })).toBe(
    '<|im_start|>user\nhi {{ x }}<|im_end|>\n<|im_start|>assistant\n',
  );
});

test('the template can use the beginning and end tokens', () => {
  const template = '{{ bos_token }}{{ messages[0].content }}{{ eos_token }}';
  const options = { addGenerationPrompt: false, bosToken: '<s>', eosToken: '</s>' };
  expect(renderChat(template, [{ role: 'user', content: 'x' }], options)).toBe('<s>x</s>');
});

test('a template never learns today’s date', () => {
  const template = "{% if strftime_now is defined %}{{ strftime_now('%Y') }}{% else %}fixed{% endif %}";
  expect(renderChat(template, [], { addGenerationPrompt: false })).toBe('fixed');
});

test('what a template refuses is a problem with its own words and the roles', () => {
  const template = "{{ raise_exception('Conversation roles must alternate') }}";
  const turns = [
    { role: 'user' as const, content: 'a' },
    { role: 'user' as const, content: 'b' },
  ];
  let caught: unknown;
  try {
    renderChat(template, turns, { addGenerationPrompt: false });
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(Problem);
  expect(caught).toMatchObject({ code: 'chat-template', where: 'roles: user, user' });
  expect((caught as Problem).message).toContain('Conversation roles must alternate');
});

test('a template that does not parse is a problem, not a crash', () => {
  expect(() => renderChat('{% for x %}', [], { addGenerationPrompt: false })).toThrow(/chat template cannot be read/);
});
