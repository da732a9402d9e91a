/** The OpenAI-compatible routes over a model host. Web-standard requests in, responses out: no port, no clock of its own, no disk. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import {
  DEFAULT_LIMITS,
  generateAnswer,
  type Limits,
  type PreparedAnswer,
  prepareAnswer,
  type Question,
} from './answer.js';
import { ApiError, modelNotFound, toApiError } from './api-error.js';
import { type AnswerIdentity, chunkMaker, wholeAnswer } from './envelopes.js';
import { jsonBody, limitBody, onlyLoopbackNames, requireKey } from './guards.js';
import type { Lease, ModelCard, ModelHost } from './model-host.js';
import { chatRequestSchema, completionRequestSchema, parseRequest } from './request-schema.js';
import { eventStream } from './sse.js';

export interface ServerOptions {
  models: ModelHost;
  limits?: Partial<Limits>;
  /** Without it, everybody who can connect may ask. */
  apiKey?: string;
  /** Refuse requests whose Host is not a loopback name; for servers that listen on loopback. */
  loopbackOnly?: boolean;
  /** Shown by `GET /health`. `instance` tells one start of a server from another. */
  about?: { version: string; instance: string };
  /** Milliseconds since 1970. */
  now?: () => number;
  /** One line for each finished request and each bug. */
  log?: (line: string) => void;
}

type Env = { Variables: RequestIdVariables };
export type ServerApp = Hono<Env>;

export function createServer(options: ServerOptions): ServerApp {
  const { models, apiKey, loopbackOnly = false, now = Date.now, log = () => undefined } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const about = options.about ?? { version: 'unknown', instance: 'unknown' };
  const app: ServerApp = new Hono<Env>();

  app.use(requestId());
  app.use(async function logRequest(c, next) {
    const started = now();
    await next();
    log(`${c.req.method} ${c.req.path} ${c.res.status} ${now() - started} ms ${c.get('requestId')}`);
  });
  if (loopbackOnly) app.use(onlyLoopbackNames);
  app.get('/health', (c) => c.json({ status: 'ok', ...about }));
  if (apiKey !== undefined) app.use('/v1/*', requireKey(apiKey));
  app.use('/v1/*', limitBody(limits.bodyBytes));

  app.get('/v1/models', async (c) => c.json({ object: 'list', data: (await models.list()).map(modelJson) }));
  app.get('/v1/models/:id', async (c) => {
    const cards = await models.list();
    const card = cards.find(({ id }) => id === c.req.param('id'));
    const known = cards.map(({ id }) => id);
    if (!card) throw modelNotFound(c.req.param('id'), known);
    return c.json(modelJson(card));
  });

  const answer = answerer({ models, limits, now, log });
  app.post('/v1/chat/completions', async (c) =>
    answer(c, { kind: 'chat', request: parseRequest(chatRequestSchema, await jsonBody(c.req.raw)) }),
  );
  app.post('/v1/completions', async (c) =>
    answer(c, { kind: 'text', request: parseRequest(completionRequestSchema, await jsonBody(c.req.raw)) }),
  );

  refuseOtherMethods(app);
  app.notFound((c) =>
    failed(c, new ApiError(404, { message: `Unknown path: ${c.req.method} ${c.req.path}`, code: 'unknown_url' })),
  );
  app.onError((error, c) => {
    const shown = toApiError(error);
    if (shown.status >= 500) log(`${c.get('requestId')} ${error.stack ?? error.message}`);
    return failed(c, shown);
  });
  return app;
}

const ROUTES: Record<string, string> = {
  '/health': 'GET, HEAD',
  '/v1/models': 'GET, HEAD',
  '/v1/models/:id': 'GET, HEAD',
  '/v1/chat/completions': 'POST',
  '/v1/completions': 'POST',
};

function refuseOtherMethods(app: ServerApp): void {
  for (const [path, allow] of Object.entries(ROUTES))
    app.all(path, (c) => {
      const message = `Not allowed to ${c.req.method} on ${c.req.path}; use ${allow}.`;
      throw new ApiError(405, { message, code: 'method_not_allowed' }, { allow });
    });
}

function failed(c: Context<Env>, error: ApiError): Response {
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  return c.body(JSON.stringify(error.body), error.status, { 'content-type': 'application/json' });
}

function modelJson({ id, kind, createdAt, base }: ModelCard): object {
  const created = createdAt === null ? 0 : Math.floor(Date.parse(createdAt) / 1000);
  return { id, object: 'model', created, owned_by: 'vishesh', kind, ...(base !== null && { base }) };
}

interface AnswererParts {
  models: ModelHost;
  limits: Limits;
  now: () => number;
  log: (line: string) => void;
}

function answerer({ models, limits, now, log }: AnswererParts) {
  return async function answer(c: Context<Env>, question: Question): Promise<Response> {
    const { signal } = c.req.raw;
    const { request, kind } = question;
    const lease = await models.lend(request.model, signal);
    let streaming = false;
    try {
      const prepared = prepareAnswer(question, lease.model, limits);
      const who: AnswerIdentity = {
        kind,
        id: `${kind === 'chat' ? 'chatcmpl' : 'cmpl'}-${randomUUID().replaceAll('-', '')}`,
        created: Math.floor(now() / 1000),
        model: request.model,
        fingerprint: `fp_${lease.model.fingerprint.slice(0, 12)}`,
      };
      if (!request.stream)
        return c.json(wholeAnswer(who, await generateAnswer(lease.model, prepared, undefined, signal)));
      streaming = true;
      const chunks = chunkMaker(who, request.stream_options?.include_usage ?? false);
      return streamed(c, { lease, prepared, chunks, signal, log: (line) => log(`${c.get('requestId')} ${line}`) });
    } finally {
      // A stream goes on after this function; it ends its own turn.
      if (!streaming) lease.release();
    }
  };
}

interface StreamParts {
  lease: Lease;
  prepared: PreparedAnswer;
  chunks: ReturnType<typeof chunkMaker>;
  signal: AbortSignal;
  log: (line: string) => void;
}

function streamed(c: Context<Env>, { lease, prepared, chunks, signal, log }: StreamParts): Response {
  const body = eventStream(
    async ({ send }, gone) => {
      const opening = chunks.opening();
      if (opening) send(opening);
      const result = await generateAnswer(lease.model, prepared, (piece) => send(chunks.piece(piece)), gone);
      send(chunks.ending(result));
      const counts = chunks.counts(result);
      if (counts) send(counts);
    },
    signal,
    (failure) => {
      lease.release();
      if (failure !== null) log(`stream ended early: ${failure instanceof Error ? failure.message : String(failure)}`);
    },
  );
  return c.body(body, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
}
