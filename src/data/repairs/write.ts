/** Touches the disk: writes a repaired copy of the data and the audit beside it; never the source. */
import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Problem } from '../../base/error.js';
import { writeAtomic } from '../../base/files.js';
import { systemReason } from '../../base/system-reason.js';
import { formatOfName } from '../readers/sniff.js';
import type { FileFormat } from '../types.js';
import type { Repaired } from './apply.js';
import { type OutputFormat, serialise, serialiseAudit } from './serialise.js';

export interface WrittenRepair {
  path: string;
  auditPath: string;
  format: OutputFormat;
  rows: number;
  sha256: string;
}

/** The file that was repaired, with the checksum of the bytes that its rows were read from. */
export interface RepairSource {
  path: string;
  format: FileFormat;
  sha256: string;
}

/**
 * Writes `out` and `out.audit.json`, each whole or not at all, the audit first: there is never a repaired file without its audit.
 * The format follows the name of `out` (.jsonl, .json, .csv, .tsv, each also .gz), else the source (Parquet becomes JSONL).
 * Throws `would-overwrite-source`, `output-exists`, `unreadable-rows-left`, `unsupported-output` and `cannot-write`.
 */
export async function writeRepaired(
  source: RepairSource,
  out: string,
  { rows, audit }: Repaired,
): Promise<WrittenRepair> {
  const auditPath = `${out}.audit.json`;
  const format = outputFormat(out, source.format);
  for (const path of [out, auditPath]) if (await isSameFile(source.path, path)) throw wouldOverwrite(source.path, path);
  if ((await isThere(out)) && !(await isThere(auditPath))) throw outputExists(out);
  const unreadable = rows.find((row) => 'fault' in row);
  if (unreadable) throw unreadableLeft(source.path, unreadable.line);
  const bytes = encode(serialise(rows, format), out);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { changes, ...summary } = audit;
  const head = {
    version: 1,
    source: { path: resolve(source.path), sha256: source.sha256 },
    output: { path: resolve(out), format, rows: rows.length, sha256 },
    ...summary,
  };
  await write(auditPath, concat(serialiseAudit(head, changes)));
  await write(out, bytes);
  return { path: out, auditPath, format, rows: rows.length, sha256 };
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** The same file by name (letter case aside: some disks ignore it), through a symbolic link, or through a hard link. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [nameA, nameB] = await Promise.all([canonical(a), canonical(b)]);
  if (nameA.toLowerCase() === nameB.toLowerCase()) return true;
  const [statA, statB] = await Promise.all([identity(a), identity(b)]);
  return statA !== undefined && statA === statB;
}

/** The path with links resolved; a file that does not exist yet stands in its resolved folder. */
async function canonical(path: string): Promise<string> {
  const full = resolve(path);
  return realpath(full).catch(async () => {
    const folder = await realpath(dirname(full)).catch(() => dirname(full));
    return join(folder, basename(full));
  });
}

async function identity(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}

function outputFormat(out: string, source: FileFormat): OutputFormat {
  const format = formatOfName(out) ?? (source === 'parquet' ? 'jsonl' : source);
  if (format === 'parquet') throw unsupportedOutput(out);
  return format;
}

function encode(pieces: Iterable<string>, out: string): Buffer {
  const bytes = concat(pieces);
  return /\.gz$/i.test(out) ? gzipSync(bytes) : bytes;
}

function concat(pieces: Iterable<string>): Buffer {
  return Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece, 'utf8')));
}

async function write(path: string, data: Buffer): Promise<void> {
  try {
    await writeAtomic(path, data);
  } catch (cause) {
    const reason = systemReason(cause);
    throw new Problem({
      code: 'cannot-write',
      message: {
        en: `The repaired copy could not be written: ${reason.en}`,
        hi: `Repaired copy likhi nahi ja saki: ${reason.hi}`,
      },
      where: path,
      next: {
        en: 'Name a file in a folder that exists and that you may write to.',
        hi: 'Aisi file ka naam do jiska folder maujood ho aur jismein aap likh sakein.',
      },
      cause,
    });
  }
}

function wouldOverwrite(source: string, path: string): Problem {
  return new Problem({
    code: 'would-overwrite-source',
    message: {
      en: `${path} is the source file itself; repairs never change it.`,
      hi: `${path} source file hi hai; repair use kabhi nahi badalta.`,
    },
    where: source,
    next: { en: 'Name another file for the repaired copy.', hi: 'Repaired copy ke liye koi aur file naam do.' },
  });
}

/** A file that did not come from an earlier repair (no audit beside it) is somebody's work. */
function outputExists(out: string): Problem {
  return new Problem({
    code: 'output-exists',
    message: { en: 'There is already a file of that name.', hi: 'Is naam ki file pehle se hai.' },
    where: out,
    next: {
      en: 'Name another file for the repaired copy, or remove that one.',
      hi: 'Repaired copy ke liye koi aur naam do, ya us file ko hatao.',
    },
  });
}

function unsupportedOutput(out: string): Problem {
  return new Problem({
    code: 'unsupported-output',
    message: {
      en: 'The repaired copy cannot be written as Parquet.',
      hi: 'Repaired copy Parquet mein nahi likhi ja sakti.',
    },
    where: out,
    next: {
      en: 'Give a name that ends in .jsonl, .json, .csv or .tsv.',
      hi: 'Aisa naam do jo .jsonl, .json, .csv ya .tsv par khatam ho.',
    },
  });
}

function unreadableLeft(source: string, line: number): Problem {
  return new Problem({
    code: 'unreadable-rows-left',
    message: {
      en: `Line ${line} could not be read and so cannot be written to the repaired copy.`,
      hi: `Line ${line} padhi nahi ja saki, isliye repaired copy mein likhi bhi nahi ja sakti.`,
    },
    where: `${source}:${line}`,
    next: {
      en: 'Accept the repair remove-unreadable, or mend the line in the source by hand.',
      hi: 'remove-unreadable repair accept karo, ya source mein woh line haath se theek karo.',
    },
  });
}
