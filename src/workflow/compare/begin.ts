/** The start of a comparison: the methods planned under equal conditions, and the record of it. Touches the disk. */
import { createHash } from 'node:crypto';
import { Problem } from '../../base/error.js';
import { MAIN_METRIC } from '../../evaluate/compare.js';
import { METRIC_SCALES } from '../../evaluate/metric-scale.js';
import { newJobId } from '../../jobs/folder.js';
import { readHardware } from '../../jobs/hardware.js';
import { type MethodPlan, planComparison } from '../../plan/comparison-plan.js';
import { METHOD_NAMES } from '../../plan/method-words.js';
import { sayBytes } from '../../plan/say-numbers.js';
import type { Hardware } from '../../plan/types.js';
import { readPrices } from '../make-plan.js';
import type { PreparedData } from '../types.js';
import { conditionsOf } from './conditions.js';
import { trainingHash, trainingOf } from './same-job.js';
import type { ComparedMethod, Comparison } from './schema.js';
import { listComparisons } from './store.js';
import type { CompareChoices, CompareOptions } from './types.js';

export async function beginComparison(
  choices: CompareChoices,
  prepared: PreparedData,
  { home, now, hardware = undefined }: CompareOptions,
): Promise<{ comparison: Comparison; plans: MethodPlan[] }> {
  const machine = hardware ?? (await readHardware(home));
  const plans = planComparison({
    methods: choices.methods,
    model: prepared.base.size,
    data: prepared.size,
    hardware: machine,
    prices: await readPrices(home),
    seed: choices.seed,
    edits: choices.hyperparameters,
    rates: choices.rates,
  });
  if (plans.every((plan) => !plan.fits)) throw noneFits(plans, machine);
  const key = keyOf(plans, prepared);
  const unfinished = (await listComparisons(home)).comparisons.findLast(
    (one) => one.key === key && one.status === 'running',
  );
  const begun = now();
  const metric = MAIN_METRIC[prepared.task];
  const { train, validation, test } = prepared.split;
  const comparison: Comparison = {
    version: 1,
    comparisonId: unfinished?.comparisonId ?? newJobId(begun),
    createdAt: unfinished?.createdAt ?? begun.toISOString(),
    status: 'running',
    key,
    file: prepared.source.file,
    base: prepared.base.id,
    task: prepared.task,
    metric,
    higherIsBetter: METRIC_SCALES[metric].higherIsBetter,
    data: { train: train.length, validation: validation.length, test: test.length },
    seed: choices.seed,
    asked: { task: choices.task, columns: choices.columns },
    conditions: conditionsOf(plans, prepared.size),
    baseMetrics: null,
    methods: plans.map((plan) => entryOf(plan, machine)),
    differences: [],
    advice: { method: null, sentences: [] },
  };
  return { comparison, plans };
}

function entryOf(
  { method, hyperparameters, estimate, diskBytes, fits }: MethodPlan,
  machine: Hardware,
): ComparedMethod {
  const { seconds, memoryBytes } = estimate;
  const { freeMemoryBytes, freeDiskBytes } = machine;
  return {
    method,
    status: fits ? 'waiting' : 'skipped',
    jobId: null,
    reused: false,
    hyperparameters,
    estimate: { seconds, memoryBytes, diskBytes },
    room: fits ? null : { freeMemoryBytes, freeDiskBytes },
    error: null,
    validationLosses: [],
    result: null,
  };
}

function keyOf(plans: readonly MethodPlan[], prepared: PreparedData): string {
  const hash = createHash('sha256');
  for (const { method, hyperparameters } of plans)
    hash.update(trainingHash(trainingOf(prepared, method, hyperparameters)));
  return hash.digest('hex');
}

function noneFits(plans: readonly MethodPlan[], { freeMemoryBytes, freeDiskBytes }: Hardware): Problem {
  const needs = plans
    .map(({ method, estimate, diskBytes }) => {
      return `${METHOD_NAMES[method]} ${sayBytes(estimate.memoryBytes)} + ${sayBytes(diskBytes)}`;
    })
    .join(', ');
  const free = `${sayBytes(freeMemoryBytes)} + ${sayBytes(freeDiskBytes)}`;
  return new Problem({
    code: 'does-not-fit',
    message: {
      en: `None of the methods fits on this machine with a 20% margin: they need (memory + disk) ${needs}; ${free} is free.`,
      hi: `Koi bhi method is machine par 20% margin ke saath fit nahi hoti: chahiye (memory + disk) ${needs}; ${free} free hai.`,
    },
    next: {
      en: 'Close other programs, lower --max-length, or choose a smaller base model.',
      hi: 'Dusre programs band karo, --max-length kam karo, ya chhota base model chuno.',
    },
    exitCode: 1,
  });
}
