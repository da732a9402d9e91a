/** Joins the lines of a quoted CSV record, keeping the number of its first line. Pure. */
import { MAX_RECORD_BYTES, MAX_RECORD_LINES } from './limits.js';
import type { Line } from './lines.js';

export interface RawRecord {
  /** Where the record begins. */
  line: number;
  /** Its text; inner line ends are LF. */
  text: string;
  fault: Line['fault'] | 'unclosed';
  terminated: boolean;
}

/**
 * A record is a line, and further lines while a quoted field is open. A quote that does not close within the limits (or before the
 * end of the file) costs only the line it stands on: the lines after it are read again from the next one.
 */
export class RecordJoiner {
  #open: Line[] = [];
  #quoting = false;
  #size = 0;
  /** A later line shows that the quote was never meant to stay open. */
  #broken = false;

  constructor(
    readonly delimiter: string,
    /** Null when the file uses no quotes. */
    readonly quote: string | null,
  ) {}

  *push(line: Line): Generator<RawRecord> {
    const queue = [line];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      yield* this.#take(next);
      if (this.#broken || this.#open.length >= MAX_RECORD_LINES || this.#size > MAX_RECORD_BYTES) {
        const [first, ...rest] = this.#reset();
        if (first !== undefined) yield unclosed(first);
        queue.unshift(...rest);
      }
    }
  }

  *end(): Generator<RawRecord> {
    while (this.#open.length > 0) {
      const [first, ...rest] = this.#reset();
      if (first !== undefined) yield unclosed(first);
      for (const line of rest) yield* this.push(line);
    }
  }

  *#take(line: Line): Generator<RawRecord> {
    if (line.fault === 'too-long') {
      const first = this.#reset()[0] ?? line;
      yield { line: first.number, text: '', fault: 'too-long', terminated: line.terminated };
      return;
    }
    if (this.#open.length === 0 && (this.quote === null || !line.text.includes(this.quote))) {
      if (line.text.trim() !== '')
        yield { line: line.number, text: line.text, fault: line.fault, terminated: line.terminated };
      return;
    }
    const continued = this.#open.length > 0;
    const state = quoteState(line.text, this.#quoting, this.delimiter, this.quote ?? '"');
    this.#open.push(line);
    this.#size += line.text.length;
    this.#quoting = state === 'open';
    this.#broken = continued && state === 'malformed';
    if (!this.#quoting && !this.#broken) yield joined(this.#reset());
  }

  #reset(): Line[] {
    const lines = this.#open;
    this.#open = [];
    this.#quoting = false;
    this.#size = 0;
    this.#broken = false;
    return lines;
  }
}

/**
 * Whether a quoted field is open after this line. A quote counts only as the first character of a field; doubled, it is a character.
 * `malformed`: the field that was open before this line closes in the middle of a text, which is where another quoted field begins.
 */
function quoteState(
  text: string,
  openBefore: boolean,
  delimiter: string,
  quote: string,
): 'open' | 'closed' | 'malformed' {
  let quoting = openBefore;
  let fieldStart = !openBefore;
  let firstField = openBefore;
  let at = 0;
  while (at < text.length) {
    if (quoting) {
      const found = text.indexOf(quote, at);
      if (found === -1) return 'open';
      const next = text[found + 1];
      quoting = next === quote;
      if (firstField && !quoting && next !== undefined && next !== delimiter) return 'malformed';
      at = found + (quoting ? 2 : 1);
    } else if (fieldStart && text[at] === quote) {
      quoting = true;
      fieldStart = false;
      at++;
    } else {
      const found = text.indexOf(delimiter, at);
      if (found === -1) return 'closed';
      at = found + 1;
      fieldStart = true;
      firstField = false;
    }
  }
  return quoting ? 'open' : 'closed';
}

function joined(lines: Line[]): RawRecord {
  const fault = lines.find((line) => line.fault !== null)?.fault ?? null;
  return {
    line: lines[0]?.number ?? 0,
    text: lines.length === 1 ? (lines[0]?.text ?? '') : lines.map((line) => line.text).join('\n'),
    fault,
    terminated: lines.at(-1)?.terminated ?? true,
  };
}

function unclosed(line: Line): RawRecord {
  return { line: line.number, text: line.text, fault: 'unclosed', terminated: line.terminated };
}
