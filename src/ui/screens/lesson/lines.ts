/** Lines of a lesson as pieces with a meaning; the view gives them colours. Pure. */
import { wrapWords } from '../../../base/wrap-words.js';
import type { Draft } from '../../text-edit.js';
import { cut, widthOf } from '../../text-width.js';

export type Tone = 'plain' | 'strong' | 'muted' | 'accent' | 'good' | 'bad' | 'warn' | 'cursor';

export interface Span {
  text: string;
  tone: Tone;
}

export interface Line {
  spans: readonly Span[];
  /** Not broken: where it is wider than the window it can be moved to the left. */
  wide: boolean;
  /** Belongs to something that keys work on; drawn with a bar before it. */
  bar: boolean;
  /** Drawn already, with its colours. */
  drawn?: string;
}

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });
export const line = (...spans: readonly Span[]): Line => ({ spans, wide: false, bar: false });
export const textLine = (text: string, tone: Tone = 'plain'): Line => line(span(text, tone));
export const BLANK: Line = line();

/** Words broken to the width; line ends stay. */
export const wrapped = (text: string, width: number, tone: Tone = 'plain', indent = 0): Line[] =>
  text
    .split('\n')
    .flatMap((one) => wrapWords(one, Math.max(8, width - indent)))
    .map((part) => textLine(' '.repeat(indent) + part, tone));

/** A label of another tone before the first word; later lines stand under the text. */
export function labelled(label: string, tone: Tone, text: string, width: number): Line[] {
  const room = Math.max(8, width - label.length - 1);
  return wrapWords(text.replace(/\s+/g, ' '), room).map((part, row) =>
    row === 0 ? line(span(`${label} `, tone), span(part)) : textLine(' '.repeat(label.length + 1) + part),
  );
}

export const barred = (lines: readonly Line[]): Line[] => lines.map((one) => ({ ...one, bar: true }));

/** Pieces broken hard after `width` characters; what follows stands a little to the right. */
export function broken(spans: readonly Span[], width: number, indent = 2): Line[] {
  const lines: Span[][] = [[]];
  let room = width;
  for (const { text, tone } of spans) {
    let rest = text;
    while (rest.length > room) {
      lines.at(-1)?.push({ text: rest.slice(0, room), tone });
      rest = rest.slice(room);
      lines.push([span(' '.repeat(indent))]);
      room = width - indent;
    }
    if (rest !== '') lines.at(-1)?.push({ text: rest, tone });
    room -= rest.length;
  }
  return lines.map((parts) => line(...parts));
}

/** What is seen of a line from a column on. */
export function sliced({ spans }: Line, from: number, width: number, more: string): Span[] {
  const shown: Span[] = [];
  let skip = from;
  let room = width;
  const whole = spans.reduce((sum, { text }) => sum + widthOf(text), 0) - from;
  for (const { text, tone } of spans) {
    const part = skip >= text.length ? '' : text.slice(skip);
    skip = Math.max(0, skip - text.length);
    if (part === '' || room <= 0) continue;
    const fits = cut(part, whole > width ? Math.max(0, room - 1) : room, '');
    shown.push({ text: fits, tone });
    room -= widthOf(part);
  }
  return whole > width ? [...shown, span(more, 'muted')] : shown;
}

export const lineWidth = ({ spans }: Line): number => spans.reduce((sum, { text }) => sum + widthOf(text), 0);

export const hasCursor = ({ spans }: Line): boolean => spans.some(({ tone }) => tone === 'cursor');

/** Characters that its line must be moved to the left for the cursor to be in sight, with one column after it. */
export function cursorShift({ lines, row, column }: Pick<Draft, 'lines' | 'row' | 'column'>, width: number): number {
  const text = lines[row] ?? '';
  const room = width - 1 - Math.max(1, widthOf(text.charAt(column)));
  let shift = Math.max(0, column - room);
  while (shift < column && widthOf(text.slice(shift, column)) > room) shift++;
  return shift;
}
