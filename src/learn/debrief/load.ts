/** Disk: the questions about a job, from what its folder holds. */
import { Problem } from '../../base/error.js';
import { eachEvents } from '../../jobs/event-log.js';
import { jobPaths, listJobs } from '../../jobs/folder.js';
import { readResult } from '../../jobs/result.js';
import { readJobRows } from '../../workflow/job-rows.js';
import { debriefOf } from './choose.js';
import type { Debrief, DebriefFacts } from './types.js';

/** `Problem` unknown-job or corrupt-file, or no-debrief when the job has no figures to ask about. */
export async function loadDebrief(home: string, jobId: string): Promise<Debrief> {
  const { report, progress } = await readResult(home, jobId);
  const { training, status } = report;
  if (training === null) throw noDebrief(jobId, status);
  const facts: DebriefFacts = {
    report: { ...report, training },
    train: progress.trainLosses,
    validation: progress.validationLosses,
    plannedSteps: progress.steps,
    endedBy: await endOf(home, jobId),
    rows: await readJobRows(home, jobId),
  };
  const debrief = debriefOf(facts);
  if (debrief.questions.length === 0) throw noDebrief(jobId, status);
  return debrief;
}

/** Why the training ended, as the log says. */
async function endOf(home: string, jobId: string): Promise<DebriefFacts['endedBy']> {
  let reason: DebriefFacts['endedBy'] = null;
  await eachEvents(jobPaths(home, jobId).folder, (events) => {
    for (const event of events) if (event.type === 'trained') reason = event.reason;
  });
  return reason;
}

/** The newest job that succeeded, or null. */
export async function lastFinishedJob(home: string): Promise<string | null> {
  const { jobs } = await listJobs(home);
  return jobs.filter(({ status }) => status === 'succeeded').at(-1)?.jobId ?? null;
}

function noDebrief(jobId: string, status: string): Problem {
  return new Problem({
    code: 'no-debrief',
    message: {
      en: `Job ${jobId} has no result to ask about (${status}).`,
      hi: `Job ${jobId} ka koi result nahi jis par sawaal pooche jayein (${status}).`,
    },
    where: jobId,
    next: {
      en: `Let it finish: vishesh jobs resume ${jobId}. See all jobs: vishesh jobs list`,
      hi: `Use poora hone do: vishesh jobs resume ${jobId}. Saare jobs: vishesh jobs list`,
    },
    exitCode: 1,
  });
}
