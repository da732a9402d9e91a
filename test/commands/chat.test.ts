import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type ChatFlags, chatCommand } from '../../src/commands/chat.js';
import type { CommandIo } from '../../src/commands/io.js';
import type { Message } from '../../src/data/types.js';
import type { ServedModel } from '../../src/deploy/model-host.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { fakeModel } from '../deploy/fake-models.js';

const flags: ChatFlags = { model: 'clerk', maxTokens: 50, temperature: 0, seed: 1 };

function stage(interactive: boolean) {
  const out: string[] = [];
  const shown: string[] = [];
  const input = new PassThrough();
  const output = new PassThrough();
  output.on('data', (chunk: Buffer) => shown.push(chunk.toString()));
  const io = (json = false): CommandIo => ({
    json,
    lang: 'en',
    home: '/nowhere',
    plain: true,
    debug: false,
    out: (text) => void out.push(text),
    progress: () => undefined,
  });
  return { out, shown, input, io, terminal: { input, output, interactive } };
}

const opens = (model: ServedModel) => async () => model;

describe('chat with --prompt', () => {
  it('streams the answer and frees the model', async () => {
    const model = fakeModel(['Nama', 'ste']);
    const { terminal, shown, io } = stage(false);
    expect(await chatCommand({ ...flags, prompt: 'hi' }, io(), terminal, opens(model))).toBe(0);
    expect(shown).toEqual(['Nama', 'ste', '\n']);
    expect(model.calls[0]?.options).toMatchObject({ temperature: 0, seed: 1, maxTokens: 50 });
    expect(model.released).toBe(1);
  });

  it('with --json gives one object and nothing else', async () => {
    const model = fakeModel(['Nama', 'ste']);
    const { terminal, shown, out, io } = stage(false);
    await chatCommand({ ...flags, prompt: 'hi', system: 'Be brief.' }, io(true), terminal, opens(model));
    expect(shown).toEqual([]);
    const messages: Message[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ];
    const promptIds = encodePrompt(model.head, model.format, messages);
    expect(model.calls[0]?.promptIds).toEqual(promptIds);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        model: 'clerk',
        text: 'Namaste',
        finishReason: 'stop',
        promptTokens: promptIds.length,
        completionTokens: 2,
        bestOf: 1,
      },
    ]);
  });

  it('asks the tiny base for forty answers, and any model for as many as are wanted', async () => {
    const draws = async (given: Partial<ChatFlags>): Promise<number> => {
      const model = fakeModel(['ok']);
      const { terminal, io } = stage(false);
      await chatCommand({ ...flags, prompt: 'hi', ...given }, io(), terminal, opens(model));
      return model.calls.length;
    };
    expect(await draws({})).toBe(1);
    expect(await draws({ model: 'nano' })).toBe(40);
    expect(await draws({ model: 'nano', bestOf: 1 })).toBe(1);
    expect(await draws({ bestOf: 3 })).toBe(3);
  });

  it('empty is a problem with a next step, before any model is opened', async () => {
    const { terminal, io } = stage(false);
    const asked = chatCommand({ ...flags, prompt: ' ' }, io(), terminal, () => Promise.reject(new Error('opened')));
    await expect(asked).rejects.toMatchObject({ code: 'empty-prompt' });
  });

  it('too long for the model is a problem with a next step', async () => {
    const { terminal, io } = stage(false);
    const asked = chatCommand({ ...flags, prompt: 'q'.repeat(900) }, io(), terminal, opens(fakeModel([])));
    await expect(asked).rejects.toMatchObject({ code: 'context-length-exceeded', exitCode: 2 });
  });
});

describe('chat without --prompt', () => {
  it('needs a terminal', async () => {
    const { terminal, io } = stage(false);
    await expect(chatCommand(flags, io(), terminal, opens(fakeModel([])))).rejects.toMatchObject({
      code: 'no-terminal',
    });
  });

  it('remembers the conversation until /new', async () => {
    const model = fakeModel(['ok']);
    const { terminal, input, io } = stage(true);
    input.end('one\n\ntwo\n/new\nthree\n/exit\n');
    expect(await chatCommand(flags, io(), terminal, opens(model))).toBe(0);
    const user = (content: string): Message => ({ role: 'user', content });
    const ok: Message = { role: 'assistant', content: 'ok' };
    const expected = [[user('one')], [user('one'), ok, user('two')], [user('three')]];
    expect(model.calls.map((call) => call.promptIds)).toEqual(
      expected.map((messages) => encodePrompt(model.head, model.format, messages)),
    );
  });

  it('goes on after a question that does not fit', async () => {
    const model = fakeModel(['ok']);
    const { terminal, input, shown, io } = stage(true);
    input.end(`${'q'.repeat(900)}\nshort\n`);
    await chatCommand(flags, io(), terminal, opens(model));
    expect(shown.join('')).toContain('maximum context length');
    expect(model.calls).toHaveLength(1);
  });
});
