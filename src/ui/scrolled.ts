/** A list of lines in a place too small for it. Pure. */
import type { Dictionary } from '../i18n/index.js';

export interface Scrolled<L> {
  shown: readonly L[];
  /** Lines that lie before and after those shown. */
  above: number;
  below: number;
  /** How far it can be scrolled: 0 where all lines have room. */
  last: number;
}

/** What of `lines` stands in `room` rows, from line `from` on. Where not all have room, one row stays free to say so. */
export function scrolled<L>(lines: readonly L[], room: number, from: number): Scrolled<L> {
  if (lines.length <= room) return { shown: lines, above: 0, below: 0, last: 0 };
  const height = Math.max(1, room - 1);
  const last = lines.length - height;
  const above = Math.max(0, Math.min(last, from));
  return { shown: lines.slice(above, above + height), above, below: last - above, last };
}

/** `+4 more above, +7 more below`; empty where all lines are in sight. */
export const beyondText = (
  { above, below }: Pick<Scrolled<unknown>, 'above' | 'below'>,
  { settings }: Dictionary,
): string =>
  [above > 0 ? `+${above} ${settings.above}` : '', below > 0 ? `+${below} ${settings.below}` : '']
    .filter((text) => text !== '')
    .join(', ');
