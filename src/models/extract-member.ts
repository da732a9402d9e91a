/** Disk: one file out of a zip archive (a wheel is one), found in the central directory. */
import type { Entry, ZipFile } from 'yauzl';
import { openPromise } from 'yauzl';
import { Problem } from '../base/error.js';
import { type SaveOptions, saveStream } from './save-stream.js';

/** Unpacks `member` to `target`, checked. Throws a `Problem`: `bad-archive`, or one of `saveStream`. */
export async function extractMember(
  archive: string,
  member: string,
  target: string,
  expected: { sizeBytes: number; sha256: string },
  options: SaveOptions = {},
): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false }).catch((cause) => {
    throw badArchive(archive, cause instanceof Error ? cause.message : String(cause), cause);
  });
  try {
    const stream = await zip.openReadStreamPromise(await findEntry(zip, member, archive));
    try {
      await saveStream(stream, target, expected, options);
    } catch (error) {
      // What the inflater throws is neither a Problem nor an error of the system.
      const isExpected = error instanceof Problem || options.signal?.aborted;
      const isSystem = error instanceof Error && 'syscall' in error;
      throw isExpected || isSystem ? error : badArchive(archive, String(error), error);
    } finally {
      stream.destroy();
    }
  } finally {
    zip.close();
  }
}

async function findEntry(zip: ZipFile, member: string, archive: string): Promise<Entry> {
  try {
    for await (const entry of zip.eachEntry()) if (entry.fileName === member) return entry;
  } catch (cause) {
    throw badArchive(archive, cause instanceof Error ? cause.message : String(cause), cause);
  }
  throw badArchive(archive, `it has no file ${member}`);
}

function badArchive(archive: string, detail: string, cause?: unknown): Problem {
  return new Problem({
    code: 'bad-archive',
    message: {
      en: `The downloaded archive cannot be used: ${detail}.`,
      hi: `Download hua archive use nahi ho sakta: ${detail}.`,
    },
    where: archive,
    next: { en: 'Try again; the archive is fetched anew.', hi: 'Dobara try karo; archive phir se aayega.' },
    exitCode: 1,
    cause,
  });
}
