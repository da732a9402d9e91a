/** Payment card numbers: a known issuer's first digits and length, and Luhn's check digit (ISO/IEC 7812-1). */
import { type Detector, hasManyDigits, type Span } from './detector.js';

const CANDIDATE = /(?<![\w.,+-])\d(?:[ -]?\d){12,18}(?![\w]|[.,]\d)/g;
/** Visa, Mastercard (two ranges), American Express, RuPay and Discover, Diners Club, JCB. */
const ISSUERS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|(?:60|65|81|82|50)\d{14}|3[068]\d{12}|35\d{14})$/;

/** Whether the last of the digits is the right check digit. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export const card: Detector = {
  code: 'card-number',
  placeholder: '[CARD]',
  find(text) {
    if (!hasManyDigits(text)) return [];
    return [...text.matchAll(CANDIDATE)].flatMap((match) => cardIn(match[0], match.index));
  },
};

/** The longest whole groups from the start that are a card number: an expiry date may follow ("4111 1111 1111 1111 12/27"). */
function cardIn(candidate: string, start: number): Span[] {
  const groups = candidate.split(/(?<=[ -])/);
  for (let n = groups.length; n > 0; n--) {
    const written = groups.slice(0, n).join('').replace(/[ -]$/, '');
    const digits = written.replace(/\D/g, '');
    if (ISSUERS.test(digits) && !/^(\d)\1+$/.test(digits) && passesLuhn(digits)) {
      return [{ start, end: start + written.length }];
    }
  }
  return [];
}
