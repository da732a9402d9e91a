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

export interface LoadedRows {
  detection: Detection;
  rows: Row[];
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

export interface RowStream {
  detection: Detection;
  /** The rows of the whole file, those looked at by the detection included. */
  rows: AsyncIterable<Row>;
  /** Bytes on disk. */
  bytes: number;
  gzip: boolean;
  /** The first rows, already read. */
  sample: readonly Row[];
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
    return { detection, rows: all(sample, iterator), bytes: opened.bytes, gzip: opened.gzip, sample };
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

/** All rows, unconverted: what the repairs work on. Throws `Problem` too-much-data beyond what memory can hold. */
export async function loadRows(path: string, options: LoadOptions = {}): Promise<LoadedRows> {
  const { detection, rows } = await streamRows(path, options);
  const kept: Row[] = [];
  const room = new Room(path, options);
  for await (const row of rows) {
    room.take('record' in row ? textLength(row.record) : 0);
    kept.push(row);
  }
  return { detection, rows: kept };
}

/** All examples of a file with their line numbers. Throws `Problem` too-much-data beyond what memory can hold. */
export async function loadExamples(path: string, options: LoadOptions = {}): Promise<LoadedExamples> {
  const { detection, rows } = await streamRows(path, options);
  const examples: Example[] = [];
  const skipped: LoadedExamples['skipped'] = [];
  let count = 0;
  const room = new Room(path, options);
  for await (const row of rows) {
    count++;
    room.take('record' in row ? textLength(row.record) : 0);
    const converted = convertRow(row, detection);
    if (converted === null) {
      if ('fault' in row) skipped.push({ line: row.line, problem: row.fault });
    } else if ('kind' in converted) skipped.push({ line: row.line, problem: converted });
    else examples.push(converted);
  }
  return { detection, examples, rows: count, skipped, sha256: await sha256File(path) };
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

/** The first examples of a file of any size. */
export async function firstExamples(path: string, count: number, options: LoadOptions = {}): Promise<Example[]> {
  const { detection, rows } = await streamRows(path, options);
  const examples: Example[] = [];
  for await (const row of rows) {
    const converted = convertRow(row, detection);
    if (converted !== null && !('kind' in converted)) examples.push(converted);
    if (examples.length >= count) break;
  }
  return examples;
}

async function* all(sample: readonly Row[], rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  try {
    yield* sample;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
