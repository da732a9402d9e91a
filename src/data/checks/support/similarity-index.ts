/**
 * Finds earlier texts that are alike, without comparing every pair: sketches are cut into 8 bands of 6 bytes, and only texts that
 * agree in a whole band are compared (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
 * A pair with similarity 0.9 meets in some band with probability 0.998, one with 0.5 with probability 0.12.
 * At most 4 texts are kept per band value, so a text costs at most 32 comparisons however many are alike: time is linear.
 * Memory: 48 bytes of sketch and at most 64 bytes of tables per text.
 */
import { mix } from './fingerprint.js';
import { SKETCH_BYTES, sketchSimilarity } from './sketch.js';

const BANDS = 8;
const BAND_BYTES = SKETCH_BYTES / BANDS;
const BUCKET_LIMIT = 4;
const BLOCK_BITS = 14;
const BLOCK = 1 << BLOCK_BITS;

/** Two texts are called nearly the same from this estimated similarity on. */
export const NEAR_SIMILARITY = 0.85;

export class SimilarityIndex {
  #blocks: Uint8Array[] = [];
  #size = 0;
  #tables = Array.from({ length: BANDS }, () => ({ slots: new Uint32Array(1024), used: 0 }));
  /** Slots looked at and sketches compared so far, for the proof that the time is linear. */
  operations = 0;

  get size(): number {
    return this.#size;
  }

  /** The number (order of `add`) of an earlier text that is nearly the same, the most alike of those found, or -1. */
  nearest(sketch: Uint8Array): number {
    let best = -1;
    let bestSimilarity = NEAR_SIMILARITY;
    for (let band = 0; band < BANDS; band++) {
      for (const member of this.#bucket(band, sketch).members) {
        if (member === best) continue;
        const similarity = this.#similarity(sketch, member);
        const isBetter = best < 0 ? similarity >= bestSimilarity : similarity > bestSimilarity;
        if (!isBetter) continue;
        best = member;
        bestSimilarity = similarity;
      }
    }
    return best;
  }

  /** Keeps a copy of the sketch and returns its number. */
  add(sketch: Uint8Array): number {
    const member = this.#size;
    if (member >>> BLOCK_BITS === this.#blocks.length) this.#blocks.push(new Uint8Array(BLOCK * SKETCH_BYTES));
    this.#blocks[member >>> BLOCK_BITS]?.set(sketch.subarray(0, SKETCH_BYTES), (member & (BLOCK - 1)) * SKETCH_BYTES);
    this.#size += 1;
    for (let band = 0; band < BANDS; band++) this.#enter(band, sketch, member);
    return member;
  }

  #enter(band: number, sketch: Uint8Array, member: number): void {
    const table = this.#tables[band];
    if (!table) return;
    if ((table.used + 1) * 2 > table.slots.length) this.#grow(band);
    const { members, free } = this.#bucket(band, sketch);
    if (members.length >= BUCKET_LIMIT) return;
    table.slots[free] = member + 1;
    table.used += 1;
  }

  /** The texts that agree with `sketch` in this band, and the free slot behind them. */
  #bucket(band: number, sketch: Uint8Array): { members: number[]; free: number } {
    const slots = this.#tables[band]?.slots ?? new Uint32Array(1);
    const mask = slots.length - 1;
    const members: number[] = [];
    let slot = bandHash(band, sketch, 0) & mask;
    for (;;) {
      this.operations += 1;
      const held = slots[slot] ?? 0;
      if (held === 0 || members.length === BUCKET_LIMIT) return { members, free: slot };
      if (this.#sharesBand(band, sketch, held - 1)) members.push(held - 1);
      slot = (slot + 1) & mask;
    }
  }

  #sharesBand(band: number, sketch: Uint8Array, member: number): boolean {
    const block = this.#block(member);
    const offset = offsetOf(member) + band * BAND_BYTES;
    for (let i = 0; i < BAND_BYTES; i++) if (sketch[band * BAND_BYTES + i] !== block[offset + i]) return false;
    return true;
  }

  #similarity(sketch: Uint8Array, member: number): number {
    this.operations += 1;
    return sketchSimilarity(sketch, this.#block(member), offsetOf(member));
  }

  #block(member: number): Uint8Array {
    return this.#blocks[member >>> BLOCK_BITS] ?? new Uint8Array(BLOCK * SKETCH_BYTES);
  }

  #grow(band: number): void {
    const table = this.#tables[band];
    if (!table) return;
    const slots = new Uint32Array(table.slots.length * 2);
    const mask = slots.length - 1;
    for (const held of table.slots) {
      if (held === 0) continue;
      let slot = bandHash(band, this.#block(held - 1), offsetOf(held - 1)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = held;
    }
    table.slots = slots;
  }
}

function offsetOf(member: number): number {
  return (member & (BLOCK - 1)) * SKETCH_BYTES;
}

function bandHash(band: number, bytes: Uint8Array, offset: number): number {
  let hash = 0x811c9dc5 ^ band;
  for (let i = 0; i < BAND_BYTES; i++)
    hash = Math.imul(hash ^ (bytes[offset + band * BAND_BYTES + i] ?? 0), 0x01000193);
  return mix(hash);
}
