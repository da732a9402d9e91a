/** `vishesh jobs list | show | resume | pause | cancel | remove`: past and running jobs. */
import type { Lang } from '../base/localized.js';
import { listDeployments, removeDeployment } from '../deploy/registry.js';
import { serverStatus } from '../deploy/server-process.js';
import { dictionary } from '../i18n/index.js';
import { formatNumber, formatSeconds } from '../i18n/units.js';
import { cancelJob, pauseJob } from '../jobs/control.js';
import { type JobSummary, listJobs, removeJob } from '../jobs/folder.js';
import { type JobResult, readResult } from '../jobs/result.js';
import { resumeJob } from '../jobs/start.js';
import type { JobProgress } from '../jobs/status.js';
import { watchJob } from '../jobs/watch.js';
import { interruptible, jobLeft } from './interrupt.js';
import type { CommandIo } from './io.js';
import { jobErrorJson, keptCheckJson } from './json.js';
import { neededId } from './needed-id.js';

export interface JobsArgs {
  action: 'list' | 'show' | 'resume' | 'cancel' | 'pause' | 'remove';
  id?: string;
  /** Stream the job's events as JSON lines before the result. */
  events?: boolean;
}

type JobsIo = Pick<CommandIo, 'json' | 'lang' | 'home' | 'out' | 'progress'>;

/** Exit code 0, or 1 when a resumed job did not succeed. Expected failures are thrown as `Problem`. */
export async function jobsCommand(args: JobsArgs, io: JobsIo): Promise<number> {
  if (args.action === 'list') return list(io);
  const jobId = neededId(args, 'jobs', { en: 'the id of a job', hi: 'job ki id' });
  switch (args.action) {
    case 'show':
      return show(jobId, io);
    case 'resume':
      return interruptible(
        io,
        (own) => resume(jobId, args.events ?? false, own),
        () => jobLeft(jobId, true),
      );
    case 'pause':
      return ended(jobId, await pauseJob(io.home, jobId), io);
    case 'cancel':
      return ended(jobId, await cancelJob(io.home, jobId), io);
    case 'remove':
      return remove(jobId, io);
  }
}

async function list({ home, json, lang, out, progress }: JobsIo): Promise<number> {
  const { jobs, corrupt } = await listJobs(home);
  const damaged = corrupt.map(({ jobId, problem }) => ({ jobId, error: problem.toJSON(lang) }));
  if (json) {
    out(JSON.stringify({ jobs, ...(damaged.length > 0 ? { corrupt: damaged } : {}) }));
    return 0;
  }
  if (jobs.length === 0) out({ en: 'There are no jobs yet.', hi: 'Abhi tak koi job nahi hai.' }[lang]);
  for (const line of table(jobs, lang)) out(line);
  for (const { error } of damaged) progress(`! ${error.message}\n  ${error.next}\n`);
  return 0;
}

/** One line a job, in columns. */
function table(jobs: readonly JobSummary[], lang: Lang): string[] {
  const { statuses } = dictionary(lang).commands.job;
  const said = jobs.map(({ status }) => statuses[status] ?? status);
  const widest = Math.max(11, ...said.map((status) => status.length));
  return jobs.map(({ jobId, step, steps, method, task, base }, i) =>
    [jobId, said[i]?.padEnd(widest), `${step}/${steps}`.padStart(11), method.padEnd(7), task, base].join('  '),
  );
}

/** A job takes the model that it trained with it, so that nobody is sent to a model that is not there. */
async function remove(jobId: string, io: JobsIo): Promise<number> {
  const deployed = await deploymentOf(io.home, jobId);
  await removeJob(io.home, jobId);
  if (deployed !== null) {
    await removeDeployment(io.home, deployed.modelId);
    const { modelId } = deployed;
    const said = { en: `The model ${modelId} went with it.`, hi: `Model ${modelId} bhi iske saath hat gaya.` };
    io.progress(`${said[io.lang]}\n`);
  }
  return ended(jobId, 'removed', io);
}

async function show(jobId: string, io: JobsIo): Promise<number> {
  const result = await readResult(io.home, jobId);
  await tell(result, io);
  return 0;
}

