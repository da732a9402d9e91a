/** Touches the disk: reads a whole data file into memory, for training and repairs. */
import { sha256File } from '../base/files.js';
import { DETECTION_ROWS, detect } from './detect.js';
import { convertRow } from './formats/index.js';
import { MAX_HELD_CHARACTERS, MAX_HELD_ROWS } from './readers/limits.js';
import { openRows } from './readers/open.js';
import { tooMuchToHold } from './readers/problems.js';
import type { Columns, ConversionProblem, Detection, Example, Row, RowFault, Task } from './types.js';

export interface LoadOptions {
  task?: Task;
  columns?: Columns;
  onProgress?: (bytes: number, total: number) => void;
  /** Of what is held in memory; see readers/limits.ts. */
  maxRows?: number;
  maxCharacters?: number;
}

export interface LoadedRows extends RowSource {
  rows: Row[];
  /** Of the file's bytes. */
  sha256: string;
}

export interface LoadedExamples {
  detection: Detection;
  examples: Example[];
  /** Records in the file, unusable ones included. */
  rows: number;
  /** Every record that gave no example, and why: nothing is dropped silently. */
  skipped: { line: number; problem: ConversionProblem | RowFault }[];
  /** Of the file's bytes. */
  sha256: string;
}

/** What is known of a file besides its rows. */
export interface RowSource {
  path: string;
  detection: Detection;
  /** Bytes on disk. */
  bytes: number;
  gzip: boolean;
  /** The first rows, already read. */
  sample: readonly Row[];
}

export interface RowStream extends RowSource {
  /** The rows of the whole file, those looked at by the detection included. */
  rows: AsyncIterable<Row>;
  /** Of the file's bytes, after the last row; null where they do not go by in order (Parquet). */
  sha256(): string | null;
}

/** Opens a file, detects from its first rows, and streams all of them. Throws the `Problem`s of `openRows` and `detect`. */
export async function streamRows(path: string, options: LoadOptions = {}): Promise<RowStream> {
  const opened = await openRows(path, { onProgress: options.onProgress });
  const iterator = opened.rows[Symbol.asyncIterator]();
  const sample: Row[] = [];
  try {
    while (sample.length < DETECTION_ROWS) {
      const next = await iterator.next();
      if (next.done === true) break;
      sample.push(next.value);
    }
    const { task, columns } = options;
    const detection = detect(sample, { format: opened.format, reasons: opened.reasons, task, columns, file: path });
    const { bytes, gzip, sha256 } = opened;
    return { path, detection, rows: all(sample, iterator), bytes, gzip, sample, sha256 };
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

/** All rows, unconverted, in one reading. Throws `Problem` too-much-data beyond what memory can hold. */
export async function loadRows(path: string, options: LoadOptions = {}): Promise<LoadedRows> {
  const { rows, sha256, ...source } = await streamRows(path, options);
  const kept: Row[] = [];
  const room = new Room(path, options);
  for await (const row of rows) {
    room.take('record' in row ? textLength(row.record) : 0);
    kept.push(row);
  }
  return { ...source, rows: kept, sha256: sha256() ?? (await hashWhereRowsStandBehind(path)) };
}

/** Parquet keeps its table of contents at the end, so its bytes are never read in the order that a checksum needs. */
function hashWhereRowsStandBehind(path: string): Promise<string> {
  return sha256File(path);
}

/** All examples of a file with their line numbers. Throws `Problem` too-much-data beyond what memory can hold. */
export async function loadExamples(path: string, options: LoadOptions = {}): Promise<LoadedExamples> {
  const { detection, rows, sha256 } = await loadRows(path, options);
  return { detection, ...examplesOf(rows, detection), rows: rows.length, sha256 };
}

/** The examples that rows give, and why the others give none. */
export function examplesOf(rows: readonly Row[], detection: Detection): Pick<LoadedExamples, 'examples' | 'skipped'> {
  const examples: Example[] = [];
  const skipped: LoadedExamples['skipped'] = [];
  for (const row of rows) {
    const converted = convertRow(row, detection);
    if (converted === null) {
      if ('fault' in row) skipped.push({ line: row.line, problem: row.fault });
    } else if ('kind' in converted) skipped.push({ line: row.line, problem: converted });
    else examples.push(converted);
  }
  return { examples, skipped };
}

/** Counts what is held in memory, and refuses more than can be. */
class Room {
  #rows = 0;
  #characters = 0;
  readonly #limits: { rows: number; characters: number };

  constructor(
    readonly path: string,
    { maxRows = MAX_HELD_ROWS, maxCharacters = MAX_HELD_CHARACTERS }: LoadOptions,
  ) {
    this.#limits = { rows: maxRows, characters: maxCharacters };
  }

  take(characters: number): void {
    this.#rows++;
    this.#characters += characters;
    const { rows, characters: most } = this.#limits;
    if (this.#rows > rows) throw tooMuchToHold(this.path, rows, 'rows');
    if (this.#characters > most) throw tooMuchToHold(this.path, most, 'characters');
  }
}

/** Characters of all texts in a record, however deep. */
function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let sum = 0;
  for (const item of Object.values(value)) sum += textLength(item);
  return sum;
}

async function* all(sample: readonly Row[], rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  try {
    yield* sample;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
