/** CSV and TSV: bytes in, rows out, through csv-parse. Pure. */
import { parse } from 'csv-parse/sync';
import type { Row } from '../types.js';
import { type RawRecord, RecordJoiner } from './csv-records.js';
import type { ByteSource } from './encoding.js';
import { faultRow } from './fault.js';
import { lineFault } from './jsonl.js';
import { type LineOptions, splitLines } from './lines.js';

export interface CsvDialect {
  delimiter: ',' | ';' | '\t' | '|';
  /** Null: quotes are ordinary characters. */
  quote: '"' | null;
  /** False: the first record is data and the columns are named column_1, column_2 and so on. */
  header: boolean;
  newline: 10 | 13;
  /** Lines before the header (Excel's `sep=;`). */
  skipLines: number;
}

/** Records parsed together; a call of the parser costs more than a record. */
const BATCH = 512;

/** Every record as an object of strings. Rows with more or fewer fields than columns are `ragged`, except for empty fields at the end. */
export async function* readCsv(
  source: ByteSource,
  dialect: CsvDialect,
  options: LineOptions = {},
): AsyncGenerator<Row> {
  const joiner = new RecordJoiner(dialect.delimiter, dialect.quote);
  const toRows = new RowMaker(dialect);
  let batch: RawRecord[] = [];
  for await (const line of splitLines(source, { ...options, newline: dialect.newline })) {
    if (line.number <= dialect.skipLines) continue;
    for (const record of joiner.push(line)) batch.push(record);
    if (batch.length >= BATCH) {
      yield* toRows.rows(batch);
      batch = [];
    }
  }
  batch.push(...joiner.end());
  yield* toRows.rows(batch);
}

/** The fields of each record; null where the parser refuses one. */
export function parseFields(texts: string[], dialect: Pick<CsvDialect, 'delimiter' | 'quote'>): (string[] | null)[] {
  const options = {
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.quote,
    recordDelimiter: '\n',
    relaxQuotes: true,
    relaxColumnCount: true,
  };
  try {
    const records = parse(texts.join('\n'), options);
    if (records.length === texts.length) return records;
  } catch {
    // One record is at fault: found below.
  }
  return texts.map((text) => {
    try {
      return parse(text, options)[0] ?? null;
    } catch {
      return null;
    }
  });
}

/** Unique, non-empty column names: a missing one is column_N, a repeated one gets _2, _3. */
export function columnNames(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim() === '' ? `column_${index + 1}` : cell.trim();
    let unique = name;
    for (let n = 2; used.has(unique); n++) unique = `${name}_${n}`;
    used.add(unique);
    return unique;
  });
}

class RowMaker {
  #names: string[] | null = null;

  constructor(readonly dialect: CsvDialect) {}

  *rows(batch: RawRecord[]): Generator<Row> {
    const sound = batch.filter((record) => record.fault === null);
    const fields = parseFields(
      sound.map((record) => record.text),
      this.dialect,
    );
    let next = 0;
    for (const record of batch) {
      if (record.fault !== null) {
        yield faulty(record);
        continue;
      }
      const values = fields[next++];
      const row = values
        ? this.#row(record, values)
        : faultRow(record.line, 'ragged', {
            en: `not CSV: ${record.text}`,
            hi: `CSV nahi hai: ${record.text}`,
          });
      if (row !== null) yield row;
    }
  }

  #row(record: RawRecord, values: string[]): Row | null {
    if (this.#names === null) {
      this.#names = columnNames(this.dialect.header ? values : values.map(() => ''));
      if (this.dialect.header) return null;
    }
    const names = this.#names;
    while (values.length > names.length && values.at(-1) === '') values.pop();
    if (values.length !== names.length) {
      const cutOff = values.length < names.length && !record.terminated;
      const detail = {
        en: `${values.length} fields instead of ${names.length}: ${record.text}`,
        hi: `${names.length} ki jagah ${values.length} fields: ${record.text}`,
      };
      return faultRow(record.line, cutOff ? 'truncated' : 'ragged', detail);
    }
    return { line: record.line, record: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) };
  }
}

function faulty(record: RawRecord): Row {
  if (record.fault === 'unclosed')
    return faultRow(record.line, 'truncated', {
      en: `the quote opened on this line never closes: ${record.text}`,
      hi: `is line par khula quote kahin band nahi hota: ${record.text}`,
    });
  return lineFault({ number: record.line, text: record.text, fault: record.fault, terminated: record.terminated });
}
