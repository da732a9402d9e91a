/** Disk: opens a safetensors file and reads its tensors one by one as float32. Parsing is in safetensors-header.ts. */
import { Problem } from '../../base/error.js';
import { openWeightFile, readExactly } from './file-bytes.js';
import { decodeBfloat16, decodeFloat16 } from './float-types.js';
import { parseHeaderLength, parseSafetensorsHeader, type SafetensorsHeader } from './safetensors-header.js';

export interface SafetensorsFile extends SafetensorsHeader {
  path: string;
  /** The tensor's values, row-major float32 [product of shape], whatever the file holds (F32, F16 or BF16). */
  read(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Opens a file and checks its whole header against the file's size. Throws a `Problem` (`malformed-safetensors`). */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const { handle, fileBytes } = await openWeightFile(path, 'safetensors');
  try {
    const prefix = new Uint8Array(Math.min(8, fileBytes));
    await readExactly(handle, 0, prefix, path);
    const json = new Uint8Array(parseHeaderLength(prefix, fileBytes, path));
    await readExactly(handle, 8, json, path);
    const header = parseSafetensorsHeader(json, fileBytes, path);

    const read = async (name: string): Promise<Float32Array> => {
      const entry = header.tensors.get(name);
      if (!entry) throw new Error(`${path} has no tensor ${name}`);
      const { dtype, begin, end } = entry;
      if (dtype === 'F32') {
        const values = new Float32Array((end - begin) / 4);
        await readExactly(handle, begin, new Uint8Array(values.buffer), path);
        return values;
      }
      if (!isReadable(dtype)) throw unreadableType(path, name, dtype);
      const halves = new Uint16Array((end - begin) / 2);
      await readExactly(handle, begin, new Uint8Array(halves.buffer), path);
      const values = new Float32Array(halves.length);
      if (dtype === 'F16') decodeFloat16(halves, values);
      else decodeBfloat16(halves, values);
      return values;
    };
    return { ...header, path, read, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const isReadable = (dtype: string): boolean => ['F32', 'F16', 'BF16'].includes(dtype);

/** Before anything is read. Throws a `Problem` (`unsupported-weight-type`) for a tensor whose type cannot be. */
export function checkType({ path, tensors }: SafetensorsFile, name: string): void {
  const dtype = tensors.get(name)?.dtype;
  if (dtype !== undefined && !isReadable(dtype)) throw unreadableType(path, name, dtype);
}

/** All tensors of a file at once, in its order. */
export async function readSafetensors(path: string): Promise<Map<string, Float32Array>> {
  const file = await openSafetensors(path);
  try {
    const tensors = new Map<string, Float32Array>();
    for (const name of file.tensors.keys()) tensors.set(name, await file.read(name));
    return tensors;
  } finally {
    await file.close();
  }
}

function unreadableType(path: string, name: string, dtype: string): Problem {
  return new Problem({
    code: 'unsupported-weight-type',
    message: {
      en: `The tensor ${name} has the type ${dtype}; weights can be F32, F16 or BF16.`,
      hi: `Tensor ${name} ka type ${dtype} hai; weights sirf F32, F16 ya BF16 ho sakte hain.`,
    },
    where: path,
    next: {
      en: 'Use a copy of the model that is not quantised, or a GGUF file of a supported type.',
      hi: 'Model ki woh copy lo jo quantised na ho, ya kisi supported type ki GGUF file.',
    },
  });
}
