/** The effects of the eight steps on the real world: files, models, jobs and the server of one home. */
import type { Lang } from '../base/localized.js';
import { cancelJob, pauseJob } from '../jobs/control.js';
import { readSpec } from '../jobs/folder.js';
import { readReport } from '../jobs/report.js';
import { resumeJob } from '../jobs/start.js';
import { measureWarmUp } from '../jobs/warm-up.js';
import { watchJob } from '../jobs/watch.js';
import { deployJob } from './deploy-job.js';
import type { EffectHandlers } from './drive.js';
import type { WorkflowEvent } from './machine.js';
import { planRun } from './make-plan.js';
import { prepareData } from './prepare-data.js';
import { proposeFor, writeRepairs } from './repair-data.js';
import { startPlannedJob } from './start-job.js';
import type { JobFacts, JobProgress } from './types.js';

export interface EffectOptions {
  home: string;
  /** Read anew for each effect: the app switches it at any time. */
  readonly lang: Lang;
}

export function createEffects(options: EffectOptions): EffectHandlers {
  const { home } = options;
  return {
    prepare: async ({ choices }, report, signal) => {
      const note = (text: string): void => report({ type: 'noted', note: text });
      return { type: 'prepared', prepared: await prepareData(choices, { home, lang: options.lang, note, signal }) };
    },
    'propose-repairs': async ({ choices, prepared }) => ({
      type: 'repairs-proposed',
      repairs: await proposeFor(choices, prepared),
    }),
    repair: async ({ choices, prepared, accepted }) => ({
      type: 'repaired',
      file: await writeRepairs(choices, prepared, accepted),
    }),
    plan: async ({ choices, prepared }) => ({ type: 'planned', planned: await planRun(choices, prepared, home) }),
    measure: async ({ choices, prepared, planned }, _report, signal) => {
      const { base, promptFormat, split } = prepared;
      const { method, hyperparameters } = planned.plan;
      const warmUp = await measureWarmUp(
        { base, promptFormat, method, hyperparameters, home, examples: split.train },
        signal,
      );
      return {
        type: 'planned',
        planned: await planRun(choices, prepared, home, { ...warmUp, method, hyperparameters }),
      };
    },
    start: async ({ choices, prepared, planned }) => ({
      type: 'started',
      jobId: await startPlannedJob(choices, prepared, planned, { home, now: new Date() }),
    }),
    follow: ({ jobId }, report, signal) => follow(home, jobId, report, signal),
    control: async ({ jobId, action }) => {
      if (action === 'resume') await resumeJob(home, jobId);
      else await (action === 'pause' ? pauseJob : cancelJob)(home, jobId);
      return { type: 'controlled' };
    },
    deploy: async ({ jobId, choices }, report) => {
      const note = (stage: string): void => report({ type: 'noted', note: stage });
      return { type: 'deployed', deployed: await deployJob(jobId, choices.deploy, { home, now: new Date(), note }) };
    },
  };
}

/** Reports the job's progress until no runner works on it any more. */
async function follow(
  home: string,
  jobId: string,
  report: (event: WorkflowEvent) => void,
  signal: AbortSignal,
): Promise<WorkflowEvent | null> {
  report({ type: 'attached', job: await jobFacts(home, jobId) });
  let last: JobProgress | null = null;
  for await (const { progress } of watchJob(home, jobId, signal)) {
    last = progress;
    report({ type: 'progressed', progress });
  }
  if (signal.aborted || last === null) return null;
  const result = last.status === 'succeeded' ? await readReport(home, jobId) : null;
  return {
    type: 'ended',
    outcome: { status: last.status, training: result?.training ?? null, evaluation: result?.evaluation ?? null },
  };
}

async function jobFacts(home: string, jobId: string): Promise<JobFacts> {
  const spec = await readSpec(home, jobId);
  const { task, method, hyperparameters, modelId } = spec;
  return {
    jobId,
    file: spec.source.file,
    base: spec.base.id,
    task,
    rows: spec.split.train + spec.split.validation + spec.split.test,
    method,
    hyperparameters,
    modelId,
    estimatedSeconds: spec.estimate?.seconds ?? null,
  };
}
