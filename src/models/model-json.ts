/** Disk: the JSON and text files of a model folder, which may be absent, and whose size is checked before they are read. */
import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { Problem } from '../base/error.js';
import { readJson } from '../base/files.js';
import { isDeeperThan } from '../engine/text/nesting.js';

/** The largest published tokenizer.json has about 35 MB. */
const MAX_JSON_BYTES = 200_000_000;

/** Published files have five levels or six; what reads and writes them here recurses. */
const MAX_DEPTH = 64;

/** The parsed file, or undefined when there is none. Throws a `Problem` (`corrupt-file`, `file-too-large`). */
export async function readOptionalJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | undefined> {
  if (!(await checkedSize(path))) return undefined;
  const value = await readJson(path, schema, 'Download the model again.');
  if (isDeeperThan(MAX_DEPTH, value)) throw tooDeep(path);
  return value;
}

/** The text, or null when there is no such file. */
export async function readOptionalText(path: string): Promise<string | null> {
  return (await checkedSize(path)) ? readFile(path, 'utf8') : null;
}

/** The bytes, or null when there is no such file. */
export async function readOptionalBytes(path: string): Promise<Uint8Array | null> {
  return (await checkedSize(path)) ? readFile(path) : null;
}

async function checkedSize(path: string): Promise<boolean> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!info) return false;
  if (!info.isFile()) throw notAFile(path);
  if (info.size <= MAX_JSON_BYTES) return true;
  throw new Problem({
    code: 'file-too-large',
    message: {
      en: `The file has ${info.size} bytes; a file of this kind has at most ${MAX_JSON_BYTES}.`,
      hi: `File mein ${info.size} bytes hain; aisi file zyada se zyada ${MAX_JSON_BYTES} ki hoti hai.`,
    },
    where: path,
    next: { en: 'Download the model again.', hi: 'Model dobara download karo.' },
  });
}

function tooDeep(path: string): Problem {
  return new Problem({
    code: 'corrupt-file',
    message: {
      en: `The file is nested more than ${MAX_DEPTH} levels deep.`,
      hi: `File ${MAX_DEPTH} se zyada levels gehri hai.`,
    },
    where: path,
    next: { en: 'Download the model again.', hi: 'Model dobara download karo.' },
  });
}

/** A folder cannot be read, and a pipe or a device may never end. */
function notAFile(path: string): Problem {
  return new Problem({
    code: 'corrupt-file',
    message: {
      en: 'Where a file of the model should be is a folder or a device.',
      hi: 'Jahan model ki file honi chahiye wahan folder ya device hai.',
    },
    where: path,
    next: { en: 'Download the model again.', hi: 'Model dobara download karo.' },
  });
}
