import type { Line } from '../lesson/lines.js';

/** Something to look at: a title, and lines of which the first says it. */
export interface Section {
  title: string;
  lines: Line[];
}
