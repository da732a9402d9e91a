// The contract: the official client against a real port.
import { createServer as createTcpServer } from 'node:net';
import OpenAI, {
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  RateLimitError,
} from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { createModelHost, type HostLimits } from '../../src/deploy/model-host.js';
import { type RunningServer, type ServeOptions, startServer } from '../../src/deploy/serve.js';
import { type FakeModel, fakeModel, fakeSource, gate } from './fake-models.js';

const running: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(model: FakeModel, options: Partial<ServeOptions> = {}, limits: Partial<HostLimits> = {}) {
  const models = createModelHost(fakeSource({ clerk: model }), limits);
  const server = await startServer({ host: '127.0.0.1', port: 0, models, ...options });
  running.push(server);
  const client = new OpenAI({ baseURL: server.endpoint, apiKey: options.apiKey ?? 'none', maxRetries: 0 });
  return { server, client };
}

const question = { model: 'clerk', messages: [{ role: 'user' as const, content: 'hi' }] };

describe('the official client', () => {
  it('gets a whole chat answer', async () => {
    const { client } = await start(fakeModel(['Nama', 'ste']));
    const { data, request_id } = await client.chat.completions.create(question).withResponse();
    expect(data.choices[0]?.message.content).toBe('Namaste');
    expect(data.usage?.completion_tokens).toBe(2);
    expect(request_id).toBeTruthy();
  });

  it('streams a chat answer with usage', async () => {
    const { client } = await start(fakeModel(['Nama', 'ste']));
    const stream = client.chat.completions.stream({ ...question, stream_options: { include_usage: true } });
    const pieces: string[] = [];
    stream.on('content', (piece) => pieces.push(piece));
    const final = await stream.finalChatCompletion();
    expect(pieces).toEqual(['Nama', 'ste']);
    expect(final.choices[0]?.message.content).toBe('Namaste');
    expect(final.usage?.completion_tokens).toBe(2);
  });

  it('gets and streams text completions', async () => {
    const { client } = await start(fakeModel([' a', ' b']));
    const whole = await client.completions.create({ model: 'clerk', prompt: 'x' });
    expect(whole.choices[0]?.text).toBe(' a b');
    let text = '';
    for await (const chunk of await client.completions.create({ model: 'clerk', prompt: 'x', stream: true }))
      text += chunk.choices[0]?.text;
    expect(text).toBe(' a b');
  });

  it('has its options obeyed: temperature, top_p, max_tokens, stop, seed', async () => {
    const model = fakeModel(['a', 'b', 'c']);
    const { client } = await start(model);
    const options = { temperature: 0.5, top_p: 0.9, max_tokens: 2, stop: ['END'], seed: 7 };
    const { choices } = await client.chat.completions.create({ ...question, ...options });
    expect(choices[0]).toMatchObject({ message: { content: 'ab' }, finish_reason: 'length' });
    const whole = await client.completions.create({ model: 'clerk', prompt: 'x', ...options });
    expect(whole.choices[0]).toMatchObject({ text: 'ab', finish_reason: 'length' });
    const asked = { temperature: 0.5, topP: 0.9, maxTokens: 2, stop: ['END'], seed: 7 };
    expect(model.calls.map((call) => call.options)).toEqual([asked, asked]);
  });

  it('is told when the body is too large, and when an option cannot be', async () => {
    const { client } = await start(fakeModel(['a']), { limits: { bodyBytes: 2000 } });
    const huge = { ...question, messages: [{ role: 'user' as const, content: 'q'.repeat(3000) }] };
    await expect(client.chat.completions.create(huge)).rejects.toMatchObject({
      status: 413,
      code: 'request_too_large',
    });
    await expect(client.chat.completions.create({ ...question, temperature: 9 })).rejects.toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: 'temperature',
    });
  });

  it('lists the models', async () => {
    const { client } = await start(fakeModel([]));
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['clerk']);
    expect((await client.models.retrieve('clerk')).id).toBe('clerk');
  });

  it('raises its own errors', async () => {
    const { client } = await start(fakeModel(['a']));
    await expect(client.chat.completions.create({ ...question, model: 'x' })).rejects.toBeInstanceOf(NotFoundError);
    const long = { ...question, messages: [{ role: 'user' as const, content: 'q'.repeat(900) }] };
    const error = await client.chat.completions.create(long).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ code: 'context_length_exceeded', param: 'messages', status: 400 });
  });

  it('with a wrong key is refused, with the right one served', async () => {
    const { server, client } = await start(fakeModel(['a']), { apiKey: 'right' });
    const stranger = new OpenAI({ baseURL: server.endpoint, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(AuthenticationError);
    expect((await client.models.list()).data).toHaveLength(1);
  });

  it('notices a stream that fails half way', async () => {
    const model = fakeModel(['a', 'b'], {
      beforePiece: (index) => {
        if (index === 1) throw new Error('broken');
      },
    });
    const { client } = await start(model);
    const stream = await client.chat.completions.create({ ...question, stream: true });
    const read = async (): Promise<void> => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toBeInstanceOf(APIError);
  });

  it('is told when too many wait', async () => {
    const first = gate();
    const model = fakeModel(['a'], { beforePiece: () => first.wait });
    const { client } = await start(model, {}, { maxWaiting: 0 });
    const busy = await client.chat.completions.create({ ...question, stream: true });
    await expect(client.chat.completions.create(question)).rejects.toBeInstanceOf(RateLimitError);
    first.open();
    for await (const _ of busy);
    expect((await client.chat.completions.create(question)).choices).toHaveLength(1);
  });

  it.each([true, false])('that goes away ends the work (stream: %s)', async (stream) => {
    const begun = gate();
    const ended = gate();
    let runs = 0;
    const model = fakeModel(['a', 'b'], {
      beforePiece: async (index, signal) => {
        if (index !== 1 || ++runs > 1) return;
        begun.open();
        await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        ended.open();
      },
    });
    const { client } = await start(model);
    const leaving = new AbortController();
    const asked = client.chat.completions.create({ ...question, stream }, { signal: leaving.signal });
    const left = asked.then(
      async (answer) => {
        if (Symbol.asyncIterator in answer) for await (const _ of answer);
      },
      (error: unknown) => expect(error).toBeInstanceOf(APIUserAbortError),
    );
    await begun.wait;
    leaving.abort();
    await ended.wait;
    await left;
    expect((await client.chat.completions.create(question)).choices[0]?.message.content).toBe('ab');
    expect(model.mostRunning).toBe(1);
  });
});

