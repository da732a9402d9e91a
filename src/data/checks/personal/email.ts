import { type Detector, matches } from './detector.js';

/** Bounded lengths (RFC 5321: 64 before the @, 63 per label) keep the search linear. */
const EMAIL =
  /(?<![A-Za-z0-9_%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/g;

export const email: Detector = {
  code: 'email-address',
  placeholder: '[EMAIL]',
  find: (text) => (text.includes('@') ? matches(text, EMAIL) : []),
};
