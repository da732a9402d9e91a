/** What one method takes beside another, in words that follow the numbers shown. Pure. */
import type { Localized } from '../base/localized.js';
import type { Candidate } from './candidate.js';
import { sayBytes, sayDuration } from './say-numbers.js';

type Needs = Pick<Candidate, 'memoryBytes' | 'seconds'>;

/** "21% less memory and the same time": what `one` takes, measured by the `other`. */
export function besideWords(one: Needs, other: Needs): Localized {
  const memory = relation(one.memoryBytes, other.memoryBytes, sayBytes);
  const time = relation(one.seconds, other.seconds, sayDuration);
  return {
    en: `${english(memory, 'memory')} and ${english(time, 'time')}`,
    hi: `${memory === null ? 'utni hi' : hinglish(memory)} memory aur ${time === null ? 'utna hi' : hinglish(time)} time`,
  };
}

/** The ratio; null where the two read the same or differ by less than half a percent. */
function relation(one: number, other: number, say: (value: number) => string): number | null {
  if (other <= 0 || say(one) === say(other) || percent(one / other) === 0) return null;
  return one / other;
}

const percent = (ratio: number): number => Math.round(100 * Math.abs(ratio - 1));

function english(ratio: number | null, what: string): string {
  if (ratio === null) return `the same ${what}`;
  if (ratio >= 2) return `${ratio.toFixed(1)} times the ${what}`;
  return `${percent(ratio)}% ${ratio < 1 ? 'less' : 'more'} ${what}`;
}

function hinglish(ratio: number): string {
  if (ratio >= 2) return `${ratio.toFixed(1)} guna`;
  return `${percent(ratio)}% ${ratio < 1 ? 'kam' : 'zyada'}`;
}
