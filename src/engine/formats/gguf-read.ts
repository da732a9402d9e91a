/** Disk: opens a GGUF file and reads its tensors one by one as float32. Parsing is in gguf-header.ts. */
import type { FileHandle } from 'node:fs/promises';
import { openWeightFile, readExactly } from './file-bytes.js';
import { MoreBytesNeeded } from './gguf-cursor.js';
import { type GgufHeader, type GgufTensor, parseGgufHeader } from './gguf-header.js';
import { malformed } from './malformed.js';

/** First read; the header of a 49,152-word model is 2 MB, and a longer one is read again with four times as much. */
const FIRST_READ_BYTES = 4 * 1024 * 1024;
/** A vocabulary of a million words with merges needs about 50 MB. */
export const MAX_GGUF_HEADER_BYTES = 512 * 1024 * 1024;

export interface GgufFile extends GgufHeader {
  path: string;
  /** The tensor's values, row-major float32 [product of shape], in the file's own row order. */
  read(name: string): Promise<Float32Array>;
  /** The tensor as the file holds it; its `type` decodes it. */
  readBytes(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file and checks its whole header against the file's size. Throws a `Problem`. */
export async function openGguf(path: string, maxHeaderBytes = MAX_GGUF_HEADER_BYTES): Promise<GgufFile> {
  const { handle, fileBytes } = await openWeightFile(path, 'gguf');
  try {
    const header = await readHeader(handle, fileBytes, path, maxHeaderBytes);
    const readBytes = async (name: string): Promise<Uint8Array> => {
      const tensor = tensorOf(header, name, path);
      const bytes = new Uint8Array(tensor.bytes);
      await readExactly(handle, tensor.begin, bytes, path);
      return bytes;
    };
    const read = async (name: string): Promise<Float32Array> =>
      decodeTensor(tensorOf(header, name, path), await readBytes(name));
    return { ...header, path, read, readBytes, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A tensor's bytes as float32, row-major [product of shape]. */
export function decodeTensor({ type, shape }: GgufTensor, bytes: Uint8Array): Float32Array {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  type.decode(bytes, values);
  return values;
}

function tensorOf(header: GgufHeader, name: string, path: string): GgufTensor {
  const tensor = header.tensors.get(name);
  if (tensor) return tensor;
  throw new Error(`${path} has no tensor ${name}`);
}

async function readHeader(handle: FileHandle, fileBytes: number, path: string, most: number): Promise<GgufHeader> {
  for (let length = FIRST_READ_BYTES; length <= most; length *= 4) {
    const bytes = new Uint8Array(Math.min(length, fileBytes));
    await readExactly(handle, 0, bytes, path);
    try {
      return parseGgufHeader(bytes, fileBytes, path);
    } catch (error) {
      if (!(error instanceof MoreBytesNeeded)) throw error;
    }
  }
  throw malformed('gguf', path, `the header is longer than ${most} bytes.`);
}
