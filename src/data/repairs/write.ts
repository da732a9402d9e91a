/** Touches the disk: writes a repaired copy of the data and the audit beside it; never the source. */
import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Problem } from '../../base/error.js';
import { sha256File, writeAtomic } from '../../base/files.js';
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

/**
 * Writes `out` and `out.audit.json`, each whole or not at all, the audit first: there is never a repaired file without its audit.
 * The format follows the name of `out` (.jsonl, .csv, .tsv, each also .gz), else the source (CSV and TSV stay, others become JSONL).
 * Throws `would-overwrite-source`, `unreadable-rows-left` and `cannot-write`.
 */
export async function writeRepaired(
  source: { path: string; format: FileFormat },
  out: string,
  { rows, audit }: Repaired,
): Promise<WrittenRepair> {
  const auditPath = `${out}.audit.json`;
  for (const path of [out, auditPath]) if (await isSameFile(source.path, path)) throw wouldOverwrite(source.path, path);
  const unreadable = rows.find((row) => 'fault' in row);
  if (unreadable) throw unreadableLeft(source.path, unreadable.line);
  const format = outputFormat(out, source.format);
  const bytes = encode(serialise(rows, format), out);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { changes, ...summary } = audit;
  const head = {
    version: 1,
    source: { path: source.path, sha256: await sha256File(source.path) },
    output: { path: out, format, rows: rows.length, sha256 },
    ...summary,
  };
  await write(auditPath, concat(serialiseAudit(head, changes)));
  await write(out, bytes);
  return { path: out, auditPath, format, rows: rows.length, sha256 };
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
  const extension = /\.(jsonl|ndjson|csv|tsv)(?:\.gz)?$/i.exec(out)?.[1]?.toLowerCase();
  if (extension === 'csv' || extension === 'tsv') return extension;
  if (extension !== undefined) return 'jsonl';
  return source === 'csv' || source === 'tsv' ? source : 'jsonl';
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
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem({
      code: 'cannot-write',
      message: {
        en: `The repaired copy could not be written: ${reason}`,
        hi: `Repaired copy likhi nahi ja saki: ${reason}`,
      },
      where: path,
      next: {
        en: 'Name a file in a folder that exists and that you may write to.',
        hi: 'Aisi file ka naam dijiye jiska folder maujood ho aur jismein aap likh sakein.',
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
    next: { en: 'Name another file for the repaired copy.', hi: 'Repaired copy ke liye koi aur file naam dijiye.' },
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
      hi: 'remove-unreadable repair accept kijiye, ya source mein woh line haath se theek kijiye.',
    },
  });
}
