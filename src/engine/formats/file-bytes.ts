/** Disk: exact reads, and streamed atomic writes, for the weight files of this room. */
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '../../base/error.js';
import type { Localized } from '../../base/localized.js';
import { malformed, type WeightFormat } from './malformed.js';

/** Node writes at most 2 GiB at once; a quarter keeps the memory of the system's own copies small. */
const MAX_BYTES_PER_CALL = 512 * 1024 * 1024;

/**
 * Opens a weight file for reading, and says how long it is. Throws a `Problem` (`missing-weights`) for one that is not there. A folder, a pipe or a device under that name is refused before it is
 * opened: opening a pipe would wait for ever, and reading a device would never end.
 */
export async function openWeightFile(
  path: string,
  format: WeightFormat,
): Promise<{ handle: FileHandle; fileBytes: number }> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? missingFile(path) : error;
  });
  if (!info.isFile()) throw malformed(format, path, NOT_A_FILE);
  const handle = await open(path, 'r');
  return { handle, fileBytes: (await handle.stat()).size };
}

const NOT_A_FILE: Localized = {
  en: 'it is a folder or a device, not a file.',
  hi: 'yeh file nahi, folder ya device hai.',
};

function missingFile(path: string): Problem {
  return new Problem({
    code: 'missing-weights',
    message: {
      en: 'The file with the weights is not there, or a link to it leads nowhere.',
      hi: 'Weights ki file wahan nahi hai, ya uska link kahin nahi jaata.',
    },
    where: path,
    next: {
      en: 'Put the file back, or fetch or train the model again.',
      hi: 'File wapas rakho, ya model phir se lao ya train karo.',
    },
  });
}

/** Fills `target` from `position`. A `Problem` with code `file-changed` when the file ends before that. */
export async function readExactly(
  handle: FileHandle,
  position: number,
  target: Uint8Array,
  where: string,
): Promise<void> {
  let done = 0;
  while (done < target.length) {
    const length = Math.min(target.length - done, MAX_BYTES_PER_CALL);
    const { bytesRead } = await handle.read(target, done, length, position + done);
    if (bytesRead === 0) {
      throw new Problem({
        code: 'file-changed',
        message: {
          en: `The file ended at byte ${position + done} while it was being read.`,
          hi: `File padhte-padhte byte ${position + done} par hi khatam ho gayi.`,
        },
        where,
        next: {
          en: 'Make sure that no other program is writing this file, then try again.',
          hi: 'Dekho ki koi aur program is file mein likh to nahi raha, phir dobara try karo.',
        },
      });
    }
    done += bytesRead;
  }
}

export type Append = (bytes: Uint8Array) => Promise<void>;

/**
 * Writes a file piece by piece: a temporary file beside it, fsync, rename, fsync of the folder.
 * When `write` throws, or the disk is full, the temporary file is removed and the old file stays.
 */
export async function writeAtomicStream(path: string, write: (append: Append) => Promise<void>): Promise<void> {
  const temporary = `${path}.${process.pid}.${temporaryCounter++}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await write((bytes) => writeFully(handle, bytes));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

let temporaryCounter = 0;

async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const length = Math.min(bytes.length - done, MAX_BYTES_PER_CALL);
    done += (await handle.write(bytes, done, length)).bytesWritten;
  }
}

/** Makes a rename durable. Windows cannot open a folder; there the rename alone must do. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  }
}
