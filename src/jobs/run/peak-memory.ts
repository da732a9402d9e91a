import type { TrainingState } from '../../engine/train/types.js';

/** The most memory this process ever held, as the system counts it, and what earlier runners of the job told. */
export function peakRssBytes(state: TrainingState): number {
  return Math.max(state.totals.peakRssBytes, process.resourceUsage().maxRSS * 1024);
}
