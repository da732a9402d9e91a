/** Touches the disk: opens a data file, finds out what it is, and streams its rows. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Localized } from '../../base/localized.js';
import type { FileFormat, Row } from '../types.js';
import { readCsv } from './csv.js';
import { type ByteSource, sniffEncoding, toUtf8 } from './encoding.js';
import { numberedRows, readJson } from './json-values.js';
import { readJsonl } from './jsonl.js';
import { MAX_INFLATED_PARQUET, SNIFF_BYTES } from './limits.js';
import { binaryKind, isGzip, isParquet } from './magic.js';
import { readParquet } from './parquet.js';
import { binaryFile, directory, emptyFile, notAFile, parquetTooLarge, readProblem, unknownFormat } from './problems.js';
import { formatOfName, nameReason, sniffText, type TextFormat } from './sniff.js';

export interface OpenRows {
  format: FileFormat;
  gzip: boolean;
  /** Bytes on disk. */
  bytes: number;
  /** What was noticed on the way: encoding, a wrong name, the delimiter. */
  reasons: Localized[];
  /** To be read once, in order; the file closes when the reading ends or is broken off. */
  rows: AsyncIterable<Row>;
  /** Of the file's bytes, once all of them went by in order; null before, and for Parquet, which is read from its end. */
  sha256(): string | null;
}

/** Small enough that what is decoded from one chunk dies young, large enough that reading is not the slow part. */
const CHUNK_BYTES = 1 << 16;

export interface OpenOptions {
  /** Bytes of the file (as on disk) read so far, and their total. */
  onProgress?: (bytes: number, total: number) => void;
}

/** Throws a `Problem`: file-not-found, is-a-directory, not-a-file, permission-denied, empty-file, binary-file, unknown-format, truncated-gzip, corrupt-gzip, corrupt-parquet. */
export async function openRows(path: string, options: OpenOptions = {}): Promise<OpenRows> {
  const { handle, size } = await openFile(path);
  try {
    const passing = new PassingHash(size);
    const disk = fileChunks(handle, size, passing, options);
    const raw = await peek(disk, 512);
    const gzip = isGzip(raw.head);
    const bytes = await peek(gzip ? inflate(raw.source) : raw.source, SNIFF_BYTES);
    const info = { gzip, bytes: size, sha256: () => passing.digest() };
    const opened = isParquet(bytes.head)
      ? await openParquet(path, gzip ? await wholeBuffer(bytes.source, path) : handleBuffer(handle, size, options))
      : await openText(path, bytes);
    return { ...info, ...opened, rows: guarded(path, opened.rows, handle) };
  } catch (error) {
    await handle.close();
    throw readProblem(path, error);
  }
}

async function openFile(path: string): Promise<{ handle: FileHandle; size: number }> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw directory(path);
    if (!info.isFile()) throw notAFile(path);
    if (info.size === 0) throw emptyFile(path);
    return { handle: await open(path, 'r'), size: info.size };
  } catch (error) {
    throw readProblem(path, error);
  }
}

type Opened = Pick<OpenRows, 'format' | 'reasons' | 'rows'>;

async function openText(path: string, bytes: Peeked): Promise<Opened> {
  const { encoding, bomBytes } = sniffEncoding(bytes.head);
  const text = await peek(toUtf8(bytes.source, encoding, bomBytes), SNIFF_BYTES);
  const binary = binaryKind(text.head);
  if (binary !== null) throw binaryFile(path, binary);
  const head = Buffer.from(text.head).toString('utf8');
  if (text.whole && head.trim() === '') throw emptyFile(path);
  const { found, reasons } = sniffText(head, text.whole, path);
  if (found === null) throw unknownFormat(path);
  const name = encoding.toUpperCase();
  const noted = encoding === 'utf-8' ? [] : [{ en: `The text is ${name}.`, hi: `Text ${name} mein hai.` }];
  return { format: found.format, reasons: [...noted, ...reasons], rows: readText(text.source, found) };
}

function readText(source: ByteSource, found: TextFormat): AsyncGenerator<Row> {
  switch (found.format) {
    case 'jsonl':
      return readJsonl(source);
    case 'json':
      return numberedRows(readJson(source, found.layout), found.numbers);
    case 'csv':
    case 'tsv':
      return readCsv(source, found.dialect);
  }
}

async function openParquet(path: string, file: Parameters<typeof readParquet>[0]): Promise<Opened> {
  return { format: 'parquet', reasons: nameReason(formatOfName(path), 'parquet'), rows: readParquet(file, path) };
}

/** Chunks of the file in order. Reads by position, so that Parquet may read elsewhere through the same handle. */
async function* fileChunks(handle: FileHandle, size: number, passing: PassingHash, options: OpenOptions): ByteSource {
  for (let position = 0; position < size; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    passing.add(chunk);
    yield chunk;
    options.onProgress?.(position, size);
  }
}

/** The checksum of bytes on their way to a reader, so that rows and checksum are of the same reading. */
class PassingHash {
  readonly #hash = createHash('sha256');
  #left: number;
  #digest: string | null = null;

  constructor(size: number) {
    this.#left = size;
  }

  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#left -= chunk.length;
    if (this.#left === 0) this.#digest = this.#hash.digest('hex');
  }

  digest(): string | null {
    return this.#digest;
  }
}

async function* inflate(source: ByteSource): ByteSource {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const input = Readable.from(source);
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  for await (const chunk of gunzip) yield chunk;
}

interface Peeked {
  head: Uint8Array;
  /** The head is all there is. */
  whole: boolean;
  /** Everything, the head included. */
  source: ByteSource;
}

async function peek(source: ByteSource, count: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < count && !whole) {
    const next = await iterator.next();
    if (next.done === true) whole = true;
    else {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  async function* replay(): ByteSource {
    try {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  const head = Buffer.concat(chunks).subarray(0, count);
  return { head, whole: whole && length <= count, source: replay() };
}

async function wholeBuffer(source: ByteSource, path: string) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > MAX_INFLATED_PARQUET) throw parquetTooLarge(path);
    chunks.push(chunk);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return { byteLength: length, slice: (start: number, end?: number): ArrayBuffer => all.slice(start, end).buffer };
}

function handleBuffer(handle: FileHandle, size: number, options: OpenOptions) {
  return {
    byteLength: size,
    async slice(start: number, end: number = size): Promise<ArrayBuffer> {
      const from = start < 0 ? size + start : start;
      const length = Math.max(0, Math.min(end, size) - from);
      const target = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(target, done, length - done, from + done);
        if (bytesRead === 0) throw new Error('the file ends too early');
        done += bytesRead;
      }
      if (from + length < size - 8) options.onProgress?.(from + length, size);
      return target.buffer;
    },
  };
}

/** Closes the file at the end, and says what went wrong with the compressed bytes in our words. */
async function* guarded(path: string, rows: AsyncIterable<Row>, handle: FileHandle): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (error) {
    throw readProblem(path, error);
  } finally {
    await handle.close();
  }
}
