/** JSON Lines: one object per line. Pure: bytes in, rows out. */
import type { Row } from '../types.js';
import type { ByteSource } from './encoding.js';
import { notUtf8, tooLong } from './fault.js';
import { parseRecord } from './json-record.js';
import { MAX_RECORD_BYTES } from './limits.js';
import { type Line, type LineOptions, splitLines } from './lines.js';

/** Blank lines are no records; every other line gives one row. */
export async function* readJsonl(source: ByteSource, options: LineOptions = {}): AsyncGenerator<Row> {
  for await (const line of splitLines(source, options)) {
    if (line.fault !== null) yield lineFault(line, options.maxBytes);
    else if (line.text.trim() !== '') yield parseRecord(line.text, line.number, !line.terminated);
  }
}

/** The row of a line that could not be decoded or is longer than the limit. */
export function lineFault(line: Line, maxBytes: number = MAX_RECORD_BYTES): Row {
  if (line.fault === 'too-long') return tooLong(line.number, maxBytes);
  return notUtf8(line.number, line.text.trim());
}
