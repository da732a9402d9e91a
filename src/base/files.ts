import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';
import { Problem } from './error.js';

/** Writes through a temporary file in the same folder, fsync and rename: a crash leaves the old file or the new one. */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await writeFileAtomic(
    path,
    typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
}

/**
 * Makes a folder and those above it. Rejects with what the system said: Node's own recursive `mkdir` turns a read-only or full disk into
 * ENOENT, and never returns under a folder that lets nothing be made, such as /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT' || dirname(path) === path) return whenNotThere(path, error);
    await makeFolder(dirname(path));
    await mkdir(path).catch((again: unknown) => whenNotThere(path, again));
  }
}

async function whenNotThere(path: string, error: unknown): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) throw error;
}

/** SHA-256 of a file, in hexadecimal, in bounded memory. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Reads a JSON file and parses it by a schema; a `Problem` with code `corrupt-file` names the file and the first fault. */
export async function readJson<S extends z.ZodType>(path: string, schema: S, next: string): Promise<z.output<S>> {
  const text = await readFile(path, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Problem({ code: 'corrupt-file', message: 'The file is not valid JSON.', where: path, next, cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const at = issue?.path.join('.') ?? '';
    throw new Problem({
      code: 'corrupt-file',
      message: `The file does not have the expected content: ${at}: ${issue?.message}`,
      where: path,
      next,
    });
  }
  return parsed.data;
}
