/**
 * A text's sketch: 48 bytes such that the share of equal bytes in two sketches estimates how alike two texts are
 * (Jaccard similarity of their 5-character pieces; standard error about 0.06).
 * Fast similarity sketching (Dahlgaard, Knudsen and Thorup, 2017): time O(length + 48 log 48), where classic MinHash needs O(48 x length);
 * one byte per bin as in b-bit minwise hashing (Li and König, 2010).
 */
import { mix } from './fingerprint.js';

export const SKETCH_BYTES = 48;
const PIECE = 5;
/** Texts with fewer letters than this are alike or not by one word; only exact comparison is fair to them. */
export const MIN_SKETCH_CHARACTERS = 20;
const ROLL = 0x01000193;
/** ROLL to the power PIECE, modulo 2^32. */
const ROLL_OUT = Array.from({ length: PIECE }).reduce<number>((power) => Math.imul(power, ROLL), 1);

/** No hash yet; hashes are compared as signed 32-bit integers, which the engine keeps unboxed. */
const EMPTY = 0x7fffffff;

/** Reused between texts; `sketch` holds one text at a time. */
export class Sketcher {
  #letters = new Uint16Array(4096);
  #pieces = new Int32Array(4096);
  #best = new Int32Array(SKETCH_BYTES);
  /** Hash evaluations so far, for the proof that the time is linear. */
  operations = 0;

  /** The sketch written to `out` [48]; false when the text is too short to have one. */
  sketch(text: string, out: Uint8Array): boolean {
    const length = this.#normalise(text);
    if (length < MIN_SKETCH_CHARACTERS) return false;
    this.#fill(this.#hashPieces(length), out);
    return true;
  }

  /** Lower case; each run of spaces and ASCII punctuation becomes one space. Returns the number of UTF-16 units. */
  #normalise(text: string): number {
    const lower = text.toLowerCase();
    if (this.#letters.length < lower.length) {
      this.#letters = new Uint16Array(lower.length * 2);
      this.#pieces = new Int32Array(lower.length * 2);
    }
    let length = 0;
    let gap = true;
    for (let i = 0; i < lower.length; i++) {
      const c = lower.charCodeAt(i);
      const isLetter = (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c > 160;
      if (isLetter) this.#letters[length++] = c;
      else if (!gap) this.#letters[length++] = 32;
      gap = !isLetter;
    }
    return length > 0 && gap ? length - 1 : length;
  }

  /** A rolling polynomial hash over every window of PIECE letters. Returns the number of pieces. */
  #hashPieces(length: number): number {
    let rolling = 0;
    let count = 0;
    for (let i = 0; i < length; i++) {
      rolling = (Math.imul(rolling, ROLL) + (this.#letters[i] ?? 0)) | 0;
      if (i >= PIECE) rolling = (rolling - Math.imul(this.#letters[i - PIECE] ?? 0, ROLL_OUT)) | 0;
      if (i >= PIECE - 1) this.#pieces[count++] = rolling;
    }
    return count;
  }

  /** Rounds of hashing into bins until each of the 48 has a smallest hash; rounds 48 to 95 aim at one bin each, so it always ends. */
  #fill(count: number, out: Uint8Array): void {
    const best = this.#best.fill(EMPTY);
    let open = SKETCH_BYTES;
    const done = new Uint8Array(SKETCH_BYTES);
    for (let round = 0; open > 0 && round < 2 * SKETCH_BYTES; round++) {
      const seed = mix(round + 1);
      for (let i = 0; i < count; i++) {
        const hash = mix((this.#pieces[i] ?? 0) ^ seed);
        const bin = round < SKETCH_BYTES ? (((hash >>> 4) & 0xffff) * SKETCH_BYTES) >>> 16 : round - SKETCH_BYTES;
        if (done[bin] === 0 && hash < (best[bin] ?? 0)) best[bin] = hash;
      }
      this.operations += count;
      for (let bin = 0; bin < SKETCH_BYTES; bin++) {
        if (done[bin] === 1 || best[bin] === EMPTY) continue;
        done[bin] = 1;
        open -= 1;
        out[bin] = mix((best[bin] ?? 0) + round) & 255;
      }
    }
  }
}

/** The share of equal bytes of a sketch against the one at `offset` in `store`, from 0 to 1. */
export function sketchSimilarity(sketch: Uint8Array, store: Uint8Array, offset: number): number {
  let equal = 0;
  for (let i = 0; i < SKETCH_BYTES; i++) if (sketch[i] === store[offset + i]) equal += 1;
  return equal / SKETCH_BYTES;
}
