/** Builds GGUF files byte by byte, right or wrong: the tests' own writer. */
import { VALUE_TYPE } from '../../../src/engine/formats/gguf-cursor.js';

export type TypedValue = readonly [type: keyof typeof VALUE_TYPE, value: unknown];

export interface TensorBytes {
  name: string;
  /** Innermost axis first, as the format stores them. */
  dims: readonly (number | bigint)[];
  type: number;
  data: Uint8Array;
  /** What the table claims instead of the true offset. */
  offset?: bigint;
}

export interface GgufParts {
  magic?: string;
  version?: number;
  tensorCount?: bigint;
  entryCount?: bigint;
  metadata?: readonly (readonly [key: string, value: TypedValue])[];
  tensors?: readonly TensorBytes[];
  alignment?: number;
}

/** Bytes in the order in which they are added. */
export class ByteWriter {
  #parts: Buffer[] = [];
  length = 0;

  raw(bytes: Uint8Array): this {
    this.#parts.push(Buffer.from(bytes));
    this.length += bytes.length;
    return this;
  }

  u32(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return this.raw(bytes);
  }

  u64(value: bigint): this {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    return this.raw(bytes);
  }

  string(text: string | Uint8Array, length?: bigint): this {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    return this.u64(length ?? BigInt(bytes.length)).raw(bytes);
  }

  value([type, value]: TypedValue): this {
    const bytes = Buffer.alloc(8);
    switch (type) {
      case 'UINT8':
        return this.raw(bytes.subarray(0, bytes.writeUInt8(Number(value))));
      case 'INT8':
        return this.raw(bytes.subarray(0, bytes.writeInt8(Number(value))));
      case 'UINT16':
        return this.raw(bytes.subarray(0, bytes.writeUInt16LE(Number(value))));
      case 'INT16':
        return this.raw(bytes.subarray(0, bytes.writeInt16LE(Number(value))));
      case 'UINT32':
        return this.u32(Number(value));
      case 'INT32':
        return this.raw(bytes.subarray(0, bytes.writeInt32LE(Number(value))));
      case 'FLOAT32':
        return this.raw(bytes.subarray(0, bytes.writeFloatLE(Number(value))));
      case 'FLOAT64':
        return this.raw(bytes.subarray(0, bytes.writeDoubleLE(Number(value))));
      case 'BOOL':
        return this.raw(bytes.subarray(0, bytes.writeUInt8(Number(value))));
      case 'UINT64':
        return this.u64(BigInt(value as number | bigint));
      case 'INT64':
        return this.raw(bytes.subarray(0, bytes.writeBigInt64LE(BigInt(value as number | bigint))));
      case 'STRING':
        return this.string(value as string);
      case 'ARRAY': {
        const { of, items, count } = value as ArrayValue;
        this.u32(VALUE_TYPE[of]).u64(count ?? BigInt(items.length));
        for (const item of items) this.value([of, item]);
        return this;
      }
    }
  }

  pad(alignment: number): this {
    return this.raw(new Uint8Array((alignment - (this.length % alignment)) % alignment));
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

export interface ArrayValue {
  of: keyof typeof VALUE_TYPE;
  items: readonly unknown[];
  /** What the file claims instead of the true count. */
  count?: bigint;
}

export const array = (of: ArrayValue['of'], items: readonly unknown[], count?: bigint): TypedValue => [
  'ARRAY',
  { of, items, count },
];

/** A whole file; every part can be told to lie. */
export function ggufBytes(parts: GgufParts = {}): Uint8Array {
  const { metadata = [], tensors = [], alignment = 32 } = parts;
  const writer = new ByteWriter().raw(Buffer.from(parts.magic ?? 'GGUF')).u32(parts.version ?? 3);
  writer.u64(parts.tensorCount ?? BigInt(tensors.length)).u64(parts.entryCount ?? BigInt(metadata.length));
  for (const [key, value] of metadata) writer.string(key).u32(VALUE_TYPE[value[0]]).value(value);
  let offset = 0;
  for (const { name, dims, type, data, offset: claimed } of tensors) {
    writer.string(name).u32(dims.length);
    for (const size of dims) writer.u64(BigInt(size));
    writer.u32(type).u64(claimed ?? BigInt(offset));
    offset = Math.ceil((offset + data.length) / alignment) * alignment;
  }
  writer.pad(alignment);
  const dataStart = writer.length;
  for (const [index, { data }] of tensors.entries()) {
    writer.raw(data);
    if (index < tensors.length - 1)
      writer.raw(new Uint8Array((alignment - ((writer.length - dataStart) % alignment)) % alignment));
  }
  return writer.bytes();
}

/** A float32 tensor of the given axes (innermost first), counting up from 0. */
export function floatTensor(name: string, dims: readonly number[]): TensorBytes {
  const values = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => i);
  return { name, dims, type: 0, data: new Uint8Array(values.buffer) };
}
