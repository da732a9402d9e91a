/** Finds the delimiter, the quoting and the header of a CSV file from its beginning. Pure. */
import { foldName, isKnownName } from '../column-names.js';
import { type CsvDialect, parseFields } from './csv.js';
import { RecordJoiner } from './csv-records.js';
import type { Line } from './lines.js';

type Delimiter = CsvDialect['delimiter'];
const DELIMITERS: readonly Delimiter[] = ['\t', ',', ';', '|'];
const SAMPLE_RECORDS = 200;

export interface DialectGuess {
  dialect: CsvDialect;
  /** Columns that most records have. 1 means: no delimiter was found. */
  columns: number;
  /** Share of the sampled records with that many fields. */
  consistency: number;
  /** Lines without any delimiter before the first record that has one (titles of exports); `dialect.skipLines` counts them. */
  titleLines: number;
}

/** An export has a few lines of title at most. */
const MAX_TITLE_RECORDS = 10;

/**
 * The dialect under which most records have the same number of fields, at least two. Known column names in the first record and the
 * file's extension (`hint`) decide between equals. `whole`: `head` is the whole file, else its last line may be cut.
 */
export function sniffDialect(head: string, whole: boolean, hint?: 'csv' | 'tsv'): DialectGuess {
  const newline = head.includes('\n') || !head.includes('\r') ? 10 : 13;
  const texts = head.split(newline === 13 ? '\r' : /\r?\n/);
  if (!whole && texts.length > 1) texts.pop();
  const separator = /^sep=([,;\t|])$/.exec(texts[0] ?? '')?.[1];
  const skipLines = separator === undefined ? 0 : 1;
  const lines = texts
    .map((text, index): Line => ({ number: index + 1, text, fault: null, terminated: true }))
    .slice(skipLines, 20 * SAMPLE_RECORDS);
  const candidates = DELIMITERS.filter((delimiter) => separator === undefined || delimiter === separator);
  const guesses = candidates.map((delimiter) => score(lines, delimiter, quoting(head, delimiter), hint));
  const best = guesses.reduce((a, b) => (b.score > a.score ? b : a));
  const { delimiter, quote, columns, consistency } = best;
  const titles = best.records.findIndex((record) => record.length > 1);
  const untitled = titles > 0 && titles <= MAX_TITLE_RECORDS && columns > 1 ? titles : 0;
  const titleLines = untitled === 0 ? 0 : (best.starts[untitled] ?? 1) - 1 - skipLines;
  const header = hasHeader(best.records.slice(untitled));
  const dialect = { delimiter, quote, header, newline, skipLines: skipLines + titleLines } as const;
  return { dialect, columns, consistency, titleLines };
}

/**
 * Quotes are in use when at least half of the fields that begin with one also end with one. No such field in sight: CSV is taken to
 * use quotes (a later row may), TSV to use none.
 */
function quoting(text: string, delimiter: Delimiter): '"' | null {
  const mark = delimiter === '|' ? '\\|' : delimiter;
  let closed = 0;
  // Lines inside a closed field may begin with a quote of their own: they are not counted as fields.
  const rest = text.replaceAll(new RegExp(`(?:^|${mark})"(?:[^"]|"")*"(?=${mark}|\\r?$)`, 'gm'), () => {
    closed++;
    return '';
  });
  const open = rest.match(new RegExp(`(?:^|${mark})"`, 'gm'))?.length ?? 0;
  if (closed + open === 0) return delimiter === '\t' ? null : '"';
  return closed >= open ? '"' : null;
}

function score(lines: Line[], delimiter: Delimiter, quote: '"' | null, hint: 'csv' | 'tsv' | undefined) {
  const joiner = new RecordJoiner(delimiter, quote);
  const raw = lines.flatMap((line) => [...joiner.push(line)]).slice(0, SAMPLE_RECORDS);
  let unclosed = 0;
  if (raw.length < SAMPLE_RECORDS) unclosed = [...joiner.end()].filter((record) => record.fault === 'unclosed').length;
  const records = parseFields(
    raw.map((record) => record.text),
    { delimiter, quote },
  ).map((fields) => fields ?? []);
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, agreeing] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  const consistency = agreeing / Math.max(1, records.length + unclosed);
  let total = columns < 2 ? -1 : consistency;
  if (columns >= 2 && records[0]?.some(isKnownName)) total += 0.5;
  if ((hint === 'tsv') === (delimiter === '\t')) total += 0.05;
  return { delimiter, quote, records, starts: raw.map((record) => record.line), columns, consistency, score: total };
}

const NAME_LIKE = /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_ .()/-]{0,39}$/u;

/** Whether the first record names the columns: known names do; else short name-like cells that never come back as values. */
export function hasHeader(records: readonly string[][]): boolean {
  const [first, ...others] = records;
  if (first === undefined) return true;
  if (first.some(isKnownName)) return true;
  const folded = first.map(foldName);
  if (new Set(folded).size < folded.length || others.length === 0) return false;
  if (!first.every((cell) => NAME_LIKE.test(cell.trim()) && cell.trim().split(/\s+/).length <= 3)) return false;
  return !first.some((_, column) => others.some((record) => foldName(record[column] ?? '') === folded[column]));
}
