/** Numbers as a person reads them; the same digits in both languages. */

/** Bytes in GB or MB (decimal): 5012000000 is "5.0 GB". */
export function sayBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${Math.round(bytes / 1e6)} MB`;
}

/** Seconds as "1.4 s", "40 s", "12 min" or "3.5 h". */
export function saySeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** Seconds to the last one, as the tables show them (i18n/units; a test holds the two equal): "1.4 s", "1 min 58 s", "3 h 5 min". */
export function sayDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return seconds < 10 ? `${seconds.toFixed(1)} s` : `${whole} s`;
  const minutes = Math.round(whole / 60);
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** US dollars; small amounts keep two digits that say something: "$0.0021". */
export function sayDollars(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.01) return `$${Number(usd.toPrecision(2))}`;
  return `$${usd.toFixed(2)}`;
}

/** 134515008 is "134,515,008". */
export function sayCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/gu, ',');
}

/** A share as a percentage with at most two digits after the point. */
export function sayShare(share: number): string {
  const percent = share * 100;
  return `${percent >= 10 ? percent.toFixed(0) : Number(percent.toFixed(2))}%`;
}
