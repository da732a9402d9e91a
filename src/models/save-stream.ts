/** Disk: a downloaded or unpacked stream to a file, counted and hashed on the way, refused unless it is exactly what was expected. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '../base/error.js';

/** A source that sends nothing for this long is given up. */
const STALL_MS = 60_000;

export interface Expected {
  sizeBytes: number;
  sha256: string;
}

export interface SaveOptions {
  signal?: AbortSignal;
  /** Called with the bytes of each piece. */
  onBytes?: (bytes: number) => void;
  stallMs?: number;
}

/** Writes the chunks to `path` and syncs it. Throws a `Problem`: `checksum-mismatch`, `download-stalled`. */
export async function saveStream(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  expected: Expected,
  { signal, onBytes, stallMs = STALL_MS }: SaveOptions = {},
): Promise<void> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  const iterator = chunks[Symbol.asyncIterator]();
  let size = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await withinTime(iterator.next(), stallMs, path, signal);
      if (done) break;
      size += value.length;
      if (size > expected.sizeBytes) throw mismatch(path, `more than the expected ${expected.sizeBytes} bytes`);
      hash.update(value);
      await file.writeFile(value);
      onBytes?.(value.length);
    }
    await file.sync();
  } finally {
    await file.close();
    // Not awaited: a stalled source may never answer.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
  if (size !== expected.sizeBytes) throw mismatch(path, `${size} bytes instead of ${expected.sizeBytes}`);
  const sum = hash.digest('hex');
  if (sum !== expected.sha256) throw mismatch(path, `SHA-256 ${sum} instead of ${expected.sha256}`);
}

async function withinTime<T>(work: Promise<T>, ms: number, path: string, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stalled(path, ms)), ms);
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, giveUp]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}

function mismatch(path: string, found: string): Problem {
  return new Problem({
    code: 'checksum-mismatch',
    message: {
      en: `What arrived is not the file that was asked for: ${found}.`,
      hi: `Jo file aayi woh maangi hui file nahi hai: ${found}.`,
    },
    where: basename(path),
    next: { en: 'Try again later, or on another network.', hi: 'Thodi der baad ya doosre network par try karo.' },
    exitCode: 1,
  });
}

function stalled(path: string, ms: number): Problem {
  return new Problem({
    code: 'download-stalled',
    message: {
      en: `Nothing arrived for ${Math.round(ms / 1000)} seconds.`,
      hi: `${Math.round(ms / 1000)} second tak kuch nahi aaya.`,
    },
    where: basename(path),
    next: { en: 'Check the network, then try again.', hi: 'Network check karo, phir dobara try karo.' },
    exitCode: 1,
  });
}