async function tell(result: JobResult, io: JobsIo): Promise<void> {
  const { jobId } = result.report;
  io.out(io.json ? JSON.stringify(resultJson(result, io, await deploymentOf(io.home, jobId))) : resultText(result, io));
}

type DeploymentJson = { modelId: string; path: string; endpoint: string | null; status: 'serving' | 'registered' };

/** Where the job's model is served, if it was deployed. */
async function deploymentOf(home: string, jobId: string): Promise<DeploymentJson | null> {
  const { deployments } = await listDeployments(home);
  const found = deployments.find((deployment) => deployment.jobId === jobId);
  if (found === undefined) return null;
  const endpoint = (await serverStatus(home))?.endpoint ?? null;
  const { modelId, path } = found;
  return { modelId, path, endpoint, status: endpoint === null ? 'registered' : 'serving' };
}

/** Starts the runner again and follows it to its end. Interrupting the command does not stop the job. */
async function resume(jobId: string, events: boolean, io: JobsIo): Promise<number> {
  await resumeJob(io.home, jobId);
  let last = '';
  for await (const { progress, events: fresh } of watchJob(io.home, jobId)) {
    if (events) for (const event of fresh) io.out(JSON.stringify({ event: event.type, ...event }));
    const text = stageText(progress, io.lang);
    if (text !== last) io.progress(`${text}\n`);
    last = text;
  }
  const result = await readResult(io.home, jobId);
  await tell(result, io);
  return result.report.status === 'succeeded' ? 0 : 1;
}

/** One line per stage and per tenth of the training. */
function stageText({ jobId, stage, step, steps }: JobProgress, lang: Lang): string {
  const said = dictionary(lang).commands.job.stages[stage] ?? stage;
  const tenth = steps > 0 ? Math.floor((10 * step) / steps) : 0;
  return stage === 'train' && tenth > 0 ? `${jobId}: ${said} ${tenth * 10}%` : `${jobId}: ${said}`;
}

/** The object of `run --json` (CONTRACT), with progress and error of a job that has no report. */
export function resultJson(
  { report, progress }: JobResult,
  { lang }: Pick<CommandIo, 'lang'>,
  deployment: DeploymentJson | null = null,
): Record<string, unknown> {
  const { step, steps, loss, validationLoss, etaSeconds, elapsedSeconds } = progress;
  const evaluation = report.evaluation && { ...report.evaluation, reason: report.evaluation.reason[lang] };
  return {
    ...report,
    validation: keptCheckJson(report.validation, lang),
    evaluation,
    deployment,
    progress: { step, steps, loss, validationLoss, etaSeconds, elapsedSeconds },
    warnings: progress.warnings.map((warning) => warning[lang]),
    ...(progress.error ? { error: jobErrorJson(progress.error, lang) } : {}),
  };
}

function resultText({ report, progress }: JobResult, { lang }: Pick<CommandIo, 'lang'>): string {
  const { training, evaluation } = report;
  const { job, result } = dictionary(lang).commands;
  const lines = [
    `${report.jobId}  ${job.statuses[report.status] ?? report.status}  ${job.what(report.method, report.base, report.task)}`,
    `step ${progress.step}/${progress.steps}, ${formatSeconds(progress.elapsedSeconds)}`,
  ];
  if (progress.loss !== null) lines.push(`loss ${formatNumber(progress.loss)}`);
  if (progress.validationLoss !== null) lines.push(`validation loss ${formatNumber(progress.validationLoss)}`);
  if (training !== null) lines.push(`${formatNumber(training.tokensPerSecond)} tokens/s`);
  if (evaluation !== null)
    lines.push(
      `${result.verdict}: ${job.verdicts[evaluation.verdict] ?? evaluation.verdict}. ${evaluation.reason[lang]}`,
    );
  for (const warning of progress.warnings) lines.push(`! ${warning[lang]}`);
  if (progress.error !== null) {
    const { message, next } = jobErrorJson(progress.error, lang);
    lines.push(`${message}\n  ${next}`);
  }
  return lines.join('\n');
}

function ended(jobId: string, status: string, { json, lang, out }: JobsIo): number {
  const said = dictionary(lang).commands.job.statuses[status] ?? status;
  out(json ? JSON.stringify({ jobId, status }) : `${jobId}: ${said}`);
  return 0;
}
