/** When the next frame of something that changes by itself is due. Pure. */

/** Between two of them: a curve that grows by a step is not looked at more often. */
export const LIVE_MS = 200;
/** So long after a key, its own frame and the next key's go first ... */
const QUIET_MS = 100;
/** ... but while keys keep coming, the numbers do not stand for longer than this. */
const LATEST_MS = 800;

export interface LiveTimes {
  now: number;
  /** The last such frame. */
  shownAt: number;
  /** The last key. */
  pressedAt: number;
}

/** Milliseconds from `now` until the frame is due; 0 is at once. */
export function liveFrameIn({ now, shownAt, pressedAt }: LiveTimes): number {
  const due = Math.max(shownAt + LIVE_MS, Math.min(pressedAt + QUIET_MS, shownAt + LATEST_MS));
  return Math.max(0, due - now);
}
