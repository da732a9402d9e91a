/** What a detector of personal data looks like. */
export interface Span {
  start: number;
  end: number;
}

export interface Detector {
  code: 'email-address' | 'phone-number' | 'aadhaar-number' | 'pan-number' | 'card-number' | 'api-key' | 'private-key';
  /** What stands in a masked text instead. */
  placeholder: string;
  /** Every occurrence, left to right, in linear time. */
  find(text: string): Span[];
}

/** The matches of a global regular expression that also pass a test (a checksum, say). */
export function matches(
  text: string,
  pattern: RegExp,
  accept: (match: string, index: number) => boolean = () => true,
): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    if (accept(match[0], match.index)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

/** Most texts hold no seven digits in all; looking for them once saves four slower searches. */
export function hasManyDigits(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57 && ++digits >= 7) return true;
  }
  return false;
}
