/** Waiting for what can be seen. The deadline is for a machine that does ten other things, and costs nothing where the wait ends well. */
import { vi } from 'vitest';

export const PATIENCE_MS = 60_000;

/** Asks again until `check` no longer throws, and gives its value. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 20 });
}
