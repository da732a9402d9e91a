/**
 * JSON files: an array of objects, the same inside an object under one key, or objects one after another over several lines.
 * A byte scanner finds where each element begins and ends, so that only one element is held at a time. Pure.
 */
import { isUtf8 } from 'node:buffer';
import type { Row } from '../types.js';
import type { ByteSource } from './encoding.js';
import { faultRow, notUtf8, tooLong } from './fault.js';
import { parseRecord } from './json-record.js';
import { MAX_DEPTH, MAX_RECORD_BYTES } from './limits.js';

/** `array`: elements of a top-level array. `wrapped`: of the first array inside the top-level object. `sequence`: top-level objects. */
export type JsonLayout = 'array' | 'wrapped' | 'sequence';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LF = 0x0a;

/** `line` of each row is the line where its element begins. */
export async function* readJson(
  source: ByteSource,
  layout: JsonLayout,
  maxBytes: number = MAX_RECORD_BYTES,
): AsyncGenerator<Row> {
  const scanner = new JsonScanner(layout, maxBytes);
  for await (const chunk of source) yield* scanner.push(chunk);
  yield* scanner.end();
}

/** Whether two elements begin on one line, as in a file that a program wrote without line breaks. `head`: the file's beginning. */
export function sharesLines(head: string, layout: JsonLayout): boolean {
  let last = 0;
  for (const { line } of new JsonScanner(layout, MAX_RECORD_BYTES).push(Buffer.from(head, 'utf8'))) {
    if (line === last) return true;
    last = line;
  }
  return false;
}

/**
 * Gives every row a number of its own, by which findings, repairs and scores name it. `records`: its place among the records, where lines do not
 * tell records apart. `lines`: its line; where one line holds several after all, the later ones count on.
 */
export async function* numberedRows(rows: AsyncIterable<Row>, by: 'lines' | 'records'): AsyncGenerator<Row> {
  let last = 0;
  for await (const row of rows) {
    last = by === 'records' ? last + 1 : Math.max(row.line, last + 1);
    yield row.line === last ? row : { ...row, line: last };
  }
}

class JsonScanner {
  #state: 'before' | 'between' | 'inside' | 'after';
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #startLine = 1;
  #deepest = 0;
  /** A closed string or bracket ends an element of a sequence; in an array the comma or bracket does. */
  readonly #sequence: boolean;

  constructor(
    layout: JsonLayout,
    readonly maxBytes: number,
  ) {
    this.#sequence = layout === 'sequence';
    this.#state = this.#sequence ? 'between' : 'before';
  }

  *push(chunk: Uint8Array): Generator<Row> {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (this.#state === 'inside') {
        if (this.#ends(byte)) {
          const included = byte === CLOSE_BRACE && this.#sequence ? i + 1 : i;
          this.#hold(chunk.subarray(start, included));
          yield this.#element(false);
          this.#state = !this.#sequence && byte === CLOSE_BRACKET ? 'after' : 'between';
        }
      } else if (this.#outside(byte)) {
        start = i;
        this.#begin(byte);
      }
      if (byte === LF) this.#line++;
    }
    if (this.#state === 'inside') this.#hold(chunk.subarray(start));
  }

  *end(): Generator<Row> {
    if (this.#state === 'inside') yield this.#element(true);
    if (!this.#sequence && this.#state !== 'after')
      yield faultRow(this.#line, 'truncated', {
        en: 'the array never closes: the file ends before "]"',
        hi: 'array kahin band nahi hota: file "]" se pehle khatam ho jaati hai',
      });
  }

  /** Between elements: true when this byte begins one. */
  #outside(byte: number): boolean {
    if (this.#state === 'before') {
      if (byte === OPEN_BRACKET) this.#state = 'between';
      return false;
    }
    if (this.#state === 'after' || byte <= 0x20 || byte === COMMA) return false;
    if (byte === CLOSE_BRACKET && !this.#sequence) {
      this.#state = 'after';
      return false;
    }
    return true;
  }

  #begin(byte: number): void {
    this.#state = 'inside';
    this.#startLine = this.#line;
    this.#pieces = [];
    this.#bytes = 0;
    this.#escaped = false;
    this.#inString = byte === QUOTE;
    this.#depth = byte === OPEN_BRACE || byte === OPEN_BRACKET ? 1 : 0;
    this.#deepest = this.#depth;
  }

  /** Follows strings and brackets; true when the element ends at (array: before; sequence: with) this byte. */
  #ends(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      // No JSON string spans lines: at a line end a quote is missing, and the element is lost but not the file.
      else if (byte === QUOTE || byte === LF) this.#inString = false;
      return false;
    }
    switch (byte) {
      case QUOTE:
        this.#inString = true;
        return false;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        this.#deepest = Math.max(this.#deepest, ++this.#depth);
        return false;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (this.#depth === 0) return !this.#sequence && byte === CLOSE_BRACKET;
        this.#depth--;
        return this.#sequence && this.#depth === 0 && byte === CLOSE_BRACE;
      case COMMA:
        return !this.#sequence && this.#depth === 0;
      default:
        return false;
    }
  }

  #hold(bytes: Uint8Array): void {
    if (this.#bytes + bytes.length <= this.maxBytes) this.#pieces.push(Uint8Array.prototype.slice.call(bytes));
    else this.#pieces = [];
    this.#bytes += bytes.length;
  }

  #element(atEnd: boolean): Row {
    if (this.#bytes > this.maxBytes) return tooLong(this.#startLine, this.maxBytes);
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    if (!isUtf8(bytes)) return notUtf8(this.#startLine, bytes.toString('utf8'));
    if (this.#deepest > MAX_DEPTH)
      return faultRow(this.#startLine, 'too-deep', {
        en: `${this.#deepest} levels of nesting, at most ${MAX_DEPTH}`,
        hi: `nesting ke ${this.#deepest} levels, zyada se zyada ${MAX_DEPTH} chalte hain`,
      });
    return parseRecord(bytes.toString('utf8'), this.#startLine, atEnd);
  }
}
