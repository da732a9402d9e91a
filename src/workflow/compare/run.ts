/** Runs the methods of a comparison one after another as ordinary jobs, and keeps what each gave. Touches the world. */
import type { Localized } from '../../base/localized.js';
import { MAIN_METRIC } from '../../evaluate/compare.js';
import { methodDifferences } from '../../evaluate/method-differences.js';
import { readRowResults } from '../../jobs/row-results.js';
import { resumeJob } from '../../jobs/start.js';
import type { JobProgress } from '../../jobs/status.js';
import { watchJob } from '../../jobs/watch.js';
import type { MethodPlan } from '../../plan/comparison-plan.js';
import type { PreparedData } from '../types.js';
import { adviseMethod } from './advice.js';
import { beginComparison } from './begin.js';
import { readJobResult } from './job-result.js';
import { findSameJob, trainingHash, trainingOf } from './same-job.js';
import { type ComparedMethod, type Comparison, hasEnded } from './schema.js';
import { startMethod } from './start-method.js';
import { writeComparison } from './store.js';
import type { CompareChoices, CompareOptions } from './types.js';

/**
 * Plans, runs and compares; resolves with the finished comparison, or with the unfinished one when aborted (the job under way goes on).
 * A method that cannot fit is skipped; one that fails or is cancelled does not stop the others. Throws `Problem`: bad-hyperparameters,
 * does-not-fit when no method fits, and those of a home that cannot be written.
 */
export async function runComparison(
  choices: CompareChoices,
  prepared: PreparedData,
  options: CompareOptions,
): Promise<Comparison> {
  const { comparison: begun, plans } = await beginComparison(choices, prepared, options);
  const run = new Run(begun, prepared, options);
  await run.tell(null);
  for (const plan of plans) {
    if (options.signal?.aborted) break;
    if (plan.fits) await run.method(plan);
  }
  return run.end();
}

/** The comparison while it runs: the one place that changes it. */
class Run {
  #comparison: Comparison;
  readonly #prepared: PreparedData;
  readonly #options: CompareOptions;

  constructor(comparison: Comparison, prepared: PreparedData, options: CompareOptions) {
    this.#comparison = comparison;
    this.#prepared = prepared;
    this.#options = options;
  }

  async tell(progress: JobProgress | null, keep = true): Promise<void> {
    if (keep) await writeComparison(this.#options.home, this.#comparison);
    this.#options.onChange?.(this.#comparison, progress);
  }

  /** One method from its job's start, or from where an earlier one stands, to its end. */
  async method(plan: MethodPlan): Promise<void> {
    const { home, signal, fresh } = this.#options;
    const hash = trainingHash(trainingOf(this.#prepared, plan.method, plan.hyperparameters));
    const same = fresh ? null : await findSameJob(home, hash);
    if (same?.status === 'paused' || same?.status === 'interrupted') await resumeJob(home, same.jobId);
    const jobId = same?.jobId ?? (await startMethod(plan, this.#prepared, this.#options));
    this.#change(plan, { jobId, reused: same !== null, status: same?.status === 'succeeded' ? 'succeeded' : 'queued' });
    await this.tell(null);
    for await (const { progress, events } of watchJob(home, jobId, signal)) {
      const { status, validationLosses, error } = progress;
      const isNew = status !== this.#find(plan)?.status;
      this.#change(plan, { status, validationLosses, error: error === null ? null : inWords(error) });
      this.#options.onEvents?.(plan.method, events);
      await this.tell(progress, isNew);
    }
    const found = this.#find(plan)?.status === 'succeeded' ? await readJobResult(home, jobId) : null;
    this.#change(plan, { result: found?.result ?? null });
    if (found) this.#comparison = { ...this.#comparison, baseMetrics: found.baseMetrics };
    await this.tell(null);
  }

  async end(): Promise<Comparison> {
    this.#comparison = await summedUp(this.#comparison, this.#options.home);
    await this.tell(null);
    return this.#comparison;
  }

  #find({ method }: MethodPlan): ComparedMethod | undefined {
    return this.#comparison.methods.find((one) => one.method === method);
  }

  #change({ method }: MethodPlan, change: Partial<ComparedMethod>): void {
    const methods = this.#comparison.methods.map((one) => (one.method === method ? { ...one, ...change } : one));
    this.#comparison = { ...this.#comparison, methods };
  }
}

/** Differences by pairs of rows and the advice, from what there is; complete when every method has ended. */
export async function summedUp(comparison: Comparison, home: string): Promise<Comparison> {
  const { methods, task, metric, seed } = comparison;
  const contestants = [];
  for (const { method, jobId, result } of methods) {
    const rows = jobId === null || result === null ? null : await readRowResults(home, jobId);
    if (rows !== null) contestants.push({ name: method, rows: rows.tuned });
  }
  const metrics = metric === 'loss' ? (['loss'] as const) : ([MAIN_METRIC[task], 'loss'] as const);
  const differences = methodDifferences(contestants, task, metrics, seed);
  const measured: Comparison = { ...comparison, status: methods.every(hasEnded) ? 'complete' : 'running', differences };
  return { ...measured, advice: adviseMethod(measured) };
}

function inWords({ message, next, hi }: NonNullable<JobProgress['error']>): { message: Localized; next: Localized } {
  return { message: { en: message, hi: hi?.message ?? message }, next: { en: next, hi: hi?.next ?? next } };
}
