import { describe, expect, it } from 'vitest';
import { createServer, type ServerOptions } from '../../src/deploy/app.js';
import { createModelHost } from '../../src/deploy/model-host.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { type FakeModel, fakeModel, fakeSource, gate, head, tokenizer } from './fake-models.js';

const hello = { model: 'clerk', messages: [{ role: 'user', content: 'hi' }] };

function serverOf(model: FakeModel, options: Partial<ServerOptions> = {}) {
  return createServer({
    models: createModelHost(fakeSource({ clerk: model })),
    now: () => 1_700_000_000_000,
    ...options,
  });
}

type App = ReturnType<typeof serverOf>;
const post = (app: App, path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const chat = (app: App, body: unknown) => post(app, '/v1/chat/completions', body);

/** The parts of any body that the tests look into. */
interface Body {
  choices: { text: string; message: { content: string }; finish_reason: string }[];
  error: { message: string; param: string | null; code: string | null };
}
const json = async (response: Response): Promise<Body> => (await response.json()) as Body;

async function events(response: Response): Promise<string[]> {
  return (await response.text())
    .split('\n\n')
    .filter(Boolean)
    .map((block) => block.replace(/^data: /, ''));
}

describe('a whole answer', () => {
  it('has the shape of a chat completion with usage counts', async () => {
    const model = fakeModel(['Namaste', ' ji']);
    const response = await chat(serverOf(model), hello);
    expect(response.status).toBe(200);
    const promptTokens = encodePrompt(head, model.format, [{ role: 'user', content: 'hi' }]).length;
    expect(await json(response)).toEqual({
      id: expect.stringMatching(/^chatcmpl-[0-9a-f]{32}$/),
      object: 'chat.completion',
      created: 1_700_000_000,
      model: 'clerk',
      system_fingerprint: 'fp_f00dfeed0000',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Namaste ji', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: promptTokens, completion_tokens: 2, total_tokens: promptTokens + 2 },
    });
  });

  it('is the best of as many as are asked for, whole or as a stream', async () => {
    for (const stream of [false, true]) {
      const model = fakeModel(['Namaste', ' ji']);
      const response = await chat(serverOf(model), { ...hello, seed: 7, best_of: 3, stream });
      expect(await response.text()).toContain('Namaste ji');
      expect(model.calls.map(({ options }) => options.seed)).toEqual([7, 8, 9]);
    }
  });

  it('gives the model the options of the request', async () => {
    const model = fakeModel(['a', 'b', 'c']);
    const body = { ...hello, temperature: 0.5, top_p: 0.9, max_tokens: 2, stop: ['\n', 'END'], seed: 7 };
    const answer = await json(await chat(serverOf(model), body));
    expect(model.calls[0]?.options).toEqual({
      temperature: 0.5,
      topP: 0.9,
      maxTokens: 2,
      stop: ['\n', 'END'],
      seed: 7,
    });
    expect(answer.choices[0]?.finish_reason).toBe('length');
  });

  it('takes max_completion_tokens before max_tokens, and a single stop string', async () => {
    const model = fakeModel(['a']);
    await chat(serverOf(model), { ...hello, max_tokens: 9, max_completion_tokens: 4, stop: 'x' });
    expect(model.calls[0]?.options).toMatchObject({ maxTokens: 4, stop: ['x'] });
  });

  it('never asks for more tokens than the context has room for', async () => {
    const model = fakeModel(['a'], { contextLength: 60 });
    await chat(serverOf(model), { ...hello, max_tokens: 5000 });
    const { promptIds, options } = model.calls[0]!;
    expect(promptIds.length + options.maxTokens).toBe(60);
  });

  it('draws another seed for each request that names none', async () => {
    const model = fakeModel(['a']);
    const app = serverOf(model);
    for (let i = 0; i < 4; i++) await chat(app, hello);
    expect(new Set(model.calls.map((call) => call.options.seed)).size).toBeGreaterThan(1);
  });

  it('joins content given in parts and reads developer as system', async () => {
    const model = fakeModel(['a']);
    await chat(serverOf(model), {
      model: 'clerk',
      messages: [
        { role: 'developer', content: 'be brief' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'h' },
            { type: 'text', text: 'i' },
          ],
        },
      ],
    });
    const expected = encodePrompt(head, model.format, [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'hi' },
    ]);
    expect(model.calls[0]?.promptIds).toEqual(expected);
  });

  it('drops the one space that separates a plain completion from its prompt in chat, and keeps it in text', async () => {
    const model = fakeModel([' ', ' refund'], { format: { kind: 'plain', task: 'classification' } });
    const app = serverOf(model);
    expect((await json(await chat(app, hello))).choices[0]?.message.content).toBe(' refund');
    const text = await json(await post(app, '/v1/completions', { model: 'clerk', prompt: 'hi' }));
    expect(text.choices[0]?.text).toBe('  refund');
    const streamed = await events(await chat(app, { ...hello, stream: true }));
    const content = streamed
      .slice(0, -1)
      .map((event) => JSON.parse(event).choices[0].delta.content ?? '')
      .join('');
    expect(content).toBe(' refund');
  });
});

