/** Network and disk: the files of a model from the Hugging Face Hub. */
import { join } from 'node:path';
import { downloadFile } from '@huggingface/hub';
import { Problem } from '../base/error.js';
import type { HubSource } from './catalogue.js';
import { saveStream } from './save-stream.js';

/** A machine without the Hub must find out soon, because another source is waiting. */
export const CONNECT_TIMEOUT_MS = 10_000;

export interface FetchOptions {
  fetch: typeof fetch;
  signal?: AbortSignal;
  onBytes?: (bytes: number) => void;
  connectTimeoutMs?: number;
}

/** Puts every file of `source` into `folder`, checked. Throws a `Problem`: `hub-unreachable`, `hub-refused`, or one of `saveStream`. */
export async function fetchFromHub(source: HubSource, folder: string, options: FetchOptions): Promise<void> {
  for (const file of source.files) {
    options.signal?.throwIfAborted();
    const where = `${source.repo}@${source.revision.slice(0, 12)}/${file.path}`;
    const blob = await openRemote(source, file.path, where, options);
    await saveStream(chunksOf(blob, where, options.signal), join(folder, file.path), file, options);
  }
}

async function openRemote(source: HubSource, path: string, where: string, options: FetchOptions): Promise<Blob> {
  const { repo, revision } = source;
  try {
    const blob = await downloadFile({ repo, revision, path, fetch: impatient(options), xet: false });
    if (blob) return blob;
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw hubProblem(where, cause);
  }
  throw hubProblem(where, new Error('no such file'));
}

async function* chunksOf(blob: Blob, where: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw hubProblem(where, cause);
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** `fetch` that fails when no answer has begun within the connect timeout; the body may take as long as it takes. */
function impatient({ fetch, signal, connectTimeoutMs = CONNECT_TIMEOUT_MS }: FetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    const connecting = new AbortController();
    const timer = setTimeout(
      () => connecting.abort(new Error(`no answer within ${connectTimeoutMs} ms`)),
      connectTimeoutMs,
    );
    const signals = [connecting.signal, ...(signal ? [signal] : [])];
    try {
      return await fetch(input, { ...init, signal: AbortSignal.any(signals) });
    } finally {
      clearTimeout(timer);
    }
  };
}

function hubProblem(where: string, cause: unknown): Problem {
  const status = typeof cause === 'object' && cause !== null && 'statusCode' in cause ? Number(cause.statusCode) : null;
  const reason = status === null ? reasonOf(cause) : `HTTP ${status}`;
  return new Problem({
    code: status === null ? 'hub-unreachable' : 'hub-refused',
    message: {
      en: `The Hugging Face Hub did not give the file: ${reason}.`,
      hi: `Hugging Face Hub se file nahi mili: ${reason}.`,
    },
    where,
    next: { en: 'Check the network, then try again.', hi: 'Network check karo, phir dobara try karo.' },
    exitCode: 1,
    cause,
  });
}

/** The innermost message: `fetch failed` says nothing, its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}
