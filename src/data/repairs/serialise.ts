/** Rows as the text of a file. */
import type { FileFormat, Row } from '../types.js';

export type OutputFormat = Exclude<FileFormat, 'parquet'>;

/** The file in pieces of about 64 KiB, so that no single string grows past the engine's limit. Rows that could not be read are left out. */
export function* serialise(rows: Iterable<Row>, format: OutputFormat): Generator<string> {
  const records: Record<string, unknown>[] = [];
  for (const row of rows) if ('record' in row) records.push(row.record);
  let piece = '';
  for (const line of linesOf(records, format)) {
    piece += `${line}\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

function linesOf(records: readonly Record<string, unknown>[], format: OutputFormat): Generator<string> {
  switch (format) {
    case 'jsonl':
      return jsonLines(records);
    case 'json':
      return jsonArray(records);
    case 'csv':
      return delimited(records, ',');
    case 'tsv':
      return delimited(records, '\t');
  }
}

function* jsonArray(records: readonly Record<string, unknown>[]): Generator<string> {
  yield '[';
  for (const [index, record] of records.entries()) yield `  ${toJson(record)}${index < records.length - 1 ? ',' : ''}`;
  yield ']';
}

function* jsonLines(records: readonly Record<string, unknown>[]): Generator<string> {
  for (const record of records) yield toJson(record);
}

/** RFC 4180: a header of all columns in order of appearance, values quoted where they must be. */
function* delimited(records: readonly Record<string, unknown>[], delimiter: string): Generator<string> {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const cell = (value: unknown): string => quoted(cellText(value), delimiter);
  yield columns.map(cell).join(delimiter);
  for (const record of records)
    yield columns.map((column) => cell(Object.hasOwn(record, column) ? record[column] : '')).join(delimiter);
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? toJson(value) : String(value);
}

function quoted(text: string, delimiter: string): string {
  const mustQuote = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The audit with one change per line, in pieces: a million changes would not fit into one string. */
export function* serialiseAudit(head: Record<string, unknown>, changes: readonly unknown[]): Generator<string> {
  const opening = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
  yield `${opening},\n  "changes": [`;
  for (const [index, change] of changes.entries()) yield `${index === 0 ? '' : ','}\n    ${toJson(change)}`;
  yield changes.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** Parquet has 64-bit integers, JSON has not: those that fit stay numbers. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'bigint') return each;
    return Number.isSafeInteger(Number(each)) ? Number(each) : String(each);
  });
}
