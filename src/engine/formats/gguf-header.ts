/**
 * The header of a GGUF file (version 2 or 3): magic, counts, metadata, tensor table, alignment. Pure: no disk.
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { Problem } from '../../base/error.js';
import { GgufCursor, type GgufValue } from './gguf-cursor.js';
import { type GgufTensorType, READABLE_TYPES, tensorTypeName } from './gguf-types.js';
import { malformed } from './malformed.js';

/** "GGUF" as a little-endian number. */
const MAGIC = 0x46554747;
/** A model file has tens of entries; a very rich one has hundreds. */
export const MAX_METADATA_ENTRIES = 65_536;
/** The specification's own limit for keys. */
export const MAX_KEY_BYTES = 65_535;
/** The largest published models have a few thousand tensors. */
export const MAX_TENSORS = 65_536;
/** `GGML_MAX_DIMS`: no tensor of the format has more axes. */
export const MAX_TENSOR_DIMS = 4;
/** `GGML_MAX_NAME` is 64; newer writers use a little more. */
export const MAX_TENSOR_NAME_BYTES = 256;
/** The default is 32; a page of a disk is the most that makes sense. */
export const MAX_ALIGNMENT = 1 << 20;
/** The specification's default for `general.alignment`. */
const DEFAULT_ALIGNMENT = 32;
/** Key (8 + 1), type (4) and one byte of value. */
const LEAST_METADATA_BYTES = 14;
/** Name (8 + 1), axes (4), one axis (8), type (4), offset (8). */
const LEAST_TENSOR_BYTES = 33;

export interface GgufTensor {
  type: GgufTensorType;
  /** Outermost axis first, as in a checkpoint (the file stores the innermost first). */
  shape: number[];
  /** First byte in the file, and how many. */
  begin: number;
  bytes: number;
}

export interface GgufHeader {
  version: number;
  metadata: Map<string, GgufValue>;
  tensors: Map<string, GgufTensor>;
}

/**
 * Parses and checks a header. `bytes` is the beginning of a file of `fileBytes`.
 * Throws `MoreBytesNeeded` when `bytes` is too short a beginning, and a `Problem` (`malformed-gguf`, `unsupported-gguf`) for a bad file.
 */
export function parseGgufHeader(bytes: Uint8Array, fileBytes: number, where: string): GgufHeader {
  const cursor = new GgufCursor(bytes, fileBytes, where);
  const version = readVersion(cursor);
  const tensorCount = cursor.count('the number of tensors', MAX_TENSORS, LEAST_TENSOR_BYTES);
  const entryCount = cursor.count('the number of metadata entries', MAX_METADATA_ENTRIES, LEAST_METADATA_BYTES);
  const metadata = readMetadata(cursor, entryCount);
  const alignment = readAlignment(metadata, where);
  const tensors = readTensorTable(cursor, tensorCount, alignment);
  placeTensors(tensors, Math.ceil(cursor.position / alignment) * alignment, fileBytes, where);
  return { version, metadata, tensors };
}

function readVersion(cursor: GgufCursor): number {
  const magic = cursor.uint32('the magic number');
  if (magic !== MAGIC) throw malformed('gguf', cursor.where, 'it does not begin with the letters GGUF.');
  const version = cursor.uint32('the version');
  if (version === 2 || version === 3) return version;
  const bigEndian = version > 0xffff;
  throw new Problem({
    code: 'unsupported-gguf',
    message: bigEndian
      ? { en: 'This GGUF file is big-endian.', hi: 'Yeh GGUF file big-endian hai.' }
      : {
          en: `This GGUF file has version ${version}; versions 2 and 3 can be read.`,
          hi: `Is GGUF file ka version ${version} hai; sirf 2 aur 3 padhe ja sakte hain.`,
        },
    where: cursor.where,
    next: {
      en: 'Convert the model again with a current llama.cpp on an ordinary (little-endian) machine.',
      hi: 'Model ko naye llama.cpp se, normal (little-endian) machine par dobara convert karo.',
    },
  });
}

function readMetadata(cursor: GgufCursor, count: number): Map<string, GgufValue> {
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < count; i++) {
    const key = cursor.string(`metadata key ${i + 1}`, MAX_KEY_BYTES);
    const what = `metadata ${JSON.stringify(key.slice(0, 80))}`;
    if (metadata.has(key)) throw malformed('gguf', cursor.where, `${what} appears twice.`);
    metadata.set(key, cursor.value(cursor.uint32(what), what));
  }
  return metadata;
}

