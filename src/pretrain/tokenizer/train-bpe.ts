/**
 * Byte-pair encoding (Sennrich et al., 2016) over bytes (Radford et al., 2019): from single bytes, the pair that occurs most often in the
 * counted words becomes a new token, again and again. Pure and deterministic: of two pairs with one count, the one with lower ids wins.
 */
import { BYTE_CHARACTERS, BYTES_IN_ORDER } from './bytes.js';

export interface BpeSettings {
  /** All tokens: special ones, 256 bytes, and merges. */
  vocabSize: number;
  /** Special tokens; they get the first ids, in this order. */
  specialTokens: readonly string[];
  /** A pair that occurs less often is not merged, even when the vocabulary is not full. */
  minPairCount: number;
}

export interface BpeVocabulary {
  /** Token text (bytes as characters) by id. */
  tokens: string[];
  /** Merges in the order they are applied, as pairs of token texts. */
  merges: [string, string][];
}

/** A word as ids that shrink with every merge, and how often it occurs. */
interface Word {
  ids: number[];
  count: number;
}

/** Ids are below 2^16, so a pair fits one number. */
const pairKey = (left: number, right: number): number => left * 65_536 + right;

/** `counts`: words as `wordsOf` cuts them. The order of the map does not matter. */
export function trainBpe(counts: ReadonlyMap<string, number>, settings: BpeSettings): BpeVocabulary {
  const tokens = [...settings.specialTokens, ...BYTES_IN_ORDER.map((byte) => BYTE_CHARACTERS[byte] ?? '')];
  const words = bytesOfWords(counts, settings.specialTokens.length);
  const pairs = new PairTable(words);
  const merges: [string, string][] = [];
  while (tokens.length < settings.vocabSize) {
    const best = pairs.best();
    if (best === undefined || best.count < settings.minPairCount) break;
    const [left, right] = [Math.floor(best.key / 65_536), best.key % 65_536];
    const [leftText, rightText] = [tokens[left] ?? '', tokens[right] ?? ''];
    merges.push([leftText, rightText]);
    tokens.push(leftText + rightText);
    pairs.merge(best.key, left, right, tokens.length - 1);
  }
  return { tokens, merges };
}

function bytesOfWords(counts: ReadonlyMap<string, number>, firstByte: number): Word[] {
  const idOfByte = new Map(BYTES_IN_ORDER.map((byte, i) => [byte, firstByte + i]));
  const encoder = new TextEncoder();
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, count]) => ({ ids: [...encoder.encode(word)].map((byte) => idOfByte.get(byte) ?? 0), count }));
}

/** Counts of all neighbouring pairs, and the words each pair occurs in (or once did). */
class PairTable {
  readonly #words: readonly Word[];
  readonly #counts = new Map<number, number>();
  readonly #places = new Map<number, Set<number>>();

  constructor(words: readonly Word[]) {
    this.#words = words;
    for (const [index, word] of words.entries()) this.#count(index, word, 1);
  }

  best(): { key: number; count: number } | undefined {
    let [key, count] = [-1, 0];
    for (const [candidate, seen] of this.#counts)
      if (seen > count || (seen === count && candidate < key)) [key, count] = [candidate, seen];
    return count === 0 ? undefined : { key, count };
  }

  /** Replaces the pair by `token` in every word that has it. */
  merge(key: number, left: number, right: number, token: number): void {
    const places = this.#places.get(key) ?? new Set();
    this.#places.delete(key);
    for (const index of places) {
      const word = this.#words[index];
      if (word === undefined || !hasPair(word.ids, left, right)) continue;
      this.#count(index, word, -1);
      word.ids = merged(word.ids, left, right, token);
      this.#count(index, word, 1);
    }
    this.#counts.delete(key);
  }

  #count(index: number, { ids, count }: Word, sign: 1 | -1): void {
    for (let i = 1; i < ids.length; i++) {
      const key = pairKey(ids[i - 1] ?? 0, ids[i] ?? 0);
      const total = (this.#counts.get(key) ?? 0) + sign * count;
      if (total > 0) this.#counts.set(key, total);
      else this.#counts.delete(key);
      if (sign < 0) continue;
      const places = this.#places.get(key);
      if (places) places.add(index);
      else this.#places.set(key, new Set([index]));
    }
  }
}

function hasPair(ids: readonly number[], left: number, right: number): boolean {
  for (let i = 1; i < ids.length; i++) if (ids[i - 1] === left && ids[i] === right) return true;
  return false;
}

function merged(ids: readonly number[], left: number, right: number, token: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && ids[i + 1] === right) {
      result.push(token);
      i++;
    } else result.push(ids[i] ?? 0);
  }
  return result;
}
