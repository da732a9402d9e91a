/** `vishesh run FILE`: all eight steps without a question, on the same state machine as the app. */
import { dictionary } from '../i18n/index.js';
import { formatBytes, formatNumber, formatSeconds } from '../i18n/units.js';
import { limitsOf } from '../models/limits.js';
import type { Driver } from '../workflow/drive.js';
import type { WorkflowState } from '../workflow/machine.js';
import { modelIdFor } from '../workflow/start-job.js';
import type { PlanFlags } from './choices.js';
import { interruptible } from './interrupt.js';
import { invalidData } from './invalid-data.js';
import type { CommandIo } from './io.js';
import { checkJson, evaluationJson, jobErrorJson } from './json.js';
import { planText } from './plan.js';
import { reportProgress } from './report-progress.js';
import { leave, openDriver, settled } from './start-workflow.js';

export interface RunFlags extends PlanFlags {
  name?: string;
  deploy?: boolean;
  measure?: boolean;
  strict?: boolean;
  events?: boolean;
}

export function runCommand(flags: RunFlags, io: CommandIo): Promise<number> {
  const driver = openDriver(
    flags,
    { deploy: flags.deploy ?? true, ...(flags.name ? { modelId: flags.name } : {}) },
    io,
  );
  return interruptible(
    io,
    (own) => runWith(driver, flags, own),
    () => leave(driver),
  );
}

async function runWith(driver: Driver, flags: RunFlags, io: CommandIo): Promise<number> {
  if (flags.name !== undefined) await modelIdFor(flags.name, '', io.home);
  driver.dispatch({ type: 'choose-file', file: flags.file, keepCorrections: true });
  const checked = await settled(driver);
  if (!checked.prepared?.report.isValid || (flags.strict && hasWarnings(checked))) return invalidData(checked, io);
  printWarnings(checked, io);
  driver.dispatch({ type: 'accept-data' });
  await settled(driver);
  if (flags.measure ?? true) {
    driver.dispatch({ type: 'measure' });
    await settled(driver);
  }
  if (driver.state.planned) io.progress(`${planText(driver.state.planned.plan, io)}\n`);
  const stopReporting = reportProgress(driver, io, flags.events ?? false);
  driver.dispatch({ type: 'start' });
  await settled(driver);
  stopReporting();
  if (driver.state.outcome?.status === 'succeeded' && (flags.deploy ?? true)) {
    driver.dispatch({ type: 'accept-evaluation' });
    // A model that cannot be served is trained all the same: its figures are told beside the problem.
    await driver.until((now) => now.busy === null);
  }
  const { state } = driver;
  driver.close();
  io.out(io.json ? JSON.stringify(runJson(state, io)) : runText(state, io));
  if (!io.json && state.outcome?.status === 'succeeded' && state.progress)
    io.progress(debriefHint(state.progress.jobId, io));
  return state.outcome?.status === 'succeeded' && state.problem === null ? 0 : 1;
}

const debriefHint = (jobId: string, { lang }: CommandIo): string =>
  `${{ en: 'Three questions about these numbers', hi: 'In numbers par teen sawaal' }[lang]}: vishesh learn debrief ${jobId}\n`;

function hasWarnings(state: WorkflowState): boolean {
  return state.prepared?.report.findings.some((finding) => finding.severity === 'warning') ?? false;
}

/** What the check warns of, with the remedy, on stderr. */
export function printWarnings(state: Pick<WorkflowState, 'prepared'>, io: Pick<CommandIo, 'lang' | 'progress'>): void {
  for (const finding of state.prepared?.report.findings ?? []) {
    if (finding.severity === 'warning')
      io.progress(`! ${finding.code}: ${finding.message[io.lang]}\n  ${finding.remedy[io.lang]}\n`);
  }
}