function readAlignment(metadata: Map<string, GgufValue>, where: string): number {
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  const valid = typeof alignment === 'number' && Number.isInteger(Math.log2(alignment));
  if (!valid || alignment < 8 || alignment > MAX_ALIGNMENT) {
    const found = Array.isArray(alignment) ? 'an array' : String(alignment);
    throw malformed(
      'gguf',
      where,
      `general.alignment is ${found}; it must be a power of two from 8 to ${MAX_ALIGNMENT}.`,
    );
  }
  return alignment;
}

/** The table as the file states it; `begin` is still relative to the data section. */
function readTensorTable(cursor: GgufCursor, count: number, alignment: number): Map<string, GgufTensor> {
  const tensors = new Map<string, GgufTensor>();
  for (let i = 0; i < count; i++) {
    const name = cursor.string(`the name of tensor ${i + 1}`, MAX_TENSOR_NAME_BYTES);
    const what = `tensor ${JSON.stringify(name)}`;
    if (tensors.has(name)) throw malformed('gguf', cursor.where, `${what} appears twice.`);
    tensors.set(name, readTensor(cursor, what, alignment));
  }
  return tensors;
}

function readTensor(cursor: GgufCursor, what: string, alignment: number): GgufTensor {
  const axes = cursor.uint32(what);
  if (axes < 1 || axes > MAX_TENSOR_DIMS)
    throw malformed('gguf', cursor.where, `${what} has ${axes} axes; 1 to ${MAX_TENSOR_DIMS} are allowed.`);
  const innermostFirst: number[] = [];
  for (let axis = 0; axis < axes; axis++) innermostFirst.push(cursor.uint64(`axis ${axis + 1} of ${what}`));
  const typeNumber = cursor.uint32(what);
  const begin = cursor.uint64(`the offset of ${what}`);
  const type = READABLE_TYPES.get(typeNumber);
  if (!type) throw unsupportedType(cursor.where, what, typeNumber);
  if (begin % alignment !== 0)
    throw malformed('gguf', cursor.where, `${what} starts at ${begin}, not a multiple of ${alignment}.`);
  const values = innermostFirst.reduce((product, size) => product * size, 1);
  if (values < 1 || !Number.isSafeInteger(values * type.blockBytes))
    throw malformed('gguf', cursor.where, `${what} has the impossible axes [${innermostFirst}].`);
  if ((innermostFirst[0] ?? 0) % type.blockValues !== 0) {
    const rule = `${type.name} needs rows of a multiple of ${type.blockValues} values`;
    throw malformed('gguf', cursor.where, `${what} has rows of ${innermostFirst[0]}; ${rule}.`);
  }
  return { type, shape: innermostFirst.reverse(), begin, bytes: (values / type.blockValues) * type.blockBytes };
}

/** Turns offsets into places in the file; refuses what lies outside of it or overlaps. */
function placeTensors(tensors: Map<string, GgufTensor>, dataStart: number, fileBytes: number, where: string): void {
  let end = dataStart;
  const ordered = [...tensors].sort(([, a], [, b]) => a.begin - b.begin);
  for (const [name, tensor] of ordered) {
    tensor.begin += dataStart;
    if (tensor.begin < end)
      throw malformed('gguf', where, `tensor ${JSON.stringify(name)} overlaps the one before it.`);
    end = tensor.begin + tensor.bytes;
    if (end > fileBytes) {
      throw malformed('gguf', where, {
        en: `tensor ${JSON.stringify(name)} ends at byte ${end}, but the file has ${fileBytes}. It is cut off.`,
        hi: `tensor ${JSON.stringify(name)} byte ${end} par khatam hota hai, par file mein sirf ${fileBytes} hain. File adhoori hai.`,
      });
    }
  }
}

function unsupportedType(where: string, what: string, type: number): Problem {
  const readable = [...READABLE_TYPES.values()].map(({ name }) => name).join(', ');
  return new Problem({
    code: 'unsupported-weight-type',
    message: {
      en: `${what} is ${tensorTypeName(type)}; these types can be read: ${readable}.`,
      hi: `${what} ka type ${tensorTypeName(type)} hai; sirf yeh types padhe ja sakte hain: ${readable}.`,
    },
    where,
    next: {
      en: 'Take the Q8_0, Q4_0 or F16 file of the same model, or its safetensors folder.',
      hi: 'Isi model ki Q8_0, Q4_0 ya F16 file lo, ya uska safetensors folder.',
    },
  });
}
