/** Parquet, one row group at a time. Pure: the file comes in as an object that returns slices of bytes. */
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Problem } from '../../base/error.js';
import type { Row } from '../types.js';

/** `line` is the record number. 64-bit integers become numbers where that is exact, else text; dates become ISO text. */
export async function* readParquet(file: AsyncBuffer, where: string): AsyncGenerator<Row> {
  try {
    const metadata = await parquetMetadataAsync(file);
    let start = 0;
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows);
      const objects: Record<string, unknown>[] = await parquetReadObjects({
        file,
        metadata,
        compressors,
        rowStart: start,
        rowEnd: end,
      });
      for (const [index, object] of objects.entries())
        yield {
          line: start + index + 1,
          record: Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plainValue(value)])),
        };
      start = end;
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Problem({
      code: 'corrupt-parquet',
      message: {
        en: `The Parquet file cannot be read: ${said}`,
        hi: `Parquet file padhi nahi ja rahi: ${said}`,
      },
      where,
      next: {
        en: 'Write the file again (it may be cut off), or export it as JSON lines.',
        hi: 'File dobara likhein (shayad adhuri hai), ya JSON lines mein export karein.',
      },
      cause,
    });
  }
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner)]));
  return value;
}
