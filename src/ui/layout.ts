/** How a window is divided: header, the eight steps, body, footer. Pure. */

export interface Size {
  columns: number;
  rows: number;
}

/** Smaller than this, the app asks for more room. */
export const SMALLEST: Size = { columns: 60, rows: 20 };

/** From here on the steps stand beside the body, one a line, with room for what was chosen. */
export const SIDEBAR_FROM = 112;
export const SIDEBAR = 32;
export const FOOTER_ROWS = 2;
const HEADER_ROWS = 1;
const RULE_ROWS = 1;
const STEP_ROWS = 2;

export type FrameKind = 'steps' | 'plain';

export function hasSidebar({ columns }: Size, kind: FrameKind): boolean {
  return kind === 'steps' && columns >= SIDEBAR_FROM;
}

/** Text columns and rows of a frame's body when its footer is at its tallest. The last row of the window stays free. */
export function bodySize(size: Size, kind: FrameKind): Size {
  const beside = hasSidebar(size, kind);
  const steps = kind === 'steps' && !beside ? STEP_ROWS : 0;
  return {
    columns: Math.max(20, size.columns - 2 - (beside ? SIDEBAR : 0)),
    rows: Math.max(6, size.rows - 1 - HEADER_ROWS - steps - RULE_ROWS - FOOTER_ROWS),
  };
}

export const tooSmall = ({ columns, rows }: Size): boolean => columns < SMALLEST.columns || rows < SMALLEST.rows;
