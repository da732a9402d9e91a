/** Whether a written number is the right one. Pure. */
import type { Localized } from '../../base/localized.js';
import type { Written } from './answers.js';
import { EMPTY } from './explanation.js';
import { type NumberKind, readNumber } from './numbers.js';

/** What is allowed beside the true value: a share of it, or an absolute amount. */
export interface Tolerance {
  share?: number;
  amount?: number;
  /** Half a unit of the last digit that was written is allowed, up to this share of the value. */
  rounding?: number;
}

/** Null when right. The right value is never told. */
export function numberLacks(
  raw: Written,
  kind: NumberKind,
  truth: number,
  { share = 0, amount = 0, rounding = 0 }: Tolerance,
): Localized | null {
  const read = readNumber(raw, kind);
  if (read === null) return EMPTY;
  const said = String(raw).trim().slice(0, 30);
  if ('fault' in read) return { en: `"${said}": ${read.fault.en}.`, hi: `"${said}": ${read.fault.hi}.` };
  const off = Math.abs(read.value - truth);
  const size = Math.abs(truth);
  const allowed = Math.max(share * size, amount, Math.min(read.half * 1.001, rounding * size));
  if (off <= allowed + 1e-12) return null;
  const factor = size === 0 ? 0 : read.value / truth;
  return { en: `"${said}" is ${distance(factor, 'en')}.`, hi: `"${said}" ${distance(factor, 'hi')}.` };
}

/** A push in the right direction, where one can be given. */
function distance(factor: number, lang: 'en' | 'hi'): string {
  const thousand = [1e-6, 1e-3, 1e3, 1e6].some((power) => factor / power > 0.9 && factor / power < 1.1);
  const en = thousand
    ? 'off by a factor of a thousand: look at the unit'
    : factor > 1
      ? 'too high'
      : factor >= 0
        ? 'too low'
        : 'of the wrong sign';
  const hi = thousand
    ? 'hazaar guna ka farq hai: unit dekho'
    : factor > 1
      ? 'zyada hai'
      : factor >= 0
        ? 'kam hai'
        : 'ka sign ulta hai';
  return lang === 'en' ? en : hi;
}
