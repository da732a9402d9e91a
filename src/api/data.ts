/** A data file in the reader's hands: its rows, what is wrong with them, and parts of them to train and to test on. Touches the disk. */
import { join } from 'node:path';
import { say } from '../base/localized.js';
import { checkFile } from '../data/check-file.js';
import { allChecks } from '../data/checks/index.js';
import { loadExamples } from '../data/load.js';
import { splitExamples } from '../data/split.js';
import type { Columns, DataStats, Severity, Task } from '../data/types.js';
import { packageRoot } from '../models/package-root.js';
import { NOTES_DEFAULTS } from '../plan/hyperparameters.js';
import { requireKnownTaskIfAny } from './known-task.js';
import type { Row } from './model.js';

export interface DataRow extends Row {
  /** In the user's file. */
  line: number;
}

export interface DataFile {
  file: string;
  task: Task;
  columns: Columns;
  rows: DataRow[];
  /** Of a classification, sorted. */
  labels: string[];
}

export interface DataCheck {
  isValid: boolean;
  task: Task;
  rows: number;
  findings: { code: string; severity: Severity; rows: number[]; count: number; message: string; remedy: string }[];
  stats: DataStats;
}

/** The path of a file that came with the program: `support-tickets.csv`, or `broken/label-spelling.csv`. */
export const sampleFile = (name: string): string => join(packageRoot(), 'datasets', name);

/** Reads a file of any accepted format; rows that give no example are left out (`checkData` names them). Rejects with a `Problem`. */
export async function readRows(file: string, task?: Task): Promise<DataFile> {
  requireKnownTaskIfAny(task);
  const { detection, examples } = await loadExamples(file, task === undefined ? {} : { task });
  const rows = examples.map(({ line, input, output }) => ({ line, input, output }));
  const labels = detection.task === 'classification' ? [...new Set(rows.map((row) => row.output.trim()))].sort() : [];
  return { file, task: detection.task, columns: detection.columns, rows, labels };
}

/** All checks of step 2, but for those that need a model's tokens. Rejects with a `Problem`. */
export async function checkData(file: string, task?: Task): Promise<DataCheck> {
  requireKnownTaskIfAny(task);
  const report = await checkFile(file, {
    maxLength: NOTES_DEFAULTS.maxLength,
    seed: 42,
    checks: allChecks,
    ...(task === undefined ? {} : { task }),
  });
  const findings = report.findings.map(({ message, remedy, ...finding }) => ({
    ...finding,
    message: say(message, 'en'),
    remedy: say(remedy, 'en'),
  }));
  return { isValid: report.isValid, task: report.task, rows: report.rows, findings, stats: report.stats };
}

/** The product's own split, 80/10/10: seeded, by label, duplicates on one side. */
export function splitRows<R extends Row>(rows: readonly R[], options: { seed?: number; task?: Task } = {}) {
  const examples = rows.map(({ input, output }, line) => ({ line, input, output }));
  const { train, validation, test } = splitExamples(examples, {
    seed: options.seed ?? 42,
    task: options.task ?? 'generation',
  });
  const pick = (part: readonly { line: number }[]): R[] => part.flatMap(({ line }) => rows[line] ?? []);
  return { train: pick(train), validation: pick(validation), test: pick(test) };
}
