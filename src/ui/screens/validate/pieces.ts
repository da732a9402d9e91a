/** The text of a field as it can be shown: cut around its first fault, with characters that nobody sees written out. Pure. */
import type { Segment } from '../../../workflow/fault-rows.js';

export interface Piece {
  /** Where it begins in the field. */
  start: number;
  text: string;
  fault: boolean;
}

/** Characters kept before the first fault when the start of a long text has to go. */
const BEFORE = 40;

/** At most about `room` characters. */
export function shownPieces(segments: readonly Segment[], room: number, more: string): Piece[] {
  const before = segments.slice(
    0,
    Math.max(
      0,
      segments.findIndex(({ fault }) => fault),
    ),
  );
  const lead = before.reduce((sum, { text }) => sum + text.length, 0);
  const total = segments.reduce((sum, { text }) => sum + text.length, 0);
  const from = total > room && lead > BEFORE ? lead - BEFORE : 0;
  const pieces: Piece[] = from > 0 ? [{ start: -1, text: more, fault: false }] : [];
  let at = 0;
  for (const { text, fault } of segments) {
    const [start, end] = [Math.max(from, at), Math.min(from + room, at + text.length)];
    if (start < end || text === '')
      pieces.push({ start, text: visible(text.slice(start - at, end - at), fault), fault });
    at += text.length;
  }
  if (total > from + room) pieces.push({ start: total, text: more, fault: false });
  return pieces;
}

const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Line ends and tabs as spaces; in a fault, what nobody sees by its number. */
function visible(text: string, fault: boolean): string {
  const flat = text.replaceAll(/[\n\t]/g, ' ');
  const numbered = (character: string): string =>
    `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return fault ? flat.replace(UNSEEN, numbered) : flat;
}
