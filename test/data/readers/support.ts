/** Bytes in chosen portions, and rows collected, for the tests of the readers. */
import type { Row, RowFault } from '../../../src/data/types.js';

/** The bytes in portions of `size`, as a file would come. */
export async function* portions(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function collect(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** `[line, record]` or `[line, kind of fault]`. */
export function brief(rows: Row[]): [number, Record<string, unknown> | RowFault['kind']][] {
  return rows.map((row) => [row.line, 'record' in row ? row.record : row.fault.kind]);
}
