/** The first rows of a data file as a small table. Touches the disk. */
import { type Lang, say } from '../base/localized.js';
import { streamRows } from '../data/load.js';
import type { Row } from '../data/types.js';
import { expandHome } from './complete-path.js';

export interface Preview {
  format: string;
  task: string;
  columns: string[];
  /** One text a column; a row that cannot be read says why in its first. */
  rows: string[][];
}

const ROWS = 6;
const MAX_COLUMNS = 6;
const MAX_CELL = 200;

/** Null when the file cannot be read as data; step 1 says why when it is opened. */
export async function previewFile(path: string, lang: Lang): Promise<Preview | null> {
  try {
    const { detection, sample, rows } = await streamRows(expandHome(path));
    // Reading begins and ends at once: that closes the file.
    for await (const _ of rows) break;
    const shown = sample.slice(0, ROWS);
    const columns = [...new Set(shown.flatMap((row) => ('record' in row ? Object.keys(row.record) : [])))];
    const kept = columns.slice(0, MAX_COLUMNS);
    return {
      format: detection.format,
      task: detection.task,
      columns: kept,
      rows: shown.map((row) => cellsOf(row, kept, lang)),
    };
  } catch {
    return null;
  }
}

function cellsOf(row: Row, columns: readonly string[], lang: Lang): string[] {
  if ('fault' in row) return [`(${row.fault.kind}) ${say(row.fault.detail, lang)}`];
  return columns.map((column) => cellText(row.record[column]));
}

function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return text.slice(0, MAX_CELL).replaceAll(/\s+/g, ' ');
}
