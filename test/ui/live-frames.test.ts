import { describe, expect, it } from 'vitest';
import { LIVE_MS, liveFrameIn } from '../../src/ui/live-frames.js';

const NO_KEY = Number.NEGATIVE_INFINITY;

describe('the frame of a running job', () => {
  it('is drawn at once when none was lately, else after its time', () => {
    expect(liveFrameIn({ now: 5000, shownAt: 1000, pressedAt: NO_KEY })).toBe(0);
    expect(liveFrameIn({ now: 5000, shownAt: 4900, pressedAt: NO_KEY })).toBe(LIVE_MS - 100);
  });

  it('lets a key just pressed go first', () => {
    expect(liveFrameIn({ now: 5000, shownAt: 4700, pressedAt: 4995 })).toBeGreaterThan(50);
  });

  it('comes all the same while keys keep coming', () => {
    expect(liveFrameIn({ now: 5000, shownAt: 4000, pressedAt: 4999 })).toBe(0);
  });
});
