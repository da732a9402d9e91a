/** Builds safetensors files byte by byte, right or wrong. */
import { writeFile } from 'node:fs/promises';

export interface HeaderEntry {
  dtype: string;
  shape: unknown;
  data_offsets: unknown;
}

/** A file from header text and data. `declaredLength`: what the first 8 bytes claim. */
export function safetensorsBytes(header: string | object, dataBytes = 0, declaredLength?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, declaredLength ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

/** One float32 tensor `w` of shape [2, 3] over 24 bytes, with any field replaced. */
export function oneTensor(change: Partial<HeaderEntry> = {}): { w: HeaderEntry } {
  return { w: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24], ...change } };
}

export async function writeBytes(path: string, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes);
  return path;
}
