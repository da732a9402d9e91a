/** Disk: writes a safetensors file as other tools expect it, streamed, so that the weights are never held twice. */
import { writeAtomicStream } from './file-bytes.js';
import { encodeBfloat16, encodeFloat16 } from './float-types.js';
import { ELEMENT_BYTES } from './safetensors-header.js';

export interface TensorToWrite {
  name: string;
  shape: readonly number[];
  /** Row-major, as many values as the shape says. */
  data: Float32Array;
}

export interface SafetensorsOptions {
  /** The type stored for every tensor; F32 unless told. */
  dtype?: 'F32' | 'F16' | 'BF16';
  /** Added to `{format: 'pt'}`, without which PyTorch-side loaders refuse a file. */
  metadata?: Record<string, string>;
}

/** Elements converted at a time: 1M values are 2 MB, a small buffer beside the weights. */
const CHUNK = 1 << 20;

/** Header bytes: length, JSON in the reference writer's order (here by name: one type), spaces until the data is 8-aligned. */
export function safetensorsHeaderBytes(
  tensors: readonly TensorToWrite[],
  options: SafetensorsOptions = {},
): Uint8Array {
  const dtype = options.dtype ?? 'F32';
  const entries: [string, unknown][] = [['__metadata__', { format: 'pt', ...options.metadata }]];
  let position = 0;
  for (const { name, shape, data } of tensors) {
    const count = shape.reduce((product, size) => product * size, 1);
    if (count !== data.length) throw new Error(`${name}: shape [${shape}] does not hold ${data.length} values`);
    const end = position + count * ELEMENT_BYTES[dtype];
    entries.push([name, { dtype, shape, data_offsets: [position, end] }]);
    position = end;
  }
  const names = new Set(entries.map(([name]) => name));
  if (names.size !== entries.length) throw new Error('a tensor name is used twice');
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.set(json, 8);
  return bytes;
}

/** Writes the tensors to `path` atomically. */
export async function writeSafetensors(
  path: string,
  tensors: Iterable<TensorToWrite>,
  options: SafetensorsOptions = {},
): Promise<void> {
  const ordered = [...tensors].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const header = safetensorsHeaderBytes(ordered, options);
  await writeAtomicStream(path, async (append) => {
    await append(header);
    for (const { data } of ordered) {
      if ((options.dtype ?? 'F32') === 'F32') {
        await append(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        continue;
      }
      const encode = options.dtype === 'F16' ? encodeFloat16 : encodeBfloat16;
      const buffer = new Uint16Array(Math.min(CHUNK, data.length));
      for (let start = 0; start < data.length; start += CHUNK) {
        const part = data.subarray(start, start + CHUNK);
        encode(part, buffer);
        await append(new Uint8Array(buffer.buffer, 0, part.length * 2));
      }
    }
  });
}
