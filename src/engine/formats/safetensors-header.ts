/**
 * The header of a safetensors file, from bytes to a checked tensor table. Pure: no disk.
 * Layout: u64 N (little-endian), N bytes of JSON, then the tensors' bytes, without holes.
 * Format: https://github.com/huggingface/safetensors#format; as strict as its reference reader.
 */
import { z } from 'zod';
import { findDuplicateKey } from './duplicate-key.js';
import { malformed } from './malformed.js';

/** The reference reader's limit; the header of a 1,000-tensor model is about 0.1 MB. */
export const MAX_HEADER_BYTES = 100_000_000;
/** No weight of a language model has more than 4 axes; a longer shape is an attack or a mistake. */
export const MAX_AXES = 8;

/** Bytes per element of every type of the format. Only F32, F16 and BF16 can be read as weights. */
export const ELEMENT_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;
export type ElementType = keyof typeof ELEMENT_BYTES;
const ELEMENT_TYPES = Object.keys(ELEMENT_BYTES) as [ElementType, ...ElementType[]];

export interface SafetensorsEntry {
  dtype: ElementType;
  shape: number[];
  /** First byte and the byte after the last, counted from the start of the file. */
  begin: number;
  end: number;
}

export interface SafetensorsHeader {
  metadata: Record<string, string>;
  tensors: Map<string, SafetensorsEntry>;
}

const entrySchema = z.strictObject({
  dtype: z.enum(ELEMENT_TYPES),
  shape: z.array(z.int().nonnegative()).max(MAX_AXES),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const metadataSchema = z.record(z.string(), z.string());

/** The header's length in bytes, from the first 8 bytes of a file of `fileBytes`, before anything of that size is allocated. */
export function parseHeaderLength(prefix: Uint8Array, fileBytes: number, where: string): number {
  if (prefix.length < 8 || fileBytes < 8) throw malformed('safetensors', where, tooShort(fileBytes));
  const length = new DataView(prefix.buffer, prefix.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) {
    throw malformed(
      'safetensors',
      where,
      `the header claims ${length} bytes; at most ${MAX_HEADER_BYTES} are allowed.`,
    );
  }
  if (8 + Number(length) > fileBytes) throw malformed('safetensors', where, tooShort(fileBytes, Number(length)));
  return Number(length);
}

function tooShort(fileBytes: number, header?: number): { en: string; hi: string } {
  const need = header === undefined ? 8 : 8 + header;
  return {
    en: `the file has ${fileBytes} bytes, but its header alone needs ${need}. It is cut off, or of another kind.`,
    hi: `file mein sirf ${fileBytes} bytes hain, jabki akele header ko ${need} chahiye. Ya to file adhoori hai, ya kisi aur type ki hai.`,
  };
}

/** The tensor table from the header's JSON bytes, checked against the whole file's size. Throws a `Problem` (`malformed-safetensors`). */
export function parseSafetensorsHeader(json: Uint8Array, fileBytes: number, where: string): SafetensorsHeader {
  const root = parseObject(json, where);
  const dataStart = 8 + json.length;
  const metadata = root.has('__metadata__') ? parseMetadata(root.get('__metadata__'), where) : {};
  root.delete('__metadata__');
  const tensors = new Map<string, SafetensorsEntry>();
  for (const [name, value] of root) tensors.set(name, parseEntry(name, value, dataStart, where));
  checkCoverage(tensors, dataStart, fileBytes, where);
  return { metadata, tensors };
}

function parseObject(json: Uint8Array, where: string): Map<string, unknown> {
  if (json[0] !== 0x7b) throw malformed('safetensors', where, 'the header does not start with "{".');
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json);
    value = JSON.parse(text);
  } catch {
    throw malformed('safetensors', where, 'the header is not valid UTF-8 JSON.');
  }
  if (typeof value !== 'object' || value === null)
    throw malformed('safetensors', where, 'the header is not a JSON object.');
  const duplicate = findDuplicateKey(text);
  if (duplicate !== undefined) throw malformed('safetensors', where, `the key ${quote(duplicate)} appears twice.`);
  return new Map(Object.entries(value));
}

function parseMetadata(value: unknown, where: string): Record<string, string> {
  const parsed = metadataSchema.safeParse(value);
  if (!parsed.success) throw malformed('safetensors', where, '__metadata__ must map strings to strings.');
  return parsed.data;
}

function parseEntry(name: string, value: unknown, dataStart: number, where: string): SafetensorsEntry {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw malformed('safetensors', where, `tensor ${quote(name)}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { dtype, shape, data_offsets } = parsed.data;
  const [begin, end] = data_offsets;
  const expected = shape.reduce((product, size) => product * size, ELEMENT_BYTES[dtype]);
  if (!Number.isSafeInteger(expected))
    throw malformed('safetensors', where, `tensor ${quote(name)}: shape [${shape}] is too large to count.`);
  if (end - begin !== expected) {
    const found = `offsets [${begin}, ${end}] hold ${end - begin} bytes, but ${dtype} [${shape}] needs ${expected}.`;
    throw malformed('safetensors', where, `tensor ${quote(name)}: ${found}`);
  }
  return { dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

/** Every byte after the header belongs to exactly one tensor. */
function checkCoverage(
  tensors: Map<string, SafetensorsEntry>,
  dataStart: number,
  fileBytes: number,
  where: string,
): void {
  const ordered = [...tensors].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let position = dataStart;
  for (const [name, { begin, end }] of ordered) {
    if (begin !== position) {
      const kind = begin > position ? 'a hole before it' : 'an overlap with the one before it';
      const found = `starts at ${begin - dataStart}, expected ${position - dataStart} (${kind}).`;
      throw malformed('safetensors', where, `tensor ${quote(name)} ${found}`);
    }
    position = end;
  }
  if (position > fileBytes) {
    throw malformed('safetensors', where, {
      en: `the tensors need ${position} bytes, but the file has ${fileBytes}. It is cut off.`,
      hi: `tensors ko ${position} bytes chahiye, par file mein sirf ${fileBytes} hain. File adhoori hai.`,
    });
  }
  if (position < fileBytes)
    throw malformed('safetensors', where, `${fileBytes - position} bytes are left over after the last tensor.`);
}

/** A name from a file, safe to show: quoted, escaped, and cut at 80 characters. */
function quote(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
