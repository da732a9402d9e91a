/** Touches the disk: what a job that the learner names really was, for part 5. */
import { Problem } from '../../base/error.js';
import type { Task } from '../../data/types.js';
import type { RowResult } from '../../evaluate/types.js';
import { readExamples, readProgress, readSpec } from '../../jobs/folder.js';
import { readRowResults } from '../../jobs/row-results.js';
import type { Hyperparameters, Method } from '../../plan/types.js';
import { readJobResult } from '../../workflow/compare/job-result.js';
import type { MethodResult } from '../../workflow/compare/schema.js';

export interface FinishedRun {
  kind: 'finished';
  jobId: string;
  method: Method;
  task: Task;
  base: string;
  baseFingerprint: string;
  hyperparameters: Hyperparameters;
  /** Of the bytes of the file that it was trained on. */
  sha256: string;
  /** All of its rows, as `input<tab>output`, sorted. */
  rows: string[];
  result: MethodResult;
  /** What the tuned model did with each held-out row. */
  heldOut: RowResult[];
}

export type Run =
  | FinishedRun
  | { kind: 'not-named' }
  | { kind: 'unknown'; jobId: string }
  | { kind: 'unfinished'; jobId: string; status: string };

/** Never throws for what a learner may have written or broken. */
export async function readRun(home: string, jobId: string): Promise<Run> {
  if (jobId === '') return { kind: 'not-named' };
  try {
    const spec = await readSpec(home, jobId);
    const { status } = await readProgress(home, jobId);
    const found = status === 'succeeded' ? await readJobResult(home, jobId) : null;
    const rows = found === null ? null : await readRowResults(home, jobId);
    if (found === null || rows === null) return { kind: 'unfinished', jobId, status };
    const parts = await Promise.all(
      (['train', 'validation', 'test'] as const).map((part) => readExamples(home, jobId, part)),
    );
    const { method, task, base, hyperparameters, source } = spec;
    return {
      kind: 'finished',
      jobId,
      method,
      task,
      base: base.id,
      baseFingerprint: base.fingerprint,
      hyperparameters,
      sha256: source.sha256,
      rows: rowKeys(parts.flat()),
      result: found.result,
      heldOut: rows.tuned,
    };
  } catch (error) {
    if (error instanceof Problem || isMissing(error)) return { kind: 'unknown', jobId: jobId.slice(0, 40) };
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Rows as sorted texts, so that two sets of them can be compared. */
export const rowKeys = (rows: readonly { input: string; output: string }[]): string[] =>
  rows.map(({ input, output }) => `${input}\t${output}`).sort();
