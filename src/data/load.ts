/** Touches the disk: reads a whole data file into memory, for training and repairs. */
import { sha256File } from '../base/files.js';
import { DETECTION_ROWS, detect } from './detect.js';
import { convertRow } from './formats/index.js';
import { openRows } from './readers/open.js';
import type { Columns, ConversionProblem, Detection, Example, Row, RowFault, Task } from './types.js';

export interface LoadOptions {
  task?: Task;
  columns?: Columns;
  onProgress?: (bytes: number, total: number) => void;
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

/** All rows, unconverted: what the repairs work on. */
export async function loadRows(path: string, options: LoadOptions = {}): Promise<LoadedRows> {
  const { detection, rows } = await streamRows(path, options);
  const kept: Row[] = [];
  for await (const row of rows) kept.push(row);
  return { detection, rows: kept };
}

/** All examples of a file with their line numbers. */
export async function loadExamples(path: string, options: LoadOptions = {}): Promise<LoadedExamples> {
  const { detection, rows } = await streamRows(path, options);
  const examples: Example[] = [];
  const skipped: LoadedExamples['skipped'] = [];
  let count = 0;
  for await (const row of rows) {
    count++;
    const converted = convertRow(row, detection);
    if (converted === null) {
      if ('fault' in row) skipped.push({ line: row.line, problem: row.fault });
    } else if ('kind' in converted) skipped.push({ line: row.line, problem: converted });
    else examples.push(converted);
  }
  return { detection, examples, rows: count, skipped, sha256: await sha256File(path) };
}

async function* all(sample: readonly Row[], rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  try {
    yield* sample;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
