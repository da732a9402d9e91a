/** Exact quantiles of lengths in bounded memory: one counter per length up to a limit, longer ones count at the limit. */
import type { Quantiles } from '../../types.js';

const LIMIT = 1 << 17;

export class LengthHistogram {
  #counts = new Uint32Array(LIMIT + 1);
  #max = 0;
  count = 0;

  add(length: number): void {
    const slot = Math.min(length, LIMIT);
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#max = Math.max(this.#max, length);
    this.count += 1;
  }

  /** The smallest length that at least the given share of the examples does not exceed (nearest rank). */
  quantile(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.count));
    for (let length = 0; length < LIMIT; length++) {
      left -= this.#counts[length] ?? 0;
      if (left <= 0) return length;
    }
    return this.#max;
  }

  countAbove(length: number): number {
    let above = 0;
    for (let slot = Math.min(length, LIMIT - 1) + 1; slot <= LIMIT; slot++) above += this.#counts[slot] ?? 0;
    return above;
  }

  quantiles(): Quantiles {
    return { p50: this.quantile(0.5), p95: this.quantile(0.95), max: this.#max };
  }
}
