/** The cells of a comparison as columns in a given width. Pure. */
import type { Dictionary } from '../../i18n/index.js';
import type { ComparedMethod, Comparison } from './schema.js';
import { tableOf, tightTableOf } from './table.js';

/** The columns, in the order in which they stand. */
const COLUMNS = ['method', 'score', 'interval', 'loss', 'general', 'time', 'memory', 'trained', 'disk'] as const;
type Column = (typeof COLUMNS)[number];
/** Where there is little room, these go first. */
const DISPENSABLE: readonly Column[] = ['loss', 'trained', 'disk', 'interval', 'memory', 'general'];

type Rows = readonly (readonly string[])[];

const GAP = 2;
const TIGHT_GAP = 1;

export interface FittedTable {
  lines: string[];
  /** The columns that had no room: their heads, and lines of them beside the methods. Empty when all had room. */
  left: { heads: string[]; lines: string[] };
}

/** The whole table where it fits in `width`; else the tight one, and apart what of that has no room. */
export function fittedTable(
  comparison: Comparison,
  words: Dictionary['compare'],
  width: number,
  statusOf?: (one: ComparedMethod) => string,
): FittedTable {
  const roomy = tableOf(comparison, words, statusOf);
  const all = layout(roomy, GAP);
  if (all.width(COLUMNS) <= width) return { lines: all.lines(COLUMNS), left: { heads: [], lines: [] } };
  const rows = tightTableOf(comparison, words, statusOf);
  const tight = layout(rows, TIGHT_GAP);
  const kept = fitting(tight, width);
  const gone = COLUMNS.filter((column) => !kept.includes(column));
  const heads = gone.map((column) => rows[0]?.[COLUMNS.indexOf(column)] ?? '');
  return { lines: tight.lines(kept), left: { heads, lines: gone.length > 0 ? tight.lines(['method', ...gone]) : [] } };
}

interface Layout {
  width: (kept: readonly Column[]) => number;
  lines: (kept: readonly Column[]) => string[];
}

function layout(rows: Rows, gap: number): Layout {
  const widths = COLUMNS.map((_, i) =>
    Math.max(0, ...rows.map((row) => (i === 1 && runsOver(row) ? 0 : (row[i]?.length ?? 0)))),
  );
  const padded = (text: string, i: number): string =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  const lineOf = (row: readonly string[], kept: readonly Column[]): string => {
    const cells = runsOver(row)
      ? [padded(row[0] ?? '', 0), row[1] ?? '']
      : COLUMNS.flatMap((column, i) => (kept.includes(column) ? [padded(row[i] ?? '', i)] : []));
    return cells.join(' '.repeat(gap)).trimEnd();
  };
  return {
    width: (kept) =>
      COLUMNS.reduce((sum, column, i) => sum + (kept.includes(column) ? (widths[i] ?? 0) + gap : 0), -gap),
    lines: (kept) => rows.map((row) => lineOf(row, kept)),
  };
}

/** A status alone, with no figures after it, has the room of the figures. */
const runsOver = (row: readonly string[]): boolean => row.slice(2).every((cell) => cell === '');

/** The least needed go until the rest fits, or only the method and its score, and the time, are there. */
function fitting({ width: widthOf }: Layout, width: number): readonly Column[] {
  let kept: readonly Column[] = COLUMNS;
  for (const gone of DISPENSABLE) if (widthOf(kept) > width) kept = kept.filter((column) => column !== gone);
  return kept;
}
