/**
 * Watches the training loss and says when it has diverged. Two rules, both silent until their window is full:
 * a jump (several losses in a row far above the recent ones, by z-score and by size) and a drift (the recent mean far above the best
 * mean seen). Its state is a plain value, saved with each checkpoint.
 */
export const WATCHDOG = {
  /** Losses that are looked back on. */
  window: 20,
  /** Standard deviations above the window's mean that make a loss suspicious. */
  zScore: 6,
  /** Nats above the mean: below this, a late and tiny loss with one hard batch is not divergence. */
  minimumRise: 1,
  /** Suspicious losses in a row; one strange batch is no divergence. */
  inARow: 3,
  /** The recent mean against the best mean. */
  driftRatio: 2,
} as const;

export interface WatchdogState {
  /** The last unsuspicious losses, oldest first. */
  window: number[];
  bestMean: number | null;
  suspicious: number;
}

export const FRESH_WATCHDOG: WatchdogState = { window: [], bestMean: null, suspicious: 0 };

export type WatchdogVerdict = 'not-enough-data' | 'ok' | 'suspicious' | 'diverged';

/** Takes the mean loss of one step in. The state given is not changed. */
export function observeLoss(state: WatchdogState, loss: number): { state: WatchdogState; verdict: WatchdogVerdict } {
  if (state.window.length < WATCHDOG.window)
    return { state: { ...state, window: [...state.window, loss] }, verdict: 'not-enough-data' };
  const mean = average(state.window);
  const deviation = Math.sqrt(average(state.window.map((x) => (x - mean) ** 2)));
  const jumped = loss > mean + WATCHDOG.zScore * deviation && loss > mean + WATCHDOG.minimumRise;
  if (jumped) {
    const suspicious = state.suspicious + 1;
    const verdict = suspicious >= WATCHDOG.inARow ? 'diverged' : 'suspicious';
    return { state: { ...state, suspicious }, verdict };
  }
  const window = [...state.window.slice(1), loss];
  const recent = average(window);
  const bestMean = Math.min(state.bestMean ?? mean, recent);
  const drifted = recent > bestMean * WATCHDOG.driftRatio && recent > bestMean + WATCHDOG.minimumRise;
  return { state: { window, bestMean, suspicious: 0 }, verdict: drifted ? 'diverged' : 'ok' };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
