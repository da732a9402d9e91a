/**
 * Keeps the app's heap near what it needs. V8 sizes a heap by the machine's memory, so that a screen that draws for hours would let a
 * hundred megabytes of garbage pile up beside a training that could use them.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the app holds with a long job open is half of this. */
const LARGE_BYTES = 52e6;
/**
 * Of the young generation: one frame's garbage fits in it a few times and dies there. Where it is smaller, garbage grows old in the
 * middle of a frame, and the whole heap is collected, long enough to be felt under a key, every few seconds.
 */
const YOUNG_BYTES = 4 << 20;
const LOOK_MS = 5_000;

/** Call before the screens are loaded. */
export function keepHeapSmall(): void {
  growYoung();
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') return;
  setInterval(() => {
    if (process.memoryUsage().heapUsed > LARGE_BYTES) collect();
    growYoung();
  }, LOOK_MS).unref();
}

/** V8 makes the young generation larger when much of it survives: some objects are kept until it has its size, then it stays as it is. */
function growYoung(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  for (const kept: object[] = []; youngBytes() < YOUNG_BYTES && kept.length < MOST_KEPT; ) {
    for (let i = 0; i < 1000; i++) kept.push({ i });
  }
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Far more than it takes. */
const MOST_KEPT = 1_000_000;

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? YOUNG_BYTES;
