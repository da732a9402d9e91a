/** Aadhaar numbers: twelve digits, the first from 2 to 9, the last a Verhoeff check digit (Verhoeff, 1969). */
import { type Detector, hasManyDigits, matches } from './detector.js';

const TWELVE = /(?<![\w.,+-])[2-9]\d{3}([ -]?)\d{4}\1\d{4}(?![\w]|[.,-]\d| \d{4}(?!\d))/g;
const NAMED = /aadha+r|uidai|\buid\b|आधार/i;

/** Multiplication table of the dihedral group of order 10. */
const MULTIPLY = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
/** The permutation that position i applies, i modulo 8. */
const PERMUTE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Whether the last of the digits is the right check digit. */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = Number(MULTIPLY[check]?.[Number(PERMUTE[i % 8]?.[digit])]);
  }
  return check === 0;
}

/**
 * One in ten 12-digit numbers passes the checksum by chance, so a number written without groups counts only beside the word Aadhaar.
 */
export const aadhaar: Detector = {
  code: 'aadhaar-number',
  placeholder: '[AADHAAR]',
  find(text) {
    if (!hasManyDigits(text)) return [];
    return matches(text, TWELVE, (match, index) => {
      const isGrouped = match.length > 12;
      if (!isGrouped && !NAMED.test(text.slice(Math.max(0, index - 60), index + 60))) return false;
      return passesVerhoeff(match.replace(/\D/g, ''));
    });
  },
};
