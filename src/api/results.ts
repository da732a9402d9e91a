/** The state in which a run ended, in the shapes of the notes. */
import { Problem } from '../base/error.js';
import { formatCompletion, formatPrompt } from '../data/templates.js';
import type { CheckReport } from '../data/types.js';
import { saySeconds } from '../plan/say-numbers.js';
import { FINE_TUNING_CONFIGS } from './fine-tuning-configs.js';
import type { RunOutcome } from './run-steps.js';
import type { EvaluationResult, PreparedRow, TrainingResult, WorkflowResults } from './types.js';

/** Throws `Problem` `job-failed` when the job did not succeed: a failed run has no results to show. */
export function collectResults(run: RunOutcome): WorkflowResults {
  const { prepared, planned, deployed } = run;
  if (!prepared || !planned) throw failed(run);
  const { method, reasons, alternatives, hyperparameters } = planned.plan;
  const config = FINE_TUNING_CONFIGS[method];
  const lora = hyperparameters.lora ? { rank: hyperparameters.lora.rank, alpha: hyperparameters.lora.alpha } : {};
  return {
    dataPrep: preparedRows(prepared),
    validation: validationOf(prepared.report),
    method: { ...config, ...lora, reasons, alternatives },
    hyperparameters,
    training: trainingOf(run),
    evaluation: evaluationOf(run),
    deployment: deployed && {
      modelId: deployed.modelId,
      endpoint: deployed.endpoint,
      status: deployed.status,
      path: deployed.path,
    },
  };
}

/** All rows in the order of the file. */
function preparedRows({ split, task }: NonNullable<RunOutcome['prepared']>): PreparedRow[] {
  return [...split.train, ...split.validation, ...split.test]
    .sort((a, b) => a.line - b.line)
    .map(({ input, output }) => ({ prompt: formatPrompt(task, input), completion: formatCompletion(output) }));
}

function validationOf({ isValid, findings, stats }: CheckReport): WorkflowResults['validation'] {
  const { totalExamples, avgPromptLength, avgCompletionLength, uniquePrompts } = stats;
  const issues = findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.message.en);
  return {
    isValid,
    issues,
    stats: { totalExamples, avgPromptLength, avgCompletionLength, uniquePrompts },
    findings,
  };
}

function trainingOf(run: RunOutcome): TrainingResult {
  const { outcome, planned, progress } = run;
  if (!outcome?.training || !progress || outcome.status !== 'succeeded') throw failed(run);
  const { steps, seconds, firstLoss, lastLoss } = outcome.training;
  return {
    jobId: progress.jobId,
    status: outcome.status,
    estimatedTime: saySeconds(planned?.plan.estimate.seconds ?? 0),
    steps,
    seconds,
    firstLoss,
    lastLoss,
  };
}

function evaluationOf(run: RunOutcome): EvaluationResult {
  const evaluation = run.outcome?.evaluation;
  if (!evaluation) throw failed(run);
  const { base, tuned, retention, verdict, reason } = evaluation;
  return {
    accuracy: tuned.accuracy?.value ?? null,
    loss: tuned.loss.value,
    metrics: {
      precision: tuned.precision?.value ?? null,
      recall: tuned.recall?.value ?? null,
      f1: tuned.f1?.value ?? null,
    },
    base,
    tuned,
    retention,
    verdict,
    reason,
  };
}

function failed({ progress, outcome }: RunOutcome): Problem {
  const jobId = progress?.jobId ?? null;
  const status = outcome?.status ?? progress?.status ?? 'not started';
  const said = progress?.error?.message ?? '';
  return new Problem({
    code: 'job-failed',
    message: {
      en: `The job did not succeed (${status}). ${said}`.trim(),
      hi: `Job poora nahi hua (${status}). ${said}`.trim(),
    },
    ...(jobId === null ? {} : { where: jobId }),
    next: progress?.error?.next ?? {
      en: jobId === null ? 'Run again.' : `Look at it with: vishesh jobs show ${jobId}`,
      hi: jobId === null ? 'Phir se chalao.' : `Isse dekho: vishesh jobs show ${jobId}`,
    },
    exitCode: 1,
  });
}
