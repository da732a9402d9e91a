/** What a finished job gave, as a comparison shows it. Touches the disk. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metrics } from '../../evaluate/types.js';
import { readEvents } from '../../jobs/event-log.js';
import { jobPaths } from '../../jobs/folder.js';
import { readReport } from '../../jobs/report.js';
import { foldEvents, jobProgress } from '../../jobs/status.js';
import type { MethodResult } from './schema.js';

export interface JobResult {
  result: MethodResult;
  baseMetrics: Metrics;
}

/** Null when the job has no report, or no held-out row to score. */
export async function readJobResult(home: string, jobId: string): Promise<JobResult | null> {
  const report = await readReport(home, jobId);
  if (!report?.training || !report.evaluation) return null;
  const { training, evaluation } = report;
  const { folder, model } = jobPaths(home, jobId);
  const { events } = await readEvents(folder);
  // The report's peak may be the evaluation's; that of the training alone was told when it ended.
  const trained = events.findLast((event) => event.type === 'trained');
  const { baseLoss, tunedLoss } = evaluation.retention;
  return {
    baseMetrics: evaluation.base,
    result: {
      metrics: evaluation.tuned,
      retention: { before: baseLoss, after: tunedLoss, change: tunedLoss - baseLoss },
      verdict: evaluation.verdict,
      steps: training.steps,
      trainTokens: training.trainTokens,
      supervisedTokens: training.supervisedTokens,
      seconds: training.seconds,
      jobSeconds: jobProgress(jobId, foldEvents(events), false).elapsedSeconds,
      peakRssBytes: trained?.peakRssBytes ?? training.peakRssBytes,
      trainableParameters: training.trainableParameters,
      totalParameters: training.totalParameters,
      artefactBytes: await folderBytes(model),
    },
  };
}

/** Bytes of all files below a folder; none for a folder that is not there. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
