/** One computation at a time, the others in a bounded line: first come, first served. */
import { clientGone, shuttingDown, tooBusy } from './api-error.js';

export interface Turns {
  /** Resolves when it is this caller's turn; the function it gives ends the turn (once; later calls do nothing). */
  take(signal?: AbortSignal): Promise<() => void>;
  /** Refuses whoever comes or waits from now on, and resolves when the running one is done. */
  close(): Promise<void>;
  readonly waiting: number;
  readonly busy: boolean;
}

interface Waiter {
  start(): void;
  refuse(error: Error): void;
}

/** `maxWaiting`: how many may stand in line behind the running one; the next gets a 429. */
export function createTurns(maxWaiting: number): Turns {
  const line: Waiter[] = [];
  const idle: (() => void)[] = [];
  let busy = false;
  let closed = false;

  const next = (): void => {
    const waiter = line.shift();
    busy = waiter !== undefined;
    if (waiter) waiter.start();
    else for (const resolve of idle.splice(0)) resolve();
  };
  const turn = (): (() => void) => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      next();
    };
  };

  return {
    get waiting() {
      return line.length;
    },
    get busy() {
      return busy;
    },
    async take(signal) {
      if (closed) throw shuttingDown();
      if (signal?.aborted) throw clientGone();
      if (!busy) {
        busy = true;
        return turn();
      }
      if (line.length >= maxWaiting) throw tooBusy(line.length);
      return new Promise((resolve, reject) => {
        const leave = (): void => waiter.refuse(clientGone());
        const waiter: Waiter = {
          start() {
            signal?.removeEventListener('abort', leave);
            resolve(turn());
          },
          refuse(error) {
            signal?.removeEventListener('abort', leave);
            const place = line.indexOf(waiter);
            if (place >= 0) line.splice(place, 1);
            reject(error);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        line.push(waiter);
      });
    },
    async close() {
      closed = true;
      for (const waiter of [...line]) waiter.refuse(shuttingDown());
      if (busy) await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}
