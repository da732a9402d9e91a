/** Numbers as people write them: `1,23,456`, `₹ 12.50`, `$0.04`, `4.2k`, `97%`, `349 MB`, `1 min 20 s`. Pure. */
import type { Localized } from '../../base/localized.js';

export const NUMBER_KINDS = ['count', 'usd', 'inr', 'seconds', 'megabytes', 'score', 'signed'] as const;
/** What is asked for. `megabytes` is read as bytes, `score` as a share. */
export type NumberKind = (typeof NUMBER_KINDS)[number];

export type ReadNumber =
  /** `half`: half a unit of its last digit, in the same unit as `value`: how far a rounded number may be off. */
  { value: number; half: number } | { fault: Localized };

const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  hazaar: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  million: 1e6,
  crore: 1e7,
  crores: 1e7,
};
const BYTES: Record<string, number> = {
  b: 1,
  bytes: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};
const SECONDS: Record<string, number> = {
  ...{ ms: 1e-3, s: 1, sec: 1, secs: 1, second: 1, seconds: 1, m: 60, min: 60, mins: 60, minute: 60, minutes: 60 },
  ...{ h: 3600, hr: 3600, hour: 3600, hours: 3600 },
};

/** Never throws. `null` where nothing was written. */
export function readNumber(raw: unknown, kind: NumberKind): ReadNumber | null {
  if (raw === null || raw === undefined || raw === '') return null;
  if (typeof raw === 'number')
    return Number.isFinite(raw) ? sized(raw, String(raw), defaultScale(kind)) : { fault: NO_NUMBER };
  if (typeof raw !== 'string') return { fault: NO_NUMBER };
  const text = raw
    .trim()
    .toLowerCase()
    .replace(/[−–]/g, '-')
    .replace(/^(~|≈|about|approx\.?|lagbhag|kareeb)\s*/, '');
  if (text === '') return null;
  const money = moneyFault(text, kind);
  if (money !== null) return { fault: money };
  const bare = text
    .replace(/us\$|usd|dollars?|inr|rupees?|rupaye|\brs\b\.?|[$₹]/g, ' ')
    .replace(/\b(tokens?|rows?|params?|parameters|nats?)\b/g, ' ');
  return kind === 'seconds' ? readSeconds(bare.trim()) : readOne(bare.trim(), kind);
}

function moneyFault(text: string, kind: NumberKind): Localized | null {
  const dollars = /\$|usd|dollar/.test(text);
  const rupees = /₹|inr|rupee|rupaye|\brs\b/.test(text);
  if (kind === 'usd') return rupees ? IN_DOLLARS : null;
  if (kind === 'inr') return dollars ? IN_RUPEES : null;
  return dollars || rupees ? NOT_MONEY : null;
}

function readOne(text: string, kind: NumberKind): ReadNumber {
  const match = /^([+-]?)\s*([\d.,\s_]*\d\.?)(e[+-]?\d+)?\s*([a-z%]*)$/.exec(text);
  const [, sign = '', written = '', exponent = '', unit = ''] = match ?? [];
  const digits = match === null ? null : plain(written);
  if (digits === null) return { fault: written.includes(',') ? COMMAS : NO_NUMBER };
  const scale = scaleOf(unit, kind);
  if (scale === null) return { fault: unknownUnit(unit) };
  return sized(Number(`${sign}${digits}${exponent}`), `${digits}${exponent}`, scale);
}

/** Without the marks between groups of digits, as in 12,34,567 or 1,234,567; null where a comma means something else. */
function plain(written: string): string | null {
  const text = written.replace(/[\s_]/g, '');
  if (/^\d*\.?\d*$/.test(text)) return text;
  if (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) || /^\d{1,2}(,\d{2})*,\d{3}(\.\d*)?$/.test(text))
    return text.replaceAll(',', '');
  return null;
}

function scaleOf(unit: string, kind: NumberKind): number | null {
  if (unit === '') return defaultScale(kind);
  if (unit === '%') return kind === 'score' ? 0.01 : null;
  const table = kind === 'megabytes' ? BYTES : kind === 'score' || kind === 'signed' ? {} : SCALES;
  return Object.hasOwn(table, unit) ? (table[unit] ?? null) : null;
}

const defaultScale = (kind: NumberKind): number => (kind === 'megabytes' ? 1e6 : 1);

/** `1:20`, `1 min 20 s`, `80`, `80 s`. */
function readSeconds(text: string): ReadNumber {
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock !== null) return { value: 60 * Number(clock[1]) + Number(clock[2]), half: 0.5 };
  const parts = [...text.matchAll(/([\d.,]*\d)\s*([a-z]*)/g)];
  const rest = text
    .replace(/([\d.,]*\d)\s*([a-z]*)/g, '')
    .replace(/\band\b|\baur\b/g, '')
    .trim();
  let sum = 0;
  let half = 0;
  for (const [, written = '', unit = ''] of parts) {
    const digits = plain(written);
    const scale = unit === '' && parts.length === 1 ? 1 : SECONDS[unit];
    if (digits === null) return { fault: COMMAS };
    if (scale === undefined) return { fault: unknownUnit(unit) };
    const read = sized(Number(digits), digits, scale);
    if ('fault' in read) return read;
    sum += read.value;
    half = read.half;
  }
  return parts.length === 0 || rest !== '' ? { fault: NO_NUMBER } : { value: sum, half };
}

function sized(value: number, digits: string, scale: number): ReadNumber {
  if (!Number.isFinite(value)) return { fault: NO_NUMBER };
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return { value: value * scale, half: 0.5 * 10 ** (Number(exponent) - decimals) * scale };
}

const NO_NUMBER: Localized = { en: 'this is not a number', hi: 'yeh number nahi hai' };
const COMMAS: Localized = {
  en: 'a comma only groups digits here (1,234 or 12,34,567); write decimals with a point, as 0.04',
  hi: 'comma yahan sirf digits ke group ke liye hai (1,234 ya 12,34,567); decimal ke liye point lagao, jaise 0.04',
};
const IN_DOLLARS: Localized = {
  en: 'this one is asked in dollars, not rupees',
  hi: 'yeh dollar mein poocha hai, rupaye mein nahi',
};
const IN_RUPEES: Localized = {
  en: 'this one is asked in rupees, not dollars',
  hi: 'yeh rupaye mein poocha hai, dollar mein nahi',
};
const NOT_MONEY: Localized = { en: 'this one is no amount of money', hi: 'yahan paisa nahi poocha' };
const unknownUnit = (unit: string): Localized => ({
  en: `the unit "${unit.slice(0, 20)}" is not known here`,
  hi: `"${unit.slice(0, 20)}" unit yahan nahi chalti`,
});
