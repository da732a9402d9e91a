/** What stands before every route: the key, the host name, the size and the kind of the body. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { ApiError } from './api-error.js';

/** `Authorization: Bearer KEY`, compared in constant time. */
export function requireKey(apiKey: string): MiddlewareHandler {
  const expected = digest(apiKey);
  return createMiddleware(async function requireKeyGuard(c, next) {
    const given = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (given === undefined || !timingSafeEqual(digest(given.trim()), expected))
      throw new ApiError(
        401,
        {
          message: given === undefined ? 'No API key: send Authorization: Bearer KEY.' : 'Incorrect API key.',
          type: 'invalid_request_error',
          code: 'invalid_api_key',
        },
        { 'www-authenticate': 'Bearer' },
      );
    await next();
  });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * A server on loopback answers only to loopback names: a web page that makes its own name point to 127.0.0.1 (DNS rebinding)
 * is refused, because the browser still sends the page's name as Host.
 */
export const onlyLoopbackNames: MiddlewareHandler = createMiddleware(async function onlyLoopbackNamesGuard(c, next) {
  const { hostname } = new URL(c.req.url);
  if (!isLoopback(hostname))
    throw new ApiError(403, { message: `This server does not answer for the host ${hostname}.`, code: 'wrong_host' });
  await next();
});

/** Whether only this machine can reach an address or name. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

export function limitBody(bytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new ApiError(413, { message: `The body is larger than ${bytes} bytes.`, code: 'request_too_large' });
    },
  });
}

/** Reads a JSON body. Another content type is refused rather than guessed; so is what does not parse. */
export async function jsonBody(request: Request): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json' && !type.endsWith('+json'))
    throw new ApiError(415, {
      message: `Send the body with Content-Type: application/json (it was ${type || 'missing'}).`,
      code: 'unsupported_media_type',
    });
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError(400, { message: `The body is not valid JSON: ${detail}`, code: 'invalid_json' });
  }
}
