/** The repairs of step 2 carried out: proposed from the whole file, written to a new one beside it. Touches the disk. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadRows } from '../data/load.js';
import { applyRepairs, proposeRepairs } from '../data/repairs/index.js';
import type { RepairContext } from '../data/repairs/types.js';
import { writeRepaired } from '../data/repairs/write.js';
import type { Repair, Row } from '../data/types.js';
import type { Choices, PreparedData } from './types.js';

export async function proposeFor(choices: Choices, prepared: PreparedData): Promise<Repair[]> {
  const { rows, context } = await table(choices, prepared);
  return proposeRepairs(rows, context);
}

/** Writes `<name>.repaired.<ext>` (or `-2`, `-3`, …) and its audit; returns the new file's path. */
export async function writeRepairs(
  choices: Choices,
  prepared: PreparedData,
  accepted: readonly Repair[],
): Promise<string> {
  const { rows, sha256, context } = await table(choices, prepared);
  const repaired = applyRepairs(rows, accepted, context);
  const { file } = prepared.source;
  const source = { path: file, format: prepared.report.format, sha256 };
  const written = await writeRepaired(source, freeName(file), repaired);
  return written.path;
}

/** The rows are read again: while a person looks at the findings they would only fill memory. */
async function table(
  choices: Choices,
  prepared: PreparedData,
): Promise<{ rows: Row[]; sha256: string; context: RepairContext }> {
  const { rows, sha256, detection } = await loadRows(prepared.source.file, {
    task: prepared.task,
    ...(choices.columns ? { columns: choices.columns } : {}),
  });
  const maxLength = choices.hyperparameters.maxLength ?? 512;
  const { shape, columns } = detection;
  return { rows, sha256, context: { task: prepared.task, shape, columns, maxLength } };
}

function freeName(file: string): string {
  const name = basename(file).replace(/\.gz$/, '');
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '.jsonl'];
  const kept = extension === '.csv' || extension === '.tsv' ? extension : '.jsonl';
  for (let n = 1; ; n++) {
    const path = join(dirname(file), `${stem}.repaired${n === 1 ? '' : `-${n}`}${kept}`);
    if (!existsSync(path)) return path;
  }
}
