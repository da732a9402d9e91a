/** Text by the columns that it takes on a terminal. Pure. */
import stringWidth from 'string-width';

export const widthOf = (text: string): number => stringWidth(text);

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters as people count them. */
export const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** At most `columns` wide; what is cut off is told by `mark`. */
export function cut(text: string, columns: number, mark = '…'): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(kept + segment) > columns - widthOf(mark)) break;
    kept += segment;
  }
  return columns < widthOf(mark) ? '' : kept + mark;
}

/** Exactly `columns` wide where the text is not wider. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)));

export const fitted = (text: string, columns: number, mark = '…'): string => padded(cut(text, columns, mark), columns);
