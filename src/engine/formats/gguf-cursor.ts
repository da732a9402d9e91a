/**
 * Reads the little-endian values of a GGUF header from bytes, each checked before it is read. Pure: no disk.
 * The bytes may be only the beginning of a file of `fileBytes`: when they end too early, `MoreBytesNeeded` asks for more;
 * when the file itself ends too early, the file is refused.
 */
import { malformed } from './malformed.js';

/** The longest strings are chat templates and long licences, tens of kilobytes; 16 MiB leaves room without danger. */
export const MAX_STRING_BYTES = 16 * 1024 * 1024;
/** The largest vocabularies have about 260,000 tokens and half a million merges. */
export const MAX_ARRAY_ITEMS = 4 * 1024 * 1024;
/** The format allows arrays of arrays; no published key needs more than two levels. */
export const MAX_ARRAY_DEPTH = 4;

/** Not an error of the file: the header is longer than the bytes at hand. */
export class MoreBytesNeeded extends Error {}

/** The specification's `gguf_metadata_value_type`. */
export const VALUE_TYPE = {
  UINT8: 0,
  INT8: 1,
  UINT16: 2,
  INT16: 3,
  UINT32: 4,
  INT32: 5,
  FLOAT32: 6,
  BOOL: 7,
  STRING: 8,
  ARRAY: 9,
  UINT64: 10,
  INT64: 11,
  FLOAT64: 12,
} as const;

/** Smallest number of bytes one value of each type takes in the file, by the type's number. */
const LEAST_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8];

/** 64-bit integers that a number cannot hold exactly stay bigint. */
export type GgufValue = string | number | bigint | boolean | GgufValue[];

export class GgufCursor {
  position = 0;
  readonly #view: DataView;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(
    readonly bytes: Uint8Array,
    readonly fileBytes: number,
    readonly where: string,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves past `length` bytes, after checking that they exist, and says where they begin. */
  #take(length: number, what: string): number {
    const start = this.position;
    if (length > this.fileBytes - start) throw this.cutOff(what);
    if (length > this.bytes.length - start) throw new MoreBytesNeeded();
    this.position = start + length;
    return start;
  }

  cutOff(what: string): Error {
    return malformed('gguf', this.where, {
      en: `the file ends (${this.fileBytes} bytes) inside ${what}. It is cut off.`,
      hi: `file ${this.fileBytes} bytes par ${what} ke beech mein khatam ho jaati hai. File adhoori hai.`,
    });
  }

  uint32(what: string): number {
    return this.#view.getUint32(this.#take(4, what), true);
  }

  /** A u64 that counts or places something: refused above `limit`, and what it counts must fit in the rest of the file. */
  count(what: string, limit: number, leastBytesEach: number): number {
    const value = this.#view.getBigUint64(this.#take(8, what), true);
    if (value > BigInt(limit)) throw malformed('gguf', this.where, `${what} is ${value}; at most ${limit} is allowed.`);
    const count = Number(value);
    if (count * leastBytesEach > this.fileBytes - this.position) throw this.cutOff(`the ${count} items of ${what}`);
    return count;
  }

  /** A u64 as a number. Throws when it is 2^53 or more. */
  uint64(what: string): number {
    return this.count(what, Number.MAX_SAFE_INTEGER, 0);
  }

  string(what: string, limit = MAX_STRING_BYTES): string {
    const length = this.count(`the length of ${what}`, limit, 1);
    const start = this.#take(length, what);
    try {
      return this.#decoder.decode(this.bytes.subarray(start, start + length));
    } catch {
      throw malformed('gguf', this.where, `${what} is not valid UTF-8.`);
    }
  }

  value(type: number, what: string, depth = 0): GgufValue {
    switch (type) {
      case VALUE_TYPE.UINT8:
        return this.#view.getUint8(this.#take(1, what));
      case VALUE_TYPE.INT8:
        return this.#view.getInt8(this.#take(1, what));
      case VALUE_TYPE.UINT16:
        return this.#view.getUint16(this.#take(2, what), true);
      case VALUE_TYPE.INT16:
        return this.#view.getInt16(this.#take(2, what), true);
      case VALUE_TYPE.UINT32:
        return this.uint32(what);
      case VALUE_TYPE.INT32:
        return this.#view.getInt32(this.#take(4, what), true);
      case VALUE_TYPE.FLOAT32:
        return this.#view.getFloat32(this.#take(4, what), true);
      case VALUE_TYPE.FLOAT64:
        return this.#view.getFloat64(this.#take(8, what), true);
      case VALUE_TYPE.UINT64:
        return narrow(this.#view.getBigUint64(this.#take(8, what), true));
      case VALUE_TYPE.INT64:
        return narrow(this.#view.getBigInt64(this.#take(8, what), true));
      case VALUE_TYPE.BOOL:
        return this.#bool(what);
      case VALUE_TYPE.STRING:
        return this.string(what);
      case VALUE_TYPE.ARRAY:
        return this.#array(what, depth + 1);
      default:
        throw malformed('gguf', this.where, `${what} has the unknown value type ${type}.`);
    }
  }

  #bool(what: string): boolean {
    const byte = this.#view.getUint8(this.#take(1, what));
    if (byte > 1) throw malformed('gguf', this.where, `${what} is a boolean with the value ${byte}.`);
    return byte === 1;
  }

  #array(what: string, depth: number): GgufValue[] {
    if (depth > MAX_ARRAY_DEPTH)
      throw malformed('gguf', this.where, `${what} nests arrays deeper than ${MAX_ARRAY_DEPTH}.`);
    const type = this.uint32(what);
    const least = LEAST_BYTES[type];
    if (least === undefined) throw malformed('gguf', this.where, `${what} has items of the unknown type ${type}.`);
    const count = this.count(`the length of ${what}`, MAX_ARRAY_ITEMS, least);
    const items: GgufValue[] = [];
    for (let i = 0; i < count; i++) items.push(this.value(type, what, depth));
    return items;
  }
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
