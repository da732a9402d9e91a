/**
 * A set of 64-bit fingerprints that numbers its members 0, 1, 2, ... in order of arrival.
 * Open addressing with linear probing, at most half full: about 16 bytes per member at 1,000,000, where a Map of strings needs hundreds.
 */
import { Uint32Column } from './columns.js';
import { type Fingerprint, mix } from './fingerprint.js';

export class FingerprintTable {
  /** 0 is free, else member number + 1. */
  #slots = new Uint32Array(1024);
  #high = new Uint32Column();
  #low = new Uint32Column();

  get size(): number {
    return this.#high.length;
  }

  /** The member's number, or -1. */
  find(key: Fingerprint): number {
    return this.#slot(key).member;
  }

  /** The member's number; a new member gets number `size` (compare before and after). */
  add(key: Fingerprint): number {
    if ((this.size + 1) * 2 > this.#slots.length) this.#grow();
    const { slot, member } = this.#slot(key);
    if (member >= 0) return member;
    this.#high.push(key.high);
    this.#low.push(key.low);
    this.#slots[slot] = this.size;
    return this.size - 1;
  }

  #slot(key: Fingerprint): { slot: number; member: number } {
    const mask = this.#slots.length - 1;
    let slot = mix(key.high ^ key.low) & mask;
    for (;;) {
      const held = this.#slots[slot] ?? 0;
      if (held === 0) return { slot, member: -1 };
      if (this.#high.get(held - 1) === key.high && this.#low.get(held - 1) === key.low)
        return { slot, member: held - 1 };
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let member = 0; member < this.size; member++) {
      let slot = mix(this.#high.get(member) ^ this.#low.get(member)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = member + 1;
    }
    this.#slots = slots;
  }
}
