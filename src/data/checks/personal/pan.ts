import { type Detector, matches } from './detector.js';

/** Income-tax PAN: three letters, the holder's kind, a letter, four digits, a letter. It has no public checksum, hence "PAN-like". */
const PAN = /(?<![A-Za-z0-9])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![A-Za-z0-9])/g;

export const pan: Detector = { code: 'pan-number', placeholder: '[PAN]', find: (text) => matches(text, PAN) };