/** The object of `run --json` (CONTRACT). */
export function runJson(state: WorkflowState, io: Pick<CommandIo, 'lang'>): Record<string, unknown> {
  const { prepared, planned, outcome, deployed, progress } = state;
  return {
    jobId: progress?.jobId ?? null,
    status: outcome?.status ?? progress?.status ?? 'failed',
    base: state.choices.base,
    ...(prepared?.adapter ? { adapter: { path: prepared.adapter.path, sha256: prepared.adapter.sha256 } } : {}),
    task: prepared?.task ?? null,
    method: planned?.plan.method ?? null,
    data: prepared && {
      train: prepared.split.train.length,
      validation: prepared.split.validation.length,
      test: prepared.split.test.length,
    },
    validation: prepared && checkJson(prepared.report, io.lang),
    hyperparameters: planned?.plan.hyperparameters ?? null,
    training: outcome?.training ?? null,
    evaluation: outcome?.evaluation ? evaluationJson(outcome.evaluation, io.lang) : null,
    deployment: deployed && {
      modelId: deployed.modelId,
      path: deployed.path,
      endpoint: deployed.endpoint,
      status: deployed.status,
    },
    ...errorJson(state, io.lang),
  };
}

interface ErrorJson {
  code: string;
  message: string;
  where: string | null;
  next: string;
}

/** Why the job failed, or what came after it. */
function errorJson({ progress, problem }: WorkflowState, lang: CommandIo['lang']): { error?: ErrorJson } {
  if (progress?.error) return { error: jobErrorJson(progress.error, lang) };
  if (problem === null) return {};
  const { code, message, where, next } = problem;
  return { error: { code, message: message[lang], where, next: next[lang] } };
}

function runText(state: WorkflowState, io: CommandIo): string {
  const { outcome, deployed, progress } = state;
  const { job, result } = dictionary(io.lang).commands;
  const status = outcome?.status ?? progress?.status ?? 'failed';
  const lines = [`${progress?.jobId ?? ''}: ${job.statuses[status] ?? status}`];
  const { error } = errorJson(state, io.lang);
  if (error) lines.push(`${error.message}\n  ${error.next}`);
  if (outcome?.training) lines.push(trainingText(outcome.training, io));
  if (outcome?.evaluation) lines.push(evaluationText(outcome.evaluation, io));
  const limits = limitsOf(state.choices.base);
  if (limits) lines.push(limits[io.lang]);
  if (deployed) {
    const at = deployed.endpoint ?? job.statuses[deployed.status] ?? deployed.status;
    lines.push(`${result.model} ${deployed.modelId}: ${at}`, deployed.curl);
  }
  return lines.join('\n');
}

type Training = NonNullable<NonNullable<WorkflowState['outcome']>['training']>;

function trainingText(training: Training, { lang }: Pick<CommandIo, 'lang'>): string {
  const estimated = training.estimatedSeconds === null ? '–' : formatSeconds(training.estimatedSeconds);
  const { result } = dictionary(lang).commands;
  const trained = result.trained(training.steps, formatSeconds(training.seconds), estimated);
  return `${trained}, ${formatBytes(training.peakRssBytes)}, loss ${formatNumber(training.firstLoss)} -> ${formatNumber(training.lastLoss)}`;
}

type Evaluated = NonNullable<NonNullable<WorkflowState['outcome']>['evaluation']>;

/** Base against tuned, a line for each score. */
export function evaluationText(evaluation: Evaluated, { lang }: Pick<CommandIo, 'lang'>): string {
  const { job, result } = dictionary(lang).commands;
  const lines = [
    `${result.metric.padEnd(14)}${result.base.padStart(10)}${result.tuned.padStart(10)}  ${result.interval}`,
  ];
  for (const [name, base] of Object.entries(evaluation.base)) {
    const tuned = Object.entries(evaluation.tuned).find(([key]) => key === name)?.[1];
    if (!tuned || !('value' in tuned) || !('value' in base)) continue;
    lines.push(
      `${name.padEnd(14)}${formatNumber(base.value).padStart(10)}${formatNumber(tuned.value).padStart(10)}  ${result.range(formatNumber(tuned.low), formatNumber(tuned.high))}`,
    );
  }
  const { baseLoss, tunedLoss } = evaluation.retention;
  lines.push(
    `${result.general} ${formatNumber(baseLoss)} -> ${formatNumber(tunedLoss)}`,
    `${result.verdict}: ${job.verdicts[evaluation.verdict] ?? evaluation.verdict}. ${evaluation.reason[lang]}`,
  );
  return lines.join('\n');
}
