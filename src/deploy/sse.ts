/**
 * Server-sent events as OpenAI uses them: `data: JSON` blocks and a final `data: [DONE]`.
 * A stream that fails half way sends `data: {"error": ...}` and no `[DONE]`, so that no client takes it for finished.
 */
import { clientGone, toApiError } from './api-error.js';

export interface EventSink {
  send(event: object): void;
}

/**
 * `produce` writes events and resolves when the answer is whole. `signal` aborts when the client leaves.
 * `ended` is called once in every case, with the failure if there was one.
 */
export function eventStream(
  produce: (sink: EventSink, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  ended: (failure: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  const both = AbortSignal.any([signal, left.signal]);
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (data: string): void => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(`data: ${data}\n\n`));
      };
      let failure: unknown = null;
      try {
        await produce({ send: (event) => write(JSON.stringify(event)) }, both);
        write('[DONE]');
      } catch (error) {
        failure = error;
        write(JSON.stringify(toApiError(error).body));
      } finally {
        ended(failure);
        if (!left.signal.aborted) controller.close();
      }
    },
    cancel() {
      left.abort(clientGone());
    },
  });
}
