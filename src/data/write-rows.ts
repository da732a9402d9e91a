/** Rows as the text of a file. Pure: the writing is done by the caller. */
import type { FileFormat, Row } from './types.js';

export type WritableFormat = Exclude<FileFormat, 'parquet'>;

/** Readable rows only; a row with a fault has no record to write. CSV and TSV get all columns that occur, in order of appearance. */
export function rowsToText(rows: readonly Row[], format: WritableFormat): string {
  const records = rows.flatMap((row) => ('record' in row ? [row.record] : []));
  switch (format) {
    case 'jsonl':
      return records.map((record) => `${JSON.stringify(record)}\n`).join('');
    case 'json':
      return records.length === 0
        ? '[]\n'
        : `[\n${records.map((record) => `  ${JSON.stringify(record)}`).join(',\n')}\n]\n`;
    case 'csv':
      return table(records, ',');
    case 'tsv':
      return table(records, '\t');
  }
}

function table(records: readonly Record<string, unknown>[], delimiter: string): string {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const lines = records.map((record) =>
    names.map((name) => cell(Object.hasOwn(record, name) ? record[name] : '', delimiter)),
  );
  return [names.map((name) => cell(name, delimiter)), ...lines].map((cells) => `${cells.join(delimiter)}\n`).join('');
}

/** Quoted where the reader needs it (RFC 4180); TSV quotes every text with a quote, so that the reader sees that quotes count. */
function cell(value: unknown, delimiter: string): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const special = text.includes(delimiter) || /["\r\n]/.test(text) || text.trim() !== text;
  return special ? `"${text.replaceAll('"', '""')}"` : text;
}
