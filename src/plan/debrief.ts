/** After the run: what was estimated beside what it took. */
import type { Localized } from '../base/localized.js';
import { sayBytes, saySeconds } from './say-numbers.js';
import type { Estimate } from './types.js';

export interface Actual {
  seconds: number;
  peakRssBytes: number;
  steps: number;
  trainTokens: number;
}

export interface DebriefRow {
  what: 'seconds' | 'memory' | 'steps' | 'tokens';
  estimated: number;
  actual: number;
  /** actual / estimated; null when nothing was estimated. */
  ratio: number | null;
  text: Localized;
}

/** One row per figure. A ratio above 1 means that it took more than was said. */
export function debrief(
  estimated: Pick<Estimate, 'seconds' | 'memoryBytes' | 'steps' | 'trainTokens'>,
  actual: Actual,
): DebriefRow[] {
  const plain = (n: number): string => String(Math.round(n));
  return [
    row('seconds', { en: 'time', hi: 'time' }, estimated.seconds, actual.seconds, saySeconds),
    row('memory', { en: 'memory', hi: 'memory' }, estimated.memoryBytes, actual.peakRssBytes, sayBytes),
    row('steps', { en: 'steps', hi: 'steps' }, estimated.steps, actual.steps, plain),
    row('tokens', { en: 'tokens', hi: 'tokens' }, estimated.trainTokens, actual.trainTokens, plain),
  ];
}

function row(
  what: DebriefRow['what'],
  name: Localized,
  estimated: number,
  actual: number,
  show: (n: number) => string,
): DebriefRow {
  const ratio = estimated > 0 ? actual / estimated : null;
  const factor = ratio === null ? '' : ` (x${ratio.toFixed(2)})`;
  return {
    what,
    estimated,
    actual,
    ratio,
    text: {
      en: `${name.en}: estimated ${show(estimated)}, took ${show(actual)}${factor}`,
      hi: `${name.hi}: andaza ${show(estimated)}, asli ${show(actual)}${factor}`,
    },
  };
}