describe('a text completion', () => {
  it('continues exactly the given text, without any template', async () => {
    const model = fakeModel(['x']);
    const response = await post(serverOf(model), '/v1/completions', {
      model: 'clerk',
      prompt: 'Q: why?\n\nA:',
      max_tokens: 3,
    });
    expect(await json(response)).toMatchObject({ object: 'text_completion', choices: [{ text: 'x', index: 0 }] });
    expect(model.calls[0]?.promptIds.slice(-4)).toEqual(tokenizer.encode('Q: why?\n\nA:').slice(-4));
    expect(tokenizer.decode(model.calls[0]!.promptIds)).not.toContain('user');
  });

  it('takes token ids, and refuses ids that the model does not have', async () => {
    const model = fakeModel(['x']);
    const app = serverOf(model);
    await post(app, '/v1/completions', { model: 'clerk', prompt: [5, 6, 7] });
    expect(model.calls[0]?.promptIds).toEqual([5, 6, 7]);
    const response = await post(app, '/v1/completions', { model: 'clerk', prompt: [5, 999_999] });
    expect(response.status).toBe(400);
    expect((await json(response)).error.param).toBe('prompt');
  });
});

describe('a stream', () => {
  it('sends the role, the pieces, the reason and [DONE]', async () => {
    const response = await chat(serverOf(fakeModel(['Nama', 'ste'])), { ...hello, stream: true });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('x-request-id')).toBeTruthy();
    const sent = await events(response);
    expect(sent.at(-1)).toBe('[DONE]');
    const choices = sent.slice(0, -1).map((event) => JSON.parse(event).choices[0]);
    expect(choices.map((choice) => choice.delta)).toEqual([
      { role: 'assistant', content: '' },
      { content: 'Nama' },
      { content: 'ste' },
      {},
    ]);
    expect(choices.map((choice) => choice.finish_reason)).toEqual([null, null, null, 'stop']);
  });

  it('ends with the usage counts only when they were asked for', async () => {
    const app = serverOf(fakeModel(['a', 'b']));
    const counted = await events(await chat(app, { ...hello, stream: true, stream_options: { include_usage: true } }));
    const last = JSON.parse(counted.at(-2)!);
    expect(last).toMatchObject({ choices: [], usage: { completion_tokens: 2 } });
    expect(JSON.parse(counted[0]!).usage).toBeNull();
    const plain = await events(await chat(app, { ...hello, stream: true }));
    expect(plain.some((event) => event.includes('usage'))).toBe(false);
  });

  it('that fails half way says so and does not look finished', async () => {
    const model = fakeModel(['a', 'b'], {
      beforePiece: (index) => {
        if (index === 1) throw new Error('secret path /x/y');
      },
    });
    const lines: string[] = [];
    const app = serverOf(model, { log: (line) => lines.push(line) });
    const sent = await events(await chat(app, { ...hello, stream: true }));
    expect(sent).not.toContain('[DONE]');
    expect(JSON.parse(sent.at(-1)!)).toEqual({
      error: { message: expect.stringContaining('failed'), type: 'server_error', param: null, code: 'internal_error' },
    });
    expect(sent.join()).not.toContain('secret');
    expect(lines.join()).toContain('secret path');
    expect((await chat(serverOf(fakeModel(['ok'])), hello)).status).toBe(200);
  });

  it('stops the model when the reader leaves, and lets the next one in', async () => {
    const step = gate();
    let stopped = false;
    const model = fakeModel(['a', 'b', 'c'], {
      beforePiece: async (index, signal) => {
        if (index !== 1) return;
        await Promise.race([step.wait, new Promise((resolve) => signal?.addEventListener('abort', resolve))]);
        stopped ||= signal?.aborted ?? false;
      },
    });
    const app = serverOf(model);
    const response = await chat(app, { ...hello, stream: true });
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    step.open();
    expect((await chat(app, hello)).status).toBe(200);
    expect(stopped).toBe(true);
    expect(model.mostRunning).toBe(1);
  });

  it('refuses a bad request with a status, not inside the stream', async () => {
    const response = await chat(serverOf(fakeModel(['a'])), { ...hello, model: 'nobody', stream: true });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/json');
  });
});

