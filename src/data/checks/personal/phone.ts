import { type Detector, hasManyDigits, matches } from './detector.js';

/** Indian mobile numbers: ten digits from 6 to 9 on, with or without +91, 91 or 0, written together or in groups. */
const INDIAN =
  /(?<![\w#.,+-])(?:(?:\+?91|0)[ -]?)?[6-9](?:\d{9}|\d{4}[ -]\d{5}|\d{2}[ -]\d{3}[ -]\d{4})(?![\w]|[.,-]\d)/g;
/** Anything in international form (ITU E.164: + and 8 to 15 digits). */
const INTERNATIONAL = /(?<![\w+])\+[1-9](?:[ .()-]{0,2}\d){7,14}(?!\w)/g;

export const phone: Detector = {
  code: 'phone-number',
  placeholder: '[PHONE]',
  find(text) {
    if (!hasManyDigits(text)) return [];
    const international = text.includes('+') ? matches(text, INTERNATIONAL) : [];
    const indian = matches(text, INDIAN).filter(
      (span) => !international.some((other) => span.start < other.end && other.start < span.end),
    );
    return [...international, ...indian].sort((a, b) => a.start - b.start);
  },
};
