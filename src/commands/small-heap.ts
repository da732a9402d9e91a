/**
 * Keeps the app's heap near what it needs. V8 sizes a heap by the machine's memory, so that a screen that draws for hours would let a
 * hundred megabytes of garbage pile up beside a training that could use them.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the app holds with a long job open is half of this. */
const LARGE_BYTES = 52e6;
const LOOK_MS = 5_000;

/** Call before the screens are loaded. */
export function keepHeapSmall(): void {
  // The young generation stays as small as it is at the start.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') return;
  setInterval(() => {
    if (process.memoryUsage().heapUsed > LARGE_BYTES) collect();
  }, LOOK_MS).unref();
}
