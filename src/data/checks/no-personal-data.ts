/** Texts hold no personal data and no secrets: a tuned model can repeat what it was trained on to anybody. */
import type { Localized } from '../../base/localized.js';
import type { Check } from '../types.js';
import type { Detector } from './personal/detector.js';
import { DETECTORS, findPersonal, hint } from './personal/mask.js';
import { Affected } from './support/affected.js';
import { textsOf } from './support/texts.js';
import { counted, grouped, verb } from './support/words.js';

/** The names in Hinglish: of one, of several. */
const NAMES: Record<Detector['code'], { en: string; hi: [string, string] }> = {
  'email-address': { en: 'e-mail addresses', hi: ['e-mail address', 'e-mail address'] },
  'phone-number': { en: 'phone numbers', hi: ['phone number', 'phone number'] },
  'aadhaar-number': {
    en: 'numbers with a valid Aadhaar checksum',
    hi: ['Aadhaar jaisa number (checksum sahi hai)', 'Aadhaar jaise number (checksum sahi hai)'],
  },
  'pan-number': { en: 'numbers that look like a PAN', hi: ['PAN jaisa number', 'PAN jaise number'] },
  'card-number': {
    en: 'card numbers with a valid checksum',
    hi: ['card number (checksum sahi hai)', 'card number (checksum sahi hai)'],
  },
  'api-key': { en: 'API keys or tokens', hi: ['API key ya token', 'API keys ya tokens'] },
  'private-key': { en: 'private keys', hi: ['private key', 'private keys'] },
};

const MASK: Localized = {
  en: 'Mask them (the repair does it) or replace them with invented ones.',
  hi: 'Inhe mask karo (repair yeh kar deta hai) ya banaye hue values se badlo.',
};
const REVOKE: Localized = {
  en: 'Mask them, and revoke any that is real: it stands in a file that others may have.',
  hi: 'Inhe mask karo, aur jo asli ho use turant revoke karo: yeh file auron ke paas bhi ho sakti hai.',
};

export const noPersonalData: Check = {
  codes: DETECTORS.map((detector) => detector.code),
  start() {
    const seen = new Map<Detector['code'], { rows: Affected; occurrences: number; example: string }>();
    return {
      add({ line, example }) {
        if (!example) return;
        const inRow = new Set<Detector['code']>();
        for (const text of textsOf(example)) {
          for (const { detector, start, end } of findPersonal(text)) {
            const entry = seen.get(detector.code) ?? {
              rows: new Affected(),
              occurrences: 0,
              example: hint(text.slice(start, end)),
            };
            seen.set(detector.code, entry);
            entry.occurrences += 1;
            if (!inRow.has(detector.code)) entry.rows.add(line);
            inRow.add(detector.code);
          }
        }
      },
      finish: () =>
        DETECTORS.flatMap(({ code }) => {
          const entry = seen.get(code);
          if (!entry) return [];
          const { rows, occurrences, example } = entry;
          return [
            {
              code,
              severity: 'warning',
              message: {
                en: `${counted(rows.count, 'row')} ${verb(rows.count, 'contains', 'contain')} ${NAMES[code].en}, ${grouped(occurrences)} in all (line ${rows.firstLine}: ${example}).`,
                hi: `${counted(rows.count, 'row')} mein ${verb(occurrences, ...NAMES[code].hi)} ${verb(occurrences, 'hai', 'hain')}, kul ${grouped(occurrences)} (line ${rows.firstLine}: ${example}).`,
              },
              remedy: code === 'api-key' || code === 'private-key' ? REVOKE : MASK,
              rows: rows.rows,
              count: rows.count,
            },
          ];
        }),
    };
  },
};
