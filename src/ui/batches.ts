/** What comes faster than it can be drawn, handed on a few times a second. */

/** How often a live view is drawn. */
const EVERY_MS = 100;

export interface Batches<T> {
  add: (item: T) => void;
  /** Hands on what waits. */
  flush: () => void;
}

export function batches<T>(tell: (items: readonly T[]) => void, everyMs = EVERY_MS): Batches<T> {
  let waiting: T[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const items = waiting;
    waiting = [];
    if (items.length > 0) tell(items);
  };
  return {
    add: (item) => {
      waiting.push(item);
      timer ??= setTimeout(flush, everyMs);
    },
    flush,
  };
}
