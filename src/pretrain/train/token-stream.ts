/**
 * A source's text as one endless run of tokens: all documents in a shuffled order, an end-of-text token after each, then all of them in
 * another order. A row begins with a document and holds as many as find room, the last of them cut; the next row begins with that one again.
 * So what a row begins with is always whole, as a prompt is, and only a document longer than a row is met in its middle. Pure.
 */
import { Random } from '../../base/random.js';

interface Pass {
  ids: Uint16Array;
  /** Where each document begins, rising. */
  starts: Int32Array;
}

export class TokenStream {
  readonly name: string;
  /** Tokens of one pass. */
  readonly length: number;
  readonly #documents: readonly Uint16Array[];
  readonly #seed: number;
  /** Passes by number; the last two are kept, as a row may lie across a border. */
  readonly #passes = new Map<number, Pass>();

  /** `documents` end with their end-of-text token. */
  constructor(name: string, documents: readonly Uint16Array[], seed: number) {
    this.name = name;
    this.#documents = documents;
    this.#seed = seed;
    this.length = documents.reduce((sum, ids) => sum + ids.length, 0);
    if (this.length === 0) throw new RangeError(`source ${name} has no text`);
  }

  /** Tokens [from, from + count) of the endless run. */
  read(from: number, count: number): Int32Array {
    const ids = new Int32Array(count);
    for (let done = 0; done < count; ) {
      const at = (from + done) % this.length;
      const part = this.#pass(Math.floor((from + done) / this.length)).ids.subarray(at, at + count - done);
      ids.set(part, done);
      done += part.length;
    }
    return ids;
  }

  /** Where the row after [from, from + count) begins: at the document that this one cuts off, or one token before its end inside a document that fills it. */
  after(from: number, count: number): number {
    const end = from + count;
    const number = Math.floor((end - 1) / this.length);
    const { starts } = this.#pass(number);
    const before = number * this.length;
    const last = lastAtMost(starts, end - 1 - before);
    if (before + (starts[last + 1] ?? this.length) === end) return end;
    const cut = before + (starts[last] ?? 0);
    return cut > from ? cut : end - 1;
  }

  #pass(number: number): Pass {
    const known = this.#passes.get(number);
    if (known !== undefined) return known;
    const pass = { ids: new Uint16Array(this.length), starts: new Int32Array(this.#documents.length) };
    let at = 0;
    for (const [i, document] of Random.for(this.#seed, this.name, number).shuffle(this.#documents).entries()) {
      pass.ids.set(document, at);
      pass.starts[i] = at;
      at += document.length;
    }
    for (const old of this.#passes.keys()) if (old < number - 1) this.#passes.delete(old);
    this.#passes.set(number, pass);
    return pass;
  }
}

/** The last place in a rising list, which begins with 0, whose value is not above `limit`. */
function lastAtMost(rising: Int32Array, limit: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rising[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
