/** Columns of text; longer lines are hard to read. */
export const READING_WIDTH = 92;
