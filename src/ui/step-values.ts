/** What was chosen in each step, in a word or two, for the stepper. Pure. */
import type { Dictionary } from '../i18n/index.js';
import { formatNumber, formatSeconds } from '../i18n/units.js';
import type { Hyperparameters } from '../plan/types.js';
import type { WorkflowState } from '../workflow/machine.js';
import { STEPS, type Step } from '../workflow/types.js';
import { fileName } from './file-name.js';

/** Null where nothing is chosen yet. Of a job that was come back to, the answers are the job's. */
export function stepValues(state: WorkflowState, words: Dictionary): Record<Step, string | null> {
  const { choices, prepared, planned, job, progress, outcome, deployed } = state;
  const file = job?.file ?? choices.file;
  const rows = prepared?.report.usable ?? job?.rows ?? null;
  const method = planned?.plan.method ?? job?.method ?? null;
  const settings = planned?.plan.hyperparameters ?? job?.hyperparameters ?? null;
  const seconds = planned?.plan.estimate.seconds ?? job?.estimatedSeconds ?? null;
  return {
    prepare: file === null ? null : fileName(file),
    validate: rows === null ? null : `${rows} ${words.validate.rows}`,
    method: method === null ? null : words.method.short[method],
    hyperparameters: settings === null ? null : shortSettings(settings, words),
    start: seconds === null ? null : `~${formatSeconds(seconds)}`,
    monitor: shortLoss(progress, words),
    evaluate: outcome?.evaluation ? words.evaluate.words[outcome.evaluation.verdict] : null,
    deploy: deployed?.modelId ?? null,
  };
}

/** Of held-out rows where they were measured, and named as that. */
function shortLoss(progress: WorkflowState['progress'], { monitor }: Dictionary): string | null {
  if (progress?.validationLoss != null) return `${monitor.validation} ${formatNumber(progress.validationLoss)}`;
  return progress?.loss == null ? null : `${monitor.loss} ${formatNumber(progress.loss)}`;
}

function shortSettings({ epochs, learningRate }: Hyperparameters, words: Dictionary): string {
  return `${epochs} ${epochs === 1 ? words.settings.epoch : words.settings.epochs}, ${formatNumber(learningRate)}`;
}

export type StepMark = 'done' | 'now' | 'todo';

export function markOf(step: Step, now: Step): StepMark {
  const difference = STEPS.indexOf(step) - STEPS.indexOf(now);
  return difference < 0 ? 'done' : difference === 0 ? 'now' : 'todo';
}
