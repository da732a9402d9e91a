import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import {
  FRESH_WATCHDOG,
  observeLoss,
  WATCHDOG,
  type WatchdogState,
  type WatchdogVerdict,
} from '../../../src/engine/train/watchdog.js';

function feed(losses: number[], state: WatchdogState = FRESH_WATCHDOG) {
  const verdicts: WatchdogVerdict[] = [];
  for (const loss of losses) {
    const observed = observeLoss(state, loss);
    state = observed.state;
    verdicts.push(observed.verdict);
  }
  return { verdicts, state };
}

function noise(n: number, mean: number, deviation: number, seed = 1): number[] {
  const random = new Random(seed);
  return Array.from({ length: n }, () => mean + deviation * random.normal());
}

describe('watchdog', () => {
  it('says that it has not enough data until its window is full', () => {
    const { verdicts } = feed(noise(WATCHDOG.window + 1, 2, 0.1));
    expect(verdicts.slice(0, WATCHDOG.window)).toEqual(Array(WATCHDOG.window).fill('not-enough-data'));
    expect(verdicts.at(-1)).toBe('ok');
  });

  it('lets noise pass, for a thousand steps and several seeds', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { verdicts } = feed(noise(1000, 3, 0.4, seed));
      expect(verdicts).not.toContain('diverged');
    }
  });

  it('lets a falling loss pass, down to nearly nothing', () => {
    const random = new Random(3);
    const losses = Array.from({ length: 300 }, (_, i) => 5 * Math.exp(-i / 30) + 0.02 * random.next());
    expect(feed(losses).verdicts).not.toContain('diverged');
  });

  it('forgives one strange batch and stops at the third in a row', () => {
    const { verdicts, state } = feed([...noise(30, 2, 0.1), 30, ...noise(5, 2, 0.1, 2)]);
    expect(verdicts[30]).toBe('suspicious');
    expect(verdicts).not.toContain('diverged');
    expect(feed([30, 31, 32], state).verdicts).toEqual(['suspicious', 'suspicious', 'diverged']);
  });

  it('does not call a rise of less than one nat a divergence, however quiet it was before', () => {
    expect(feed([...noise(30, 0.01, 0.0001), 0.9, 0.9, 0.9, 0.9]).verdicts).not.toContain('diverged');
  });

  it('notices a slow drift that never jumps', () => {
    const losses = Array.from({ length: 200 }, (_, i) => 1 + i * 0.05);
    expect(feed(losses).verdicts).toContain('diverged');
  });

  it('gives the same verdicts after its state went through JSON', () => {
    const losses = [...noise(40, 2, 0.1), 9, 9, 9];
    const half = feed(losses.slice(0, 41));
    const resumed: WatchdogState = JSON.parse(JSON.stringify(half.state));
    expect(feed(losses.slice(41), resumed).verdicts).toEqual(feed(losses).verdicts.slice(41));
  });
});
