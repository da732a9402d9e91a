/** All detectors of personal data and secrets, and texts with what they find covered. */
import { aadhaar } from './aadhaar.js';
import { card } from './card.js';
import type { Detector, Span } from './detector.js';
import { email } from './email.js';
import { pan } from './pan.js';
import { phone } from './phone.js';
import { apiKey, privateKey } from './secrets.js';

/** In order of precedence: where two overlap, the first keeps the place. */
export const DETECTORS: readonly Detector[] = [privateKey, apiKey, email, card, aadhaar, pan, phone];

export interface PersonalSpan extends Span {
  detector: Detector;
}

/** What the detectors find, left to right, without overlaps. */
export function findPersonal(text: string): PersonalSpan[] {
  const found = DETECTORS.flatMap((detector) => detector.find(text).map((span) => ({ ...span, detector })));
  if (found.length < 2) return found;
  const rank = (span: PersonalSpan): number => DETECTORS.indexOf(span.detector);
  found.sort((a, b) => a.start - b.start || rank(a) - rank(b) || b.end - a.end);
  const kept: PersonalSpan[] = [];
  for (const span of found) {
    const last = kept.at(-1);
    if (!last || span.start >= last.end) kept.push(span);
    else if (rank(span) < rank(last)) kept[kept.length - 1] = span;
  }
  return kept;
}

/** The text with each finding replaced, by its placeholder (`[EMAIL]`) unless told otherwise. */
export function maskPersonal(
  text: string,
  cover: (found: string, detector: Detector) => string = (_, d) => d.placeholder,
): string {
  let result = '';
  let from = 0;
  for (const { start, end, detector } of findPersonal(text)) {
    result += text.slice(from, start) + cover(text.slice(start, end), detector);
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

/** Recognisable to its owner, useless to others: the first two characters and the length. `pr…(17)`. */
export function hint(secret: string): string {
  return `${secret.slice(0, 2)}…(${secret.length})`;
}
