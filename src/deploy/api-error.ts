/** Failures in the shape that OpenAI's clients parse: `{"error": {message, type, param, code}}`. */
import { Problem } from '../base/error.js';
import { say } from '../base/localized.js';

export type ApiErrorType = 'invalid_request_error' | 'authentication_error' | 'rate_limit_error' | 'server_error';
export type ApiStatus = 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 429 | 500 | 503;

export interface ApiErrorBody {
  error: { message: string; type: ApiErrorType; param: string | null; code: string | null };
}

export class ApiError extends Error {
  readonly status: ApiStatus;
  readonly body: ApiErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ApiStatus,
    error: { message: string; code: string; param?: string; type?: ApiErrorType },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(error.message);
    this.name = 'ApiError';
    this.status = status;
    this.headers = headers;
    const { message, code, param = null, type = typeOf(status) } = error;
    this.body = { error: { message, type, param, code } };
  }
}

function typeOf(status: ApiStatus): ApiErrorType {
  if (status === 401 || status === 403) return 'authentication_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

export const invalid = (message: string, param: string, code = 'invalid_value'): ApiError =>
  new ApiError(400, { message, param, code });

export const modelNotFound = (model: string, known: readonly string[]): ApiError =>
  new ApiError(404, {
    message: `The model '${model}' does not exist. Served here: ${known.join(', ') || 'none yet'}.`,
    param: 'model',
    code: 'model_not_found',
  });

export const contextExceeded = (contextLength: number, promptTokens: number, param: string): ApiError =>
  new ApiError(400, {
    message: `This model's maximum context length is ${contextLength} tokens, and one must be left for the answer. However, your prompt has ${promptTokens} tokens.`,
    param,
    code: 'context_length_exceeded',
  });

export const tooBusy = (waiting: number): ApiError =>
  new ApiError(
    429,
    { message: `The server is busy: ${waiting} requests are waiting already. Try again.`, code: 'rate_limit_exceeded' },
    { 'retry-after': '1' },
  );

export const shuttingDown = (): ApiError =>
  new ApiError(
    503,
    { message: 'The server is shutting down and takes no new requests.', code: 'server_shutting_down' },
    { connection: 'close' },
  );

/** The client has gone: nobody reads this but the log. */
export const clientGone = (): ApiError =>
  new ApiError(408, { message: 'The client closed the request.', code: 'client_closed_request' });

/** Problems that the request itself causes; every other one is the server's. */
const REQUEST_PROBLEMS: Record<string, string> = { 'chat-template': 'messages', 'empty-prompt': 'prompt' };

/** Any failure as an `ApiError`. A bug keeps its message to the log and says nothing of the machine to the client. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof Problem) {
    const message = `${say(error.text, 'en')} ${say(error.next, 'en')}`;
    const param = REQUEST_PROBLEMS[error.code];
    if (param !== undefined) return new ApiError(400, { message, param, code: error.code.replaceAll('-', '_') });
    return new ApiError(503, { message, code: error.code.replaceAll('-', '_') });
  }
  if (error instanceof Error && error.name === 'AbortError') return clientGone();
  return new ApiError(500, { message: 'The server failed. Its log says why.', code: 'internal_error' });
}
