/** Waiting for what can be seen. The deadline is for a machine that does ten other things, and costs nothing where the wait ends well. */
import { vi } from 'vitest';

export const PATIENCE_MS = 60_000;

/**
 * React does what a key has changed in some turns of the event loop; on a busy machine it gives way after each task, and needs a turn for every
 * one of them.
 */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Asks again until `check` no longer throws, and gives its value. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 20 });
}