describe('errors', () => {
  const cases: [string, unknown, number, string | null, string][] = [
    ['an unknown model', { ...hello, model: 'x' }, 404, 'model', 'model_not_found'],
    ['no model', { messages: hello.messages }, 400, 'model', 'invalid_value'],
    ['no messages', { model: 'clerk' }, 400, 'messages', 'invalid_value'],
    ['an empty conversation', { model: 'clerk', messages: [] }, 400, 'messages', 'invalid_value'],
    [
      'an unknown role',
      { model: 'clerk', messages: [{ role: 'tool', content: 'x' }] },
      400,
      'messages.0.role',
      'invalid_value',
    ],
    [
      'a conversation without a question',
      { model: 'clerk', messages: [{ role: 'assistant', content: 'x' }] },
      400,
      'messages',
      'invalid_value',
    ],
    [
      'an image',
      { model: 'clerk', messages: [{ role: 'user', content: [{ type: 'image_url' }] }] },
      400,
      'messages.0.content',
      'invalid_value',
    ],
    ['too hot', { ...hello, temperature: 2.5 }, 400, 'temperature', 'invalid_value'],
    ['top_p above 1', { ...hello, top_p: 1.1 }, 400, 'top_p', 'invalid_value'],
    ['no tokens', { ...hello, max_tokens: 0 }, 400, 'max_tokens', 'invalid_value'],
    ['a broken seed', { ...hello, seed: 1.5 }, 400, 'seed', 'invalid_value'],
    ['five stops', { ...hello, stop: ['a', 'b', 'c', 'd', 'e'] }, 400, 'stop', 'invalid_value'],
    ['an empty stop', { ...hello, stop: '' }, 400, 'stop', 'invalid_value'],
    ['best of none', { ...hello, best_of: 0 }, 400, 'best_of', 'invalid_value'],
    ['best of too many', { ...hello, best_of: 65 }, 400, 'best_of', 'invalid_value'],
    ['two answers', { ...hello, n: 2 }, 400, 'n', 'invalid_value'],
    ['tools', { ...hello, tools: [{ type: 'function' }] }, 400, 'tools', 'unsupported_parameter'],
    ['log probabilities', { ...hello, logprobs: true }, 400, 'logprobs', 'unsupported_parameter'],
    [
      'a JSON answer',
      { ...hello, response_format: { type: 'json_object' } },
      400,
      'response_format',
      'unsupported_parameter',
    ],
    [
      'stream options without a stream',
      { ...hello, stream_options: { include_usage: true } },
      400,
      'stream_options',
      'invalid_value',
    ],
    ['a list', [hello], 400, null, 'invalid_type'],
    ['broken JSON', '{"model": ', 400, null, 'invalid_json'],
    [
      'too long a question',
      { ...hello, messages: [{ role: 'user', content: 'q'.repeat(900) }] },
      400,
      'messages',
      'context_length_exceeded',
    ],
    ['too large a body', { ...hello, pad: 'x'.repeat(9000) }, 413, null, 'request_too_large'],
  ];
  it.each(cases)('%s is told', async (_name, body, status, param, code) => {
    const response = await chat(serverOf(fakeModel(['a']), { limits: { bodyBytes: 8000 } }), body);
    expect(response.status).toBe(status);
    const { error } = await json(response);
    expect(error).toEqual({ message: expect.any(String), type: 'invalid_request_error', param, code });
  });

  it('harmless values of options that are not served are let through', async () => {
    const body = {
      ...hello,
      n: 1,
      tools: [],
      logit_bias: {},
      presence_penalty: 0,
      logprobs: false,
      user: 'u',
      stop: null,
      seed: null,
    };
    expect((await chat(serverOf(fakeModel(['a'])), body)).status).toBe(200);
  });

  it('a body without a JSON content type is refused, not guessed', async () => {
    const response = await post(serverOf(fakeModel(['a'])), '/v1/chat/completions', hello, {
      'content-type': 'text/plain',
    });
    expect(response.status).toBe(415);
    expect((await json(response)).error.message).toContain('application/json');
  });

  it('an unknown path and a wrong method are JSON errors', async () => {
    const app = serverOf(fakeModel(['a']));
    const path = await app.request('/v1/embeddings', { method: 'POST' });
    expect([path.status, (await json(path)).error.code]).toEqual([404, 'unknown_url']);
    const method = await app.request('/v1/chat/completions');
    expect([method.status, method.headers.get('allow'), (await json(method)).error.code]).toEqual([
      405,
      'POST',
      'method_not_allowed',
    ]);
  });

  it('a bug is a 500 that tells the log and not the client', async () => {
    const lines: string[] = [];
    const model = fakeModel(['a'], {
      beforePiece: () => {
        throw new TypeError('inner detail');
      },
    });
    const response = await chat(serverOf(model, { log: (line) => lines.push(line) }), hello);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('inner detail');
    expect(lines.join()).toContain('inner detail');
  });
});

