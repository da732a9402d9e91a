/** The result of a job whatever its status: its report when it has one, else what is known. */
import { readProgress, readSpec } from './folder.js';
import { type JobReport, readReport, reportOf } from './report.js';
import type { JobProgress } from './status.js';

export interface JobResult {
  report: JobReport;
  progress: JobProgress;
}

/** `Problem` unknown-job or corrupt-file when there is no such job or its folder is damaged. */
export async function readResult(home: string, jobId: string): Promise<JobResult> {
  const spec = await readSpec(home, jobId);
  const progress = await readProgress(home, jobId);
  const finished = progress.status === 'succeeded' ? await readReport(home, jobId) : null;
  const report = finished ?? reportOf(spec, { status: progress.status, training: null, evaluation: null });
  return { report, progress };
}
