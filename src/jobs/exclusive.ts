/** One at a time, within this process and among all processes of the machine: for a file that is read, changed and written back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../base/error.js';
import { releaseClaim, takeClaim } from './lock.js';

const RETRY_MS = 20;
/** Such work takes milliseconds; who holds on longer than this is stuck. */
const PATIENCE_MS = 10_000;

/** The end of what this process has begun, by claim. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Does the work while this process holds the claim at `path`; the claim of a process that died is taken over. Rejects with what the work
 * rejects with, or with `Problem` `file-busy` when another living process keeps the claim.
 */
export function exclusively<T>(path: string, work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  // A claim is the process's, so within the process the work queues up.
  const before = queues.get(path) ?? Promise.resolve();
  const done = before.then(() => claimed(path, work, patienceMs));
  const settled = done.catch(() => {});
  queues.set(path, settled);
  void settled.then(() => queues.get(path) === settled && queues.delete(path));
  return done;
}

async function claimed<T>(path: string, work: () => Promise<T>, patienceMs: number): Promise<T> {
  for (let waitedMs = 0; !(await takeClaim(path)); waitedMs += RETRY_MS) {
    if (waitedMs >= patienceMs) throw fileBusy(path);
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    await releaseClaim(path);
  }
}

function fileBusy(path: string): Problem {
  return new Problem({
    code: 'file-busy',
    message: { en: 'Another vishesh is busy with this file.', hi: 'Koi doosra vishesh is file par kaam kar raha hai.' },
    where: path,
    next: {
      en: 'Close the other one, or wait a moment and try again.',
      hi: 'Doosre ko band karo, ya thoda ruk kar phir try karo.',
    },
  });
}