describe('the key', () => {
  const app = serverOf(fakeModel(['a']), { apiKey: 'open sesame' });
  it.each([
    ['none', {}, 401],
    ['a wrong one', { authorization: 'Bearer nope' }, 401],
    ['another scheme', { authorization: 'Basic open sesame' }, 401],
    ['the right one', { authorization: 'Bearer open sesame' }, 200],
  ])('%s', async (_name, headers, status) => {
    const response = await post(app, '/v1/chat/completions', hello, headers);
    expect(response.status).toBe(status);
    if (status === 401) expect((await json(response)).error.code).toBe('invalid_api_key');
  });

  it('guards the list of models, and not the health', async () => {
    expect((await app.request('/v1/models')).status).toBe(401);
    expect((await app.request('/health')).status).toBe(200);
  });
});

describe('the rest', () => {
  it('lists the models and shows one', async () => {
    const app = serverOf(fakeModel(['a']));
    const entry = {
      id: 'clerk',
      object: 'model',
      created: 1_767_323_045,
      owned_by: 'vishesh',
      kind: 'tuned',
      base: 'nano',
    };
    expect(await (await app.request('/v1/models')).json()).toEqual({ object: 'list', data: [entry] });
    expect(await (await app.request('/v1/models/clerk')).json()).toEqual(entry);
    expect((await app.request('/v1/models/x')).status).toBe(404);
  });

  it('gives every response a request id and keeps a good one', async () => {
    const app = serverOf(fakeModel(['a']));
    expect((await app.request('/nowhere')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    const kept = await app.request('/health', { headers: { 'x-request-id': 'mine-1' } });
    expect(kept.headers.get('x-request-id')).toBe('mine-1');
  });

  it('on loopback answers only to loopback names', async () => {
    const app = serverOf(fakeModel(['a']), { loopbackOnly: true });
    expect((await app.request('http://127.0.0.1:8787/health')).status).toBe(200);
    expect((await app.request('http://[::1]:8787/health')).status).toBe(200);
    expect((await app.request('http://evil.example/v1/models')).status).toBe(403);
  });
});
