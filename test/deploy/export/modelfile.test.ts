/** The Modelfile's Go template, read by an interpreter of its own, writes the prompts of training. */
import { describe, expect, it } from 'vitest';
import type { PromptFormat } from '../../../src/data/prompt-format.js';
import { formatPrompt } from '../../../src/data/templates.js';
import { checkedModelfile } from '../../../src/deploy/export/modelfile.js';
import { PROBES } from '../../../src/deploy/export/turn-layout.js';
import { type ChatTurn, renderChat } from '../../../src/engine/text/chat-template.js';
import type { OpenModel } from '../../../src/models/types.js';
import { tinyModel } from '../../support/tiny-model.js';
import { TINY_CHAT_TEMPLATE } from '../../support/tiny-tokenizer.js';
import { renderGo } from './go-template.js';

const SMOLLM2 =
  "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";
const BRACES = TINY_CHAT_TEMPLATE.replaceAll("message['role'] + ", "message['role'] + ' {{ \"\"\" ' + ");
/** Blanks at the ends of a message are lost. */
const TRIMMING = TINY_CHAT_TEMPLATE.replaceAll("message['content']", "message['content'] | trim");

function modelfile(chatTemplate: string | null, promptFormat: PromptFormat, greedy = false) {
  const { tokenizer, config, weights } = tinyModel();
  const base: OpenModel = {
    id: 'tiny',
    path: 'tiny',
    config,
    weights,
    tokenizer,
    chatTemplate,
    precision: 'F32',
    fingerprint: '',
    nameOrPath: 'tiny',
  };
  const { text } = checkedModelfile({ base, promptFormat, greedy }, { from: 'model.gguf', adapter: null });
  return { text, template: /^TEMPLATE """(.*?)"""$/ms.exec(text)?.[1] ?? '' };
}

/** As Ollama hands a conversation to a template: all messages, and the system messages once more by themselves. */
const goData = (turns: readonly ChatTurn[]) => ({
  System: turns.find(({ role }) => role === 'system')?.content ?? '',
  Messages: turns.map(({ role, content }) => ({ Role: role, Content: content })),
});

describe('the template of a Modelfile', () => {
  it.each([
    ['plain ChatML', TINY_CHAT_TEMPLATE],
    ['one with a default system message', SMOLLM2],
    ['one with braces and quotes of its own', BRACES],
  ])('writes every conversation as the chat template does: %s', (_, chatTemplate) => {
    const { template } = modelfile(chatTemplate, { kind: 'chat', system: null });
    for (const turns of PROBES)
      expect(renderGo(template, goData(turns))).toBe(renderChat(chatTemplate, turns, { addGenerationPrompt: true }));
  });

  it('carries the system message of training, the ends of an answer, and greedy decoding where answers must not vary', () => {
    const { text } = modelfile(SMOLLM2, { kind: 'chat', system: 'Classify. Answer with:\n"east", north.' }, true);
    expect(text).toMatch(/^FROM \.\/model\.gguf$/m);
    expect(text).toContain('SYSTEM """Classify. Answer with:\n"east", north."""\n');
    expect(text).toMatch(/^PARAMETER stop "<\|im_end\|>"$/m);
    expect(text).toMatch(/^PARAMETER stop "<\|endoftext\|>"$/m);
    expect(text).toMatch(/^PARAMETER temperature 0$/m);
    expect(modelfile(SMOLLM2, { kind: 'chat', system: null }).text).not.toMatch(/SYSTEM|temperature/);
  });

  it('writes the plain prompt of a task for a model without turns', () => {
    const { template } = modelfile(null, { kind: 'plain', task: 'classification' });
    expect(renderGo(template, { Prompt: 'late {{ train }}' })).toBe(formatPrompt('classification', 'late {{ train }}'));
  });

  it('refuses a chat template that is more than fixed text around the words', () => {
    expect(() => modelfile(TRIMMING, { kind: 'chat', system: null })).toThrow(
      expect.objectContaining({ code: 'template-not-exportable' }),
    );
  });

  it('refuses a system message that would end the Modelfile’s quotes', () => {
    expect(() => modelfile(SMOLLM2, { kind: 'chat', system: 'say """ now' })).toThrow(
      expect.objectContaining({ code: 'template-not-exportable' }),
    );
  });
});
