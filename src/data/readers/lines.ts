/** Splits UTF-8 bytes into numbered lines in bounded memory: no line longer than the limit is ever held. */
import { isUtf8 } from 'node:buffer';
import type { ByteSource } from './encoding.js';
import { MAX_RECORD_BYTES } from './limits.js';

export interface Line {
  /** 1-based. */
  number: number;
  /** Without its line end. Invalid bytes are U+FFFD; empty when the line is too long. */
  text: string;
  fault: 'too-long' | 'bad-encoding' | null;
  /** False for a last line without a line end. */
  terminated: boolean;
}

export interface LineOptions {
  maxBytes?: number;
  /** 10 (LF, with or without CR before it), or 13 for files of old Macs. */
  newline?: 10 | 13;
}

/** Every line in order, empty ones too. A CR before the LF belongs to the line end. */
export async function* splitLines(source: ByteSource, options: LineOptions = {}): AsyncGenerator<Line> {
  const splitter = new LineSplitter(options);
  for await (const chunk of source) yield* splitter.push(chunk);
  yield* splitter.end();
}

class LineSplitter {
  readonly #maxBytes: number;
  readonly #newline: number;
  #number = 1;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Inside a line already over the limit: its bytes are thrown away until it ends. */
  #skipping = false;

  constructor(options: LineOptions) {
    this.#maxBytes = options.maxBytes ?? MAX_RECORD_BYTES;
    this.#newline = options.newline ?? 10;
  }

  *push(chunk: Uint8Array): Generator<Line> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = bytes.indexOf(this.#newline);
    if (first === -1) {
      this.#hold(bytes);
      return;
    }
    this.#hold(bytes.subarray(0, first));
    yield this.#heldLine(true);
    const last = bytes.lastIndexOf(this.#newline);
    if (last > first) yield* this.#block(bytes.subarray(first + 1, last));
    this.#hold(bytes.subarray(last + 1));
  }

  *end(): Generator<Line> {
    if (this.#heldBytes > 0 || this.#skipping) yield this.#heldLine(false);
  }

  #hold(bytes: Uint8Array): void {
    if (this.#skipping || bytes.length === 0) return;
    if (this.#heldBytes + bytes.length > this.#maxBytes) {
      this.#skipping = true;
      this.#held = [];
      this.#heldBytes = 0;
      return;
    }
    // A copy, because streams may reuse the memory of a chunk.
    this.#held.push(Uint8Array.prototype.slice.call(bytes));
    this.#heldBytes += bytes.length;
  }

  #heldLine(terminated: boolean): Line {
    const number = this.#number++;
    const line: Line = this.#skipping
      ? { number, text: '', fault: 'too-long', terminated }
      : decode(number, Buffer.concat(this.#held), terminated);
    this.#skipping = false;
    this.#held = [];
    this.#heldBytes = 0;
    return line;
  }

  /** Whole lines without the last line end; decoded at once when all of it is valid UTF-8. */
  *#block(block: Buffer): Generator<Line> {
    if (block.length <= this.#maxBytes && isUtf8(block)) {
      for (const text of block.toString('utf8').split(this.#newline === 10 ? '\n' : '\r'))
        yield { number: this.#number++, text: dropReturn(text), fault: null, terminated: true };
      return;
    }
    let start = 0;
    while (start <= block.length) {
      const found = block.indexOf(this.#newline, start);
      const stop = found === -1 ? block.length : found;
      const number = this.#number++;
      if (stop - start > this.#maxBytes) yield { number, text: '', fault: 'too-long', terminated: true };
      else yield decode(number, block.subarray(start, stop), true);
      start = stop + 1;
    }
  }
}

function decode(number: number, bytes: Buffer, terminated: boolean): Line {
  const text = dropReturn(bytes.toString('utf8'));
  return { number, text, fault: isUtf8(bytes) ? null : 'bad-encoding', terminated };
}

function dropReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
