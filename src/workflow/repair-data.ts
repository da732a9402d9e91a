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
  const { rows, context } = await table(choices, prepared);
  const repaired = applyRepairs(rows, accepted, context);
  const { file } = prepared.source;
  const written = await writeRepaired({ path: file, format: prepared.report.format }, freeName(file), repaired);
  return written.path;
}

async function table(choices: Choices, prepared: PreparedData): Promise<{ rows: Row[]; context: RepairContext }> {
  const { rows, detection } = await loadRows(prepared.source.file, {
    task: prepared.task,
    ...(choices.columns ? { columns: choices.columns } : {}),
  });
  const maxLength = choices.hyperparameters.maxLength ?? 512;
  return { rows, context: { task: prepared.task, shape: detection.shape, columns: detection.columns, maxLength } };
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
