/**
 * A source's text as one endless run of tokens: all documents in a shuffled order, an end-of-text token after each, then all of them in
 * another order. Rows are cut from it without regard to documents, so a row may hold the end of one and the start of the next, and its
 * later tokens see the earlier document; every token of every document is predicted once per pass. Pure.
 */
import { Random } from '../../base/random.js';

export class TokenStream {
  readonly name: string;
  /** Tokens of one pass. */
  readonly length: number;
  readonly #documents: readonly Uint16Array[];
  readonly #seed: number;
  /** Passes by number; the last two are kept, as a row may lie across a border. */
  readonly #passes = new Map<number, Uint16Array>();

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
      const part = this.#pass(Math.floor((from + done) / this.length)).subarray(at, at + count - done);
      ids.set(part, done);
      done += part.length;
    }
    return ids;
  }

  #pass(number: number): Uint16Array {
    const known = this.#passes.get(number);
    if (known !== undefined) return known;
    const pass = new Uint16Array(this.length);
    let at = 0;
    for (const document of Random.for(this.#seed, this.name, number).shuffle(this.#documents)) {
      pass.set(document, at);
      at += document.length;
    }
    for (const old of this.#passes.keys()) if (old < number - 1) this.#passes.delete(old);
    this.#passes.set(number, pass);
    return pass;
  }
}
