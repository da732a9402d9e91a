/** One method of a comparison becomes an ordinary job. Touches the world. */
import { basename } from 'node:path';
import { uniqueModelId } from '../../deploy/registry.js';
import { readHardware } from '../../jobs/hardware.js';
import type { MethodPlan } from '../../plan/comparison-plan.js';
import { DEFAULT_CHOICES } from '../drive.js';
import { startPlannedJob } from '../start-job.js';
import type { PreparedData } from '../types.js';
import type { CompareOptions } from './types.js';

/** Returns the id of the job that was started. */
export async function startMethod(
  { method, hyperparameters, estimate }: MethodPlan,
  prepared: PreparedData,
  { home, now, hardware }: CompareOptions,
): Promise<string> {
  const stem = basename(prepared.source.file).replace(/(\.repaired(-\d+)?)?\.[^.]+(\.gz)?$/, '');
  return startPlannedJob(
    {
      ...DEFAULT_CHOICES,
      seed: hyperparameters.seed,
      modelId: await uniqueModelId(home, `${stem}-${method}`),
    },
    prepared,
    {
      hardware: hardware ?? (await readHardware(home)),
      plan: { method, reasons: [], alternatives: [], hyperparameters, estimate },
    },
    { home, now: now() },
  );
}