describe('starting', () => {
  it('off loopback without a key is refused before listening', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.5'])
      await expect(start(fakeModel([]), { host })).rejects.toMatchObject({ code: 'api-key-required' });
  });

  it('on a port in use is told with a way out', async () => {
    const other = createTcpServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await expect(start(fakeModel([]), { port })).rejects.toMatchObject({
      code: 'port-in-use',
      where: `127.0.0.1:${port}`,
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('on an address of another machine is told', async () => {
    await expect(start(fakeModel([]), { host: '203.0.113.7', apiKey: 'k' })).rejects.toMatchObject({
      code: 'cannot-listen',
    });
  });
});

describe('stopping', () => {
  it('finishes the running answer, refuses the waiting one, frees the model', async () => {
    const [begun, go] = [gate(), gate()];
    const model = fakeModel(['a', 'b'], {
      beforePiece: (index) => {
        if (index === 0) return;
        begun.open();
        return go.wait;
      },
    });
    const host = createModelHost(fakeSource({ clerk: model }));
    const asked = gate();
    let asks = 0;
    const lend: typeof host.lend = (id, signal) => {
      if (++asks === 2) setImmediate(asked.open);
      return host.lend(id, signal);
    };
    const { server, client } = await start(model, { models: { ...host, lend } });
    const stream = await client.chat.completions.create({ ...question, stream: true });
    await begun.wait;
    const waiting = client.chat.completions.create(question).catch((error: unknown) => error);
    await asked.wait;
    const closing = server.close();
    expect(await waiting).toMatchObject({ status: 503, code: 'server_shutting_down' });
    go.open();
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('ab');
    await closing;
    expect(model.released).toBe(1);
    await expect(fetch(new URL('/health', server.endpoint))).rejects.toThrow();
  });
});
