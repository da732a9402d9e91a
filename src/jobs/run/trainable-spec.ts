import { Problem } from '../../base/error.js';
import type { TrainableSpec } from '../../engine/types.js';
import type { JobSpec } from '../spec.js';

/** Which parameters learn, from the method and its hyperparameters. `Problem` when a method lacks its settings. */
export function trainableSpec({ method, hyperparameters }: Pick<JobSpec, 'method' | 'hyperparameters'>): TrainableSpec {
  const { lora, partial } = hyperparameters;
  if (method === 'full') return { method };
  if (method === 'lora' && lora !== null) return { method, ...lora };
  if (method === 'partial' && partial !== null) return { method, lastBlocks: partial.lastBlocks };
  throw new Problem({
    code: 'missing-settings',
    message: {
      en: `The method ${method} has no settings in this job.`,
      hi: `Is job me ${method} method ki settings nahi hain.`,
    },
    where: `hyperparameters.${method}`,
    next: { en: 'Make the job again from a plan.', hi: 'Plan se job dobara banao.' },
  });
}
