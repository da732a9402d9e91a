/**
 * Lines drawn in one piece (charts, rules), kept out of Ink, which would measure and style each of their characters again in every
 * frame: that costs more than the rest of the frame. Ink places one stand-in character a line, and the frame writer puts the line there.
 */
import { createContext } from 'react';

/** Supplementary private use area B: characters that no font has, and no text. */
const FIRST = 0x10_0000;
const LAST = 0x10_ffff;
const MOST_ROWS = 0x100;
const STAND_IN = /[\u{100000}-\u{10FFFF}]/gu;

export interface DrawnLines {
  /** The number of a new drawing. */
  begin(): number;
  /** Its lines from the next frame on. */
  draw(drawing: number, lines: readonly string[]): void;
  end(drawing: number): void;
  /** The line of a frame with what was drawn in the place of its stand-ins. */
  filled(line: string): string;
}

/** One text line for each of a drawing's lines. */
export const standIns = (drawing: number, rows: number): string[] =>
  Array.from({ length: rows }, (_, row) => String.fromCodePoint(FIRST + drawing * MOST_ROWS + row));

export function createDrawnLines(): DrawnLines {
  const drawings = new Map<number, readonly string[]>();
  const lineOf = (standIn: string): string => {
    const at = (standIn.codePointAt(0) ?? FIRST) - FIRST;
    return drawings.get(Math.floor(at / MOST_ROWS))?.[at % MOST_ROWS] ?? '';
  };
  return {
    begin() {
      let drawing = 0;
      while (drawings.has(drawing) && drawing < (LAST - FIRST) / MOST_ROWS) drawing++;
      drawings.set(drawing, []);
      return drawing;
    },
    draw: (drawing, lines) => void drawings.set(drawing, lines),
    end: (drawing) => void drawings.delete(drawing),
    filled: (line) => line.replace(STAND_IN, lineOf),
  };
}

/** Null where frames go through no writer that fills the lines in: there Ink draws them. */
export const DrawnLinesContext = createContext<DrawnLines | null>(null);
