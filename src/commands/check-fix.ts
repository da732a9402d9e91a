/** `check --fix OUT`: writes a repaired copy and an audit of every change; the file itself is never touched. */
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../base/error.js';
import { sha256File, writeAtomic } from '../base/files.js';
import { loadRows } from '../data/load.js';
import { formatOfName } from '../data/readers/sniff.js';
import { applyRepairs, proposeRepairs } from '../data/repairs/index.js';
import type { RepairAudit } from '../data/repairs/types.js';
import type { CheckContext, Detection } from '../data/types.js';
import { rowsToText, type WritableFormat } from '../data/write-rows.js';

export interface FixRequest {
  file: string;
  out: string;
  detection: Detection;
  maxLength: number;
  encode: CheckContext['encode'];
}

export interface Fixed {
  out: string;
  audit: string;
  rowsBefore: number;
  rowsAfter: number;
  repairs: RepairAudit['repairs'];
}

/** All necessary and recommended repairs. Throws a `Problem`: same-file, output-exists, unsupported-output, folder-not-found. */
export async function fixFile({ file, out, detection, maxLength, encode }: FixRequest): Promise<Fixed> {
  const format = outputFormat(out, detection);
  const audit = `${out}.audit.json`;
  for (const target of [out, audit]) await refuseSource(file, target);
  await refuseForeign(out, audit);
  const { task, columns, shape } = detection;
  const { rows } = await loadRows(file, { task, columns });
  const context = { task, shape, columns, maxLength, encode };
  const repairs = proposeRepairs(rows, context);
  const repaired = applyRepairs(rows, repairs, context);
  const text = rowsToText(repaired.rows, format);
  await writeAtomic(out, text);
  const source = { path: resolve(file), sha256: await sha256File(file) };
  const result = { path: resolve(out), sha256: await sha256File(out) };
  await writeAtomic(audit, `${JSON.stringify({ source, result, ...repaired.audit }, null, 2)}\n`);
  return {
    out,
    audit,
    rowsBefore: repaired.audit.rowsBefore,
    rowsAfter: repaired.audit.rowsAfter,
    repairs: repaired.audit.repairs,
  };
}

/** The name of OUT decides; without a known ending, the format of the file. */
function outputFormat(out: string, detection: Detection): WritableFormat {
  const format = formatOfName(out) ?? (detection.format === 'parquet' ? 'jsonl' : detection.format);
  if (format !== 'parquet' && !out.toLowerCase().endsWith('.gz')) return format;
  throw new Problem({
    code: 'unsupported-output',
    message: {
      en: 'The repaired copy cannot be written as Parquet or .gz.',
      hi: 'Theek ki hui copy Parquet ya .gz mein nahi likhi ja sakti.',
    },
    where: out,
    next: {
      en: 'Give a name that ends in .jsonl, .json, .csv or .tsv.',
      hi: 'Aisa naam dein jo .jsonl, .json, .csv ya .tsv par khatam ho.',
    },
  });
}

/** Links are followed: neither another path to the file nor a hard link to it is written. */
async function refuseSource(file: string, target: string): Promise<void> {
  const existing = await stat(target).catch(() => null);
  const source = await stat(file);
  const sameInode = existing !== null && existing.ino === source.ino && existing.dev === source.dev && source.ino !== 0;
  if (!sameInode && (await realTarget(target)) !== (await realpath(file))) return;
  throw new Problem({
    code: 'same-file',
    message: {
      en: 'The repaired copy would overwrite the file itself.',
      hi: 'Theek ki hui copy asli file ko hi mita degi.',
    },
    where: target,
    next: { en: 'Give another name after --fix.', hi: '--fix ke baad koi aur naam dein.' },
  });
}

async function realTarget(target: string): Promise<string> {
  try {
    return await realpath(target);
  } catch {
    const folder = await realpath(dirname(resolve(target))).catch(() => {
      throw new Problem({
        code: 'folder-not-found',
        message: {
          en: 'The folder for the repaired copy does not exist.',
          hi: 'Copy ke liye diya gaya folder nahi hai.',
        },
        where: dirname(resolve(target)),
        next: { en: 'Create it first, or give another path.', hi: 'Pehle use banayein, ya koi aur path dein.' },
      });
    });
    return join(folder, basename(target));
  }
}

/** A file that did not come from an earlier `--fix` (no audit beside it) is somebody's work. */
async function refuseForeign(out: string, audit: string): Promise<void> {
  const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;
  if (!(await exists(out)) || (await exists(audit))) return;
  throw new Problem({
    code: 'output-exists',
    message: { en: 'There is already a file of that name.', hi: 'Is naam ki file pehle se hai.' },
    where: out,
    next: {
      en: 'Give another name after --fix, or remove that file.',
      hi: '--fix ke baad koi aur naam dein, ya us file ko hatayein.',
    },
  });
}
