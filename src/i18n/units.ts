/** Numbers as people read them. Units are fixed, so both languages share them. */

/** 1500 -> "1.5 kB"; powers of 1000 like the reasons of a plan, one decimal below 10. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** 75 -> "1 min 15 s"; whole seconds, at most two units. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const s = Math.round(seconds);
  if (s < 60) return seconds < 10 ? `${seconds.toFixed(1)} s` : `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  const minutes = Math.round(s / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 0.4 -> "40%"; nearly all is not all, and nearly nothing not nothing. */
export function formatPercent(share: number): string {
  const percent = 100 * share;
  if (percent > 99 && percent < 100) return `${Math.min(99.9, percent).toFixed(1)}%`;
  if (percent > 0 && percent < 1) return percent < 0.1 ? '<0.1%' : `${percent.toFixed(1)}%`;
  return `${Math.round(percent)}%`;
}

/** 134515008 -> "134.5M" */
export function formatCount(n: number): string {
  if (n >= 1e9) return `${(n / 1e9).toFixed(1)}B`;
  if (n >= 1e6) return `${(n / 1e6).toFixed(1)}M`;
  if (n >= 1e4) return `${(n / 1e3).toFixed(0)}k`;
  return `${Math.round(n)}`;
}

/** US dollars; sums below a hundredth of a cent are not told apart. */
export function formatUsd(value: number): string {
  if (value === 0) return '$0';
  if (value < 1e-4) return '<$0.0001';
  return value < 0.01 ? `$${value.toPrecision(2)}` : `$${value.toFixed(2)}`;
}

/** Three to four significant digits, without exponent for everyday sizes. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return value.toExponential(1);
  return size >= 100
    ? value.toFixed(0)
    : size >= 10
      ? value.toFixed(1)
      : size >= 0.1
        ? value.toFixed(3)
        : value.toPrecision(3);
}
