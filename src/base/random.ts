/**
 * Seeded random numbers whose whole state is four 32-bit words, so that it can be saved in a checkpoint and restored exactly.
 * Generator: xoshiro128** (Blackman and Vigna, 2018), seeded through splitmix32.
 */
export type RandomState = [number, number, number, number];

export class Random {
  #state: RandomState;

  /** `seed`: any number (its 32-bit integer part counts), or a state saved before. */
  constructor(seed: number | RandomState) {
    this.#state = typeof seed === 'number' ? expandSeed(seed) : [...seed];
  }

  /** A copy of the state; `new Random(state)` continues from here. */
  get state(): RandomState {
    return [...this.#state];
  }

  /** An integer in [0, 2^32). */
  uint32(): number {
    const s = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }

  /** A number in [0, 1) with 32 random bits. */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** An integer in [0, n), without modulo bias. Throws RangeError when n is not a positive 32-bit integer. */
  below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296)
      throw new RangeError(`below(${n}): need an integer from 1 to 2^32`);
    const limit = 4294967296 - (4294967296 % n);
    let value = this.uint32();
    while (value >= limit) value = this.uint32();
    return value % n;
  }

  /** A standard normal number (Box and Muller, 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** A shuffled copy (Fisher and Yates; Durstenfeld's form). */
  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = result[i] as T;
      result[i] = result[j] as T;
      result[j] = held;
    }
    return result;
  }

  /** An independent generator for a named purpose, so that one use never shifts another's numbers. */
  static for(seed: number, ...purpose: (string | number)[]): Random {
    let hash = 2166136261 ^ seed;
    for (const character of purpose.join('/')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
    return new Random(hash);
  }
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function expandSeed(seed: number): RandomState {
  let x = Math.trunc(seed) | 0;
  const word = (): number => {
    x = (x + 0x9e3779b9) | 0;
    let z = x ^ (x >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  return [word(), word(), word(), word()];
}
