/**
 * Disk: writes a GGUF v3 file, streamed: one tensor at a time is in memory in its encoded form, part by part.
 * Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { writeAtomicStream } from './file-bytes.js';
import { VALUE_TYPE } from './gguf-cursor.js';
import { encodedBytes, type WritableType } from './gguf-encode.js';

/** A metadata value with the type it is written in. Array items are all of one type. */
export type GgufEntry =
  | { type: 'string'; value: string }
  | { type: 'uint32' | 'int32' | 'float32'; value: number }
  | { type: 'bool'; value: boolean }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'int32s' | 'float32s'; value: readonly number[] };

export interface GgufTensorToWrite {
  name: string;
  /** Outermost axis first, as in a checkpoint. */
  shape: readonly number[];
  type: WritableType;
  /** The values, row-major; called once, when their turn comes. */
  values(): Float32Array;
}

export interface GgufToWrite {
  metadata: ReadonlyMap<string, GgufEntry>;
  tensors: readonly GgufTensorToWrite[];
}

const MAGIC = 0x46554747;
const VERSION = 3;
/** The specification's default, so that no `general.alignment` is needed. */
const ALIGNMENT = 32;
/** Values encoded at a time: whole blocks of every type. */
const CHUNK = 1 << 20;

/** Writes the file atomically. `onTensor` may throw to stop it. Error for a row that is not whole blocks: the caller chooses the types. */
export async function writeGguf(path: string, file: GgufToWrite, onTensor: () => void = () => {}): Promise<void> {
  await writeAtomicStream(path, async (append) => {
    await append(ggufHeaderBytes(file));
    for (const { name, shape, type, values: read } of file.tensors) {
      onTensor();
      const values = read();
      if (values.length !== sizeOf(shape)) throw new Error(`${name}: [${shape}] does not hold ${values.length} values`);
      for (let start = 0; start < values.length; start += CHUNK) {
        const part = values.subarray(start, start + CHUNK);
        const bytes = new Uint8Array(encodedBytes(type, part.length));
        type.encode(part, bytes);
        await append(bytes);
      }
      await append(new Uint8Array(padding(encodedBytes(type, values.length))));
    }
  });
}

/** Magic, counts, metadata, tensor table, and zeros up to the first tensor. */
export function ggufHeaderBytes({ metadata, tensors }: GgufToWrite): Uint8Array {
  const out = new Bytes();
  out.u32(MAGIC).u32(VERSION).u64(tensors.length).u64(metadata.size);
  for (const [key, entry] of metadata) {
    out.string(key);
    writeEntry(out, entry);
  }
  let offset = 0;
  const names = new Set<string>();
  for (const { name, shape, type } of tensors) {
    if (names.has(name)) throw new Error(`the tensor ${name} is written twice`);
    if ((shape.at(-1) ?? 0) % type.blockValues !== 0)
      throw new Error(`${name}: rows of ${shape.at(-1)} in ${type.name}`);
    names.add(name);
    out.string(name).u32(shape.length);
    for (const size of [...shape].reverse()) out.u64(size);
    out.u32(type.type).u64(offset);
    const bytes = encodedBytes(type, sizeOf(shape));
    offset += bytes + padding(bytes);
  }
  return out.padded(ALIGNMENT);
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const padding = (bytes: number): number => (ALIGNMENT - (bytes % ALIGNMENT)) % ALIGNMENT;

function writeEntry(out: Bytes, entry: GgufEntry): void {
  switch (entry.type) {
    case 'string':
      out.u32(VALUE_TYPE.STRING).string(entry.value);
      return;
    case 'uint32':
      out.u32(VALUE_TYPE.UINT32).u32(entry.value);
      return;
    case 'int32':
      out.u32(VALUE_TYPE.INT32).i32(entry.value);
      return;
    case 'float32':
      out.u32(VALUE_TYPE.FLOAT32).f32(entry.value);
      return;
    case 'bool':
      out.u32(VALUE_TYPE.BOOL).u8(entry.value ? 1 : 0);
      return;
    case 'strings':
      out.u32(VALUE_TYPE.ARRAY).u32(VALUE_TYPE.STRING).u64(entry.value.length);
      for (const text of entry.value) out.string(text);
      return;
    case 'int32s':
      out.u32(VALUE_TYPE.ARRAY).u32(VALUE_TYPE.INT32).u64(entry.value.length);
      for (const number of entry.value) out.i32(number);
      return;
    case 'float32s':
      out.u32(VALUE_TYPE.ARRAY).u32(VALUE_TYPE.FLOAT32).u64(entry.value.length);
      for (const number of entry.value) out.f32(number);
      return;
  }
}

/** Little-endian bytes that grow. */
class Bytes {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  readonly #encoder = new TextEncoder();

  u8(value: number): this {
    const at = this.#take(1);
    this.#view.setUint8(at, value);
    return this;
  }

  u32(value: number): this {
    const at = this.#take(4);
    this.#view.setUint32(at, value, true);
    return this;
  }

  i32(value: number): this {
    const at = this.#take(4);
    this.#view.setInt32(at, value, true);
    return this;
  }

  f32(value: number): this {
    const at = this.#take(4);
    this.#view.setFloat32(at, value, true);
    return this;
  }

  u64(value: number): this {
    const at = this.#take(8);
    this.#view.setBigUint64(at, BigInt(value), true);
    return this;
  }

  string(text: string): this {
    const bytes = this.#encoder.encode(text);
    this.u64(bytes.length);
    const at = this.#take(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  padded(alignment: number): Uint8Array {
    return this.#bytes.slice(0, Math.ceil(this.#length / alignment) * alignment);
  }

  /** Room for so many bytes (and for the padding behind them), which are zero. */
  #take(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length + 64 > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#length + 64));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
