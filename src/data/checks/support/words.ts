/** Small words that every message needs. */

/** 1234567 -> "1,234,567". */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** "1 row", "2 rows". `many` is for irregular plurals. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

/** The verb that agrees: verb(1, 'contains', 'contain'). */
export function verb(n: number, one: string, many: string): string {
  return n === 1 ? one : many;
}

/** A share as "12%"; small shares keep one decimal. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0%';
  const value = (100 * part) / whole;
  return `${value > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value))}%`;
}
